import { Icon } from '../ui/icon.tsx';

/** What is wrong in a row of the form, under its controls. */
export function FieldProblems({ id, problems }: { readonly id: string; readonly problems: readonly string[] }) {
  if (problems.length === 0) return null;
  return (
    <ul className="query-problems" id={id}>
      {problems.map((problem) => (
        <li key={problem} className="ui-problem">
          <Icon name="warning" size={14} />
          {problem}
        </li>
      ))}
    </ul>
  );
}
