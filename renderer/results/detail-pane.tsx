import { fieldOf } from '../../main/flowlogs/fields.ts';
import type { Cell, ResultColumn } from '../../preload/contract/result.ts';
import { useFormat } from '../i18n/use-format.ts';
import { useTexts } from '../i18n/use-texts.ts';
import { IconButton } from '../ui/button.tsx';
import { cellText, columnLabel, isMono, type Reading } from './cell-text.ts';
import './detail-pane.css';
import { texts } from './texts.ts';

/** One row, all of its fields with what they mean; follows the active row. */
export function DetailPane({
  columns,
  order,
  values,
  row,
  reading,
  onClose,
}: {
  readonly columns: readonly ResultColumn[];
  /** Indices of the columns, in the grid's order, hidden ones included. */
  readonly order: readonly number[];
  readonly values: readonly Cell[] | null;
  /** From 0. */
  readonly row: number;
  readonly reading: Reading;
  readonly onClose: () => void;
}) {
  const t = useTexts(texts);
  const format = useFormat();
  return (
    <aside className="result-details" aria-label={t.details}>
      <div className="result-details-title">
        <h2 className="strong">{t.rowNumber(format.number(row + 1))}</h2>
        <span className="spacer" />
        <IconButton icon="close" label={t.closeDetails} onPress={onClose} />
      </div>
      <dl className="result-details-list">
        {order.map((index) => {
          const column = columns[index];
          if (!column) return null;
          const value = values?.[index] ?? null;
          const { text, side, tone } = cellText(column, value, reading);
          const raw = value === null ? t.isNull : value === '' ? t.isEmpty : String(value);
          const isSame = raw === text || raw === side;
          const field = fieldOf(column.name);
          return (
            <div key={column.name} className="result-details-field">
              <dt title={field ? `${column.name}: ${field.meaning[reading.language]}` : column.name}>
                {columnLabel(column, reading.language)}
              </dt>
              <dd>
                <span className={`selectable result-cell-${tone}${isMono(column) ? ' mono' : ''}`}>{text === '' ? t.isEmpty : text}</span>
                {side !== '' && <span className="muted mono"> {side}</span>}
                {!isSame && <span className="muted mono selectable"> {raw}</span>}
                {field && <p className="ui-hint">{field.meaning[reading.language]}</p>}
              </dd>
            </div>
          );
        })}
      </dl>
    </aside>
  );
}
