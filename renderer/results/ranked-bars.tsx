/** Who had most: a name, what it had, and a bar. A click shows these rows alone. */
export interface RankedRow {
  readonly key: string;
  readonly name: string;
  readonly value: string;
  /** Quiet text after it. */
  readonly side: string;
  /** Of the greatest, 0 to 1. */
  readonly share: number;
  /** What a click does, in words. */
  readonly action: string;
  readonly onPress: () => void;
}

export function RankedBars({
  title,
  note,
  rows,
  nobody,
}: {
  readonly title: string;
  readonly note: string;
  readonly rows: readonly RankedRow[];
  readonly nobody: string;
}) {
  return (
    <section className="result-ranked" aria-label={title}>
      <div className="result-chart-head">
        <h3 className="strong">{title}</h3>
        <span className="muted">{note}</span>
      </div>
      {rows.length === 0 && <p className="muted">{nobody}</p>}
      <ol>
        {rows.map((row) => (
          <li key={row.key}>
            <button type="button" className="result-ranked-row" title={row.name} aria-label={row.action} onClick={row.onPress}>
              <span className="result-ranked-words">
                <span className="mono ellipsis">{row.name}</span>
                <span className="spacer" />
                <span className="mono">{row.value}</span>
                <span className="mono muted">{row.side}</span>
              </span>
              <span className="result-ranked-track">
                <span className="result-ranked-bar" style={{ width: `${row.share * 100}%` }} />
              </span>
            </button>
          </li>
        ))}
      </ol>
    </section>
  );
}
