import { useFormat } from '../../i18n/use-format.ts';
import { useTexts } from '../../i18n/use-texts.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Icon } from '../../ui/icon.tsx';
import type { Resource } from '../setup-state.ts';
import { texts } from '../texts.ts';
import './inventory-table.css';
import type { InventoryGroup, InventoryLine } from './inventory-groups.ts';
import { InventoryRow } from './inventory-row.tsx';

/** More interfaces than this are searched, not scrolled. */
const MOST_SHOWN = 100;

/** VPCs with their flow logs; subnets and interfaces without flow logs of their own are folded, however many there are. */
export function InventoryTable({
  groups,
  isSearched,
  unfolded,
  onUnfold,
  onOpen,
  onClearSearch,
}: {
  readonly groups: readonly InventoryGroup[];
  /** What is left is what was looked for: nothing of it is folded. */
  readonly isSearched: boolean;
  readonly unfolded: readonly string[];
  readonly onUnfold: (key: string, isUnfolded: boolean) => void;
  readonly onOpen: (resource: Resource, flowLogId: string | null) => void;
  readonly onClearSearch: () => void;
}) {
  const t = useTexts(texts);
  const format = useFormat();
  if (groups.length === 0) {
    return (
      <EmptyState text={isSearched ? t.noMatch : t.empty}>
        {isSearched && <Button onPress={onClearSearch}>{t.clearSearch}</Button>}
      </EmptyState>
    );
  }
  const fold = (group: InventoryGroup, what: 'subnets' | 'interfaces') => {
    const lines = group[what];
    const key = `${group.vpcId ?? ''} ${what}`;
    if (lines.length === 0) return null;
    const isOpen = isSearched || unfolded.includes(key);
    return (
      <FoldedLines
        key={key}
        title={t[what](format.number(lines.length))}
        lines={lines}
        isOpen={isOpen}
        onToggle={() => onUnfold(key, !isOpen)}
        onOpen={onOpen}
      />
    );
  };
  return (
    <div className="inventory">
      <table className="inventory-table" aria-label={t.list}>
        <colgroup>
          <col className="inventory-resource" />
          <col className="inventory-log" />
          <col className="inventory-place" />
          <col className="inventory-delivery" />
          <col className="inventory-lacks" />
          <col className="inventory-act" />
        </colgroup>
        <thead>
          <tr>
            <th scope="col">{t.resource}</th>
            <th scope="col">{t.flowLog}</th>
            <th scope="col">{t.goesTo}</th>
            <th scope="col">{t.delivery}</th>
            <th scope="col">{t.analysis}</th>
            <th scope="col">
              <span className="visually-hidden">{t.open}</span>
            </th>
          </tr>
        </thead>
        {groups.map((group) => (
          <tbody key={group.vpcId ?? 'others'}>
            {group.vpcId === null && (
              <tr className="inventory-heading">
                <th colSpan={6} scope="rowgroup">
                  {t.others}
                </th>
              </tr>
            )}
            {group.lines.map((line) => (
              <InventoryRow key={line.key} line={line} isDefault={group.isDefault} onOpen={onOpen} />
            ))}
            {fold(group, 'subnets')}
            {fold(group, 'interfaces')}
          </tbody>
        ))}
      </table>
    </div>
  );
}

function FoldedLines({
  title,
  lines,
  isOpen,
  onToggle,
  onOpen,
}: {
  readonly title: string;
  readonly lines: readonly InventoryLine[];
  readonly isOpen: boolean;
  readonly onToggle: () => void;
  readonly onOpen: (resource: Resource, flowLogId: string | null) => void;
}) {
  const t = useTexts(texts);
  const format = useFormat();
  const bare = lines.filter(({ recordedBy }) => recordedBy === null).length;
  return (
    <>
      <tr className="inventory-fold">
        <td colSpan={6}>
          <button type="button" aria-expanded={isOpen} onClick={onToggle}>
            <Icon name={isOpen ? 'down' : 'right'} size={14} />
            <span>{title}</span>
            <span className="muted">{bare === 0 ? t.allRecorded : t.withoutLog(format.number(bare))}</span>
          </button>
        </td>
      </tr>
      {isOpen && lines.slice(0, MOST_SHOWN).map((line) => <InventoryRow key={line.key} line={line} isDefault={false} onOpen={onOpen} />)}
      {isOpen && lines.length > MOST_SHOWN && (
        <tr className="inventory-more">
          <td colSpan={6} className="muted">
            {t.more(format.number(lines.length - MOST_SHOWN))}
          </td>
        </tr>
      )}
    </>
  );
}
