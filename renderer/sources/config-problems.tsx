import type { ConfigProblem } from '../../preload/contract/aws.ts';
import { useTexts } from '../i18n/use-texts.ts';
import { problemWords } from './profile-words.ts';
import './sources.css';
import { texts } from './texts.ts';

/** Lines of the AWS configuration files that mean nothing: quiet, since everything else works. */
export function ConfigProblems({ problems }: { readonly problems: readonly ConfigProblem[] }) {
  const s = useTexts(texts);
  if (problems.length === 0) return null;
  return (
    <details className="source-problems">
      <summary className="muted">{s.problemsTitle(problems.length)}</summary>
      <ul className="selectable">
        {problems.map((problem) => (
          <li key={`${problem.path}:${problem.line}:${problem.code}`}>{problemWords(problem, s)}</li>
        ))}
      </ul>
    </details>
  );
}
