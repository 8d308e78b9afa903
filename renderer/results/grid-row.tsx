import { memo } from 'react';
import type { Cell } from '../../preload/contract/result.ts';
import { cellText, isMono, isRight, type Reading } from './cell-text.ts';
import { partsOf } from './find-match.ts';
import { cellId, type GridColumn, type PlacedCell, placeOf } from './grid-column.ts';

interface GridRowProps {
  readonly gridId: string;
  readonly index: number;
  readonly y: number;
  /** NULL while the page with this row is on its way. */
  readonly values: readonly Cell[] | null;
  readonly columns: readonly GridColumn[];
  readonly cells: readonly PlacedCell[];
  readonly reading: Reading;
  /** Columns of the selection in this row; -1: none. */
  readonly from: number;
  readonly to: number;
  /** The column of the active cell; -1: not in this row. */
  readonly focus: number;
  /** What is looked for, in lower case; empty: nothing. */
  readonly needle: string;
}

function Row({ gridId, index, y, values, columns, cells, reading, from, to, focus, needle }: GridRowProps) {
  return (
    // biome-ignore lint/a11y/useFocusableInteractive: the grid has the focus and names the active cell.
    // biome-ignore lint/a11y/useSemanticElements: see the grid.
    <div className="result-row" role="row" aria-rowindex={index + 2} data-active={focus >= 0} style={{ top: y }}>
      {cells.map((cell) => {
        const { index: position } = cell;
        const placed = columns[position];
        if (!placed) return null;
        const { column, index: source, width } = placed;
        const isChosen = position >= from && position <= to && from >= 0;
        const { text, side, tone } = values ? cellText(column, values[source] ?? null, reading) : waiting;
        return (
          // biome-ignore lint/a11y/useFocusableInteractive: see the row.
          // biome-ignore lint/a11y/useSemanticElements: see the grid.
          <div
            key={column.name}
            id={cellId(gridId, { row: index, column: position })}
            role="gridcell"
            aria-colindex={position + 1}
            aria-selected={isChosen}
            data-row={index}
            data-cell={position}
            data-focus={position === focus}
            data-pinned={cell.isPinned}
            data-edge={cell.isLastPinned}
            className={`result-cell${isMono(column) ? ' mono' : ''}${isRight(column) ? ' result-cell-right' : ''} result-cell-${tone}`}
            style={placeOf(cell, width)}
            title={text.length * 7 > width - 16 ? text : undefined}
          >
            {(tone === 'accept' || tone === 'reject') && <span className={tone === 'reject' ? 'dot dot-reject' : 'dot'} />}
            <span className="ellipsis">{needle === '' ? text : marked(text, needle)}</span>
            {side !== '' && <span className="result-cell-side">{side}</span>}
          </div>
        );
      })}
    </div>
  );
}

/** The text with what is looked for in it marked. */
function marked(text: string, needle: string) {
  const parts = partsOf(text, needle);
  if (parts.length === 1) return text;
  // biome-ignore lint/suspicious/noArrayIndexKey: a part is its place.
  return parts.map((part, index) => (index % 2 === 1 ? <mark key={index}>{part}</mark> : part));
}

const waiting = { text: '', side: '', tone: 'plain' } as const;

export const GridRow = memo(Row);
