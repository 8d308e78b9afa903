import type { ColumnSummary, Filter, ResultColumn } from '../../preload/contract/result.ts';
import { useFormat } from '../i18n/use-format.ts';
import { useTexts } from '../i18n/use-texts.ts';
import { Button } from '../ui/button.tsx';
import { ErrorNote } from '../ui/error-note.tsx';
import { ProgressBar } from '../ui/progress-bar.tsx';
import { cellText, columnLabel, isTime, type Reading } from './cell-text.ts';
import { shareText } from './share-text.ts';
import './summary.css';
import { texts } from './texts.ts';
import type { Summary as Summarised } from './use-summary.ts';

/** What each column holds: how many values, how many different ones, from where to where, and the most frequent. */
export function Summary({
  columns,
  rowCount,
  summary,
  reading,
  onFilter,
}: {
  /** In the grid's order. */
  readonly columns: readonly ResultColumn[];
  /** Rows in the view. */
  readonly rowCount: number;
  readonly summary: Summarised;
  readonly reading: Reading;
  readonly onFilter: (filter: Filter) => void;
}) {
  const t = useTexts(texts);
  const format = useFormat();
  if (summary.error) {
    return (
      <ErrorNote layout="page" error={summary.error}>
        <Button onPress={summary.reload}>{t.tryAgain}</Button>
      </ErrorNote>
    );
  }
  return (
    <div className="result-summary" aria-busy={!summary.isOver}>
      {!summary.isOver && (
        <div className="result-summary-progress">
          <ProgressBar
            label={t.summary}
            done={summary.columns.size}
            total={columns.length}
            text={t.summarising(format.number(summary.columns.size), format.number(columns.length))}
          />
        </div>
      )}
      <div className="result-summary-cards">
        {columns.map((column) => {
          const known = summary.columns.get(column.name);
          return (
            known && <Card key={column.name} column={column} summary={known} rowCount={rowCount} reading={reading} onFilter={onFilter} />
          );
        })}
      </div>
    </div>
  );
}

function Card({
  column,
  summary,
  rowCount,
  reading,
  onFilter,
}: {
  readonly column: ResultColumn;
  readonly summary: ColumnSummary;
  readonly rowCount: number;
  readonly reading: Reading;
  readonly onFilter: (filter: Filter) => void;
}) {
  const t = useTexts(texts);
  const format = useFormat();
  const label = columnLabel(column, reading.language);
  const words = (value: ColumnSummary['min']) => {
    if (value === '') return { text: t.isEmpty, side: '' };
    return cellText(column, value, reading);
  };
  const isAllDifferent = summary.distinct > 10 && summary.top[0]?.count === 1;
  const numbers = [
    [t.values, format.number(summary.count)],
    [t.different, format.number(summary.distinct)],
    [t.isNull, format.number(summary.nulls)],
    ...(summary.count > 0
      ? [
          [t.least, words(summary.min).text],
          [t.greatest, words(summary.max).text],
        ]
      : []),
  ] as const;
  return (
    <section className="result-summary-card" aria-label={label}>
      <h3 className="strong ellipsis" title={column.name}>
        {label}
        {isTime(column) && !reading.raw && <span className="result-summary-zone">{reading.zone}</span>}
      </h3>
      <dl>
        {numbers.map(([name = '', value = '']) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd className="mono ellipsis" title={value}>
              {value}
            </dd>
          </div>
        ))}
      </dl>
      {isAllDifferent ? (
        <p className="muted">{t.allDifferent}</p>
      ) : (
        <ol>
          {summary.top.map(({ value, count, isCut }) => {
            const { text, side } = words(value);
            const share = shareText(count, rowCount);
            const inside = (
              <>
                <span className="result-summary-bar" style={{ width: `${rowCount === 0 ? 0 : (count / rowCount) * 100}%` }} />
                <span className="mono ellipsis result-summary-value">
                  {text} {side !== '' && <span className="muted">{side}</span>}
                </span>
                <span className="mono">{format.number(count)}</span>
                <span className="mono muted result-summary-share">{share}</span>
              </>
            );
            return (
              <li key={`${typeof value} ${value}`}>
                {isCut ? (
                  <div className="result-summary-top" title={text}>
                    {inside}
                  </div>
                ) : (
                  <button
                    type="button"
                    className="result-summary-top"
                    title={text}
                    aria-label={t.onlyTop(label, text, format.number(count), share)}
                    onClick={() => onFilter({ op: 'is', column: column.name, value })}
                  >
                    {inside}
                  </button>
                )}
              </li>
            );
          })}
        </ol>
      )}
    </section>
  );
}
