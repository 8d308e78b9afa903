import { workgroupDifferences } from '../../../../main/flowlogs/workgroup-differences.ts';
import type { TableChoice, TablePlan } from '../../../../preload/contract/integration.ts';
import { useFormat } from '../../../i18n/use-format.ts';
import { useTexts } from '../../../i18n/use-texts.ts';
import { Icon } from '../../../ui/icon.tsx';
import { type PlanTexts, texts as planTexts } from './texts.ts';

type Reach = NonNullable<TablePlan['extension']>['added'];

/** What is there already and how it is, where that is not what was chosen; what a table that is there gains and keeps. */
export function PlanNotes({ choice, plan }: { readonly choice: TableChoice; readonly plan: TablePlan }) {
  const t = useTexts(planTexts);
  const format = useFormat();
  const size = (bytes: number) => format.bytes(bytes).replace('.0 ', ' ');
  const { workgroup, extension } = plan;
  const added = extension && reachWords(extension.added, t);
  const kept = extension && reachWords(extension.kept, t);
  const notes: (readonly [icon: 'info' | 'warning', text: string])[] = [];
  if (added) notes.push(['info', t.adds(added)]);
  if (kept) notes.push(['info', t.keeps(kept)]);
  if (workgroup) {
    const { bytesLimit, resultLocation, keepsResults } = workgroup;
    const limit = bytesLimit === null ? t.noLimit : t.limit(size(bytesLimit));
    const results = keepsResults ? t.keptResults : resultLocation === null ? t.noResults : t.results(resultLocation);
    notes.push(['info', t.workgroup(choice.workgroup, limit, results)]);
    const chosen = choice.bytesLimit === null ? t.noLimitChosen : size(choice.bytesLimit);
    for (const code of workgroupDifferences(workgroup, choice)) notes.push(['warning', t.differences[code](chosen)]);
  }
  if (notes.length === 0) return null;
  return (
    <ul className="flow-log-warnings">
      {notes.map(([icon, text]) => (
        <li key={text}>
          <Icon name={icon} size={14} />
          <span className="selectable">{text}</span>
        </li>
      ))}
    </ul>
  );
}

/** Empty: nothing. */
function reachWords({ accounts, regions, since }: Reach, t: PlanTexts): string {
  return [
    ...(accounts.length === 0 ? [] : [t.accounts(accounts.join(', '))]),
    ...(regions.length === 0 ? [] : [t.regions(regions.join(', '))]),
    ...(since === null ? [] : [t.since(since)]),
  ].join(t.and);
}
