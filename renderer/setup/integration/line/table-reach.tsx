import { formatEpoch } from '../../../../main/flowlogs/time.ts';
import type { Integration } from '../../../../preload/contract/integration.ts';
import type { FlowLog } from '../../../../preload/contract/setup.ts';
import { useTexts } from '../../../i18n/use-texts.ts';
import { Button } from '../../../ui/button.tsx';
import { Icon } from '../../../ui/icon.tsx';
import { CopyButton } from '../../copy-button.tsx';
import { texts as lineTexts } from './texts.ts';

/** More say nothing that these do not. */
const MOST = 4;

/** Whose logs the table reads beside those of the flow log, what it leaves out, what it counts twice; nothing where all is well. */
export function TableReach({
  log,
  integration,
  onExtend,
}: {
  readonly log: FlowLog;
  readonly integration: Integration;
  /** Nagare's own, made for this flow log: it is extended by being made again. */
  readonly onExtend: () => void;
}) {
  const t = useTexts(lineTexts);
  const { uncovered, alsoReads, countedTwice, madeFor } = integration;
  const names = new Map([log, ...alsoReads].map(({ id, name }) => [id, name]));
  const named = (id: string) => {
    const name = names.get(id) ?? null;
    return name === null ? id : t.named(id, name);
  };
  const listed = (ids: readonly string[]) =>
    [...ids.slice(0, MOST).map(named), ...(ids.length > MOST ? [t.more(ids.length - MOST)] : [])].join(', ');
  const unreadable = alsoReads.filter(({ isReadable }) => !isReadable).map(({ id }) => id);
  const lines: (readonly [icon: 'info' | 'warning', text: string])[] = [
    ...(alsoReads.length === 0 ? [] : [['info', t.alsoReads(listed(alsoReads.map(({ id }) => id)))] as const]),
    ...(unreadable.length === 0 ? [] : [['warning', t.unreadable(listed(unreadable))] as const]),
    ...countedTwice.slice(0, MOST).map(([one, other]) => ['warning', t.twice(named(one), named(other))] as const),
    ...(countedTwice.length > MOST ? [['warning', t.twiceMore(countedTwice.length - MOST)] as const] : []),
  ];
  const left = uncovered && [
    ...(uncovered.accounts.length === 0 ? [] : [t.accounts(uncovered.accounts.join(', '))]),
    ...(uncovered.regions.length === 0 ? [] : [t.regions(uncovered.regions.join(', '))]),
    // Days are those of the folders' names.
    ...(uncovered.since === null ? [] : [t.days(formatEpoch(uncovered.since, 'UTC').slice(0, 10))]),
    ...(uncovered.until === null ? [] : [t.daysAfter(formatEpoch(uncovered.until, 'UTC').slice(0, 10))]),
  ];
  const isOwn = madeFor === log.id;
  return (
    <>
      {uncovered && left && (
        <div className="table-reach table-reach-action">
          <Icon name="warning" size={14} />
          <span className="selectable">
            {t.uncovered(left.join(t.and))}
            {uncovered.ddl === null && ` ${t.noStatement}`}
          </span>
          {isOwn && <Button onPress={onExtend}>{t.extend}</Button>}
        </div>
      )}
      {uncovered?.ddl && !isOwn && (
        <details>
          <summary>{t.statement}</summary>
          <div className="step-actions">
            <CopyButton text={`${uncovered.ddl};\n`} />
          </div>
          <pre className="mono setup-code">{uncovered.ddl}</pre>
        </details>
      )}
      {lines.map(([icon, text]) => (
        <div key={text} className="table-reach">
          <Icon name={icon} size={14} />
          <span className="selectable">{text}</span>
        </div>
      ))}
    </>
  );
}
