import type { Cleanup } from '../../preload/contract/cleanup.ts';
import { useTexts } from '../i18n/use-texts.ts';
import { CleanupRow } from './cleanup-row.tsx';
import { itemsByStep } from './plan-state.ts';
import { texts as cleanupTexts } from './texts.ts';

/** Every resource of a plan, in the order in which they go. */
export function CleanupTable({
  cleanup,
  ticks,
  typed,
  onTick,
  onType,
}: {
  readonly cleanup: Cleanup;
  readonly ticks: readonly string[];
  readonly typed: Readonly<Record<string, string>>;
  readonly onTick: (id: string, isOn: boolean) => void;
  readonly onType: (id: string, text: string) => void;
}) {
  const t = useTexts(cleanupTexts);
  return (
    <div className="inventory">
      <table className="inventory-table cleanup-table" aria-label={t.plan}>
        <colgroup>
          <col className="cleanup-what" />
          <col />
          <col className="cleanup-count" />
          <col className="cleanup-size" />
          <col className="cleanup-maker" />
          <col className="cleanup-state" />
        </colgroup>
        <thead>
          <tr>
            <th scope="col" colSpan={2}>
              {t.item}
            </th>
            <th scope="col" className="setup-number">
              {t.count}
            </th>
            <th scope="col" className="setup-number">
              {t.size}
            </th>
            <th scope="col">{t.madeBy}</th>
            <th scope="col">{t.state}</th>
          </tr>
        </thead>
        {itemsByStep(cleanup.items).map(({ step, items }) => (
          <tbody key={step}>
            {items.map((item) => (
              <CleanupRow
                key={item.id}
                item={item}
                isTicked={ticks.includes(item.id)}
                isRunning={cleanup.state === 'running'}
                isPlanned={cleanup.state === 'planned'}
                typed={typed[item.id] ?? ''}
                onTick={(isOn) => onTick(item.id, isOn)}
                onType={(text) => onType(item.id, text)}
              />
            ))}
          </tbody>
        ))}
      </table>
    </div>
  );
}
