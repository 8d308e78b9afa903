import type { PointerEvent } from 'react';
import type { ResultColumn, View } from '../../preload/contract/result.ts';
import { useTexts } from '../i18n/use-texts.ts';
import { Icon } from '../ui/icon.tsx';
import { columnLabel, isRight, type Reading } from './cell-text.ts';
import type { GridColumn, PlacedCell } from './grid-column.ts';
import { texts } from './texts.ts';

/** Names of the columns; pressed they sort (up, down, as it came), their right edges set the width. */
export function GridHeader({
  columns,
  cells,
  width,
  reading,
  sort,
  onSort,
  onWidth,
}: {
  readonly columns: readonly GridColumn[];
  readonly cells: readonly PlacedCell[];
  readonly width: number;
  readonly reading: Reading;
  readonly sort: View['sort'];
  readonly onSort: (sort: View['sort']) => void;
  readonly onWidth: (column: string, width: number) => void;
}) {
  const t = useTexts(texts);
  return (
    // biome-ignore lint/a11y/useSemanticElements: see the grid.
    <div className="result-header" role="rowgroup" style={{ width }}>
      {/* biome-ignore lint/a11y/useFocusableInteractive: its buttons are. */}
      {/* biome-ignore lint/a11y/useSemanticElements: see the grid. */}
      <div role="row" aria-rowindex={1}>
        {cells.map(({ index, start }) => {
          const placed = columns[index];
          if (!placed) return null;
          const { column } = placed;
          const label = columnLabel(column, reading.language);
          const isSorted = sort?.column === column.name;
          return (
            // biome-ignore lint/a11y/useFocusableInteractive: its button is.
            // biome-ignore lint/a11y/useSemanticElements: see the grid.
            <div
              key={column.name}
              role="columnheader"
              aria-colindex={index + 1}
              aria-sort={isSorted ? (sort.descending ? 'descending' : 'ascending') : 'none'}
              className="result-head"
              data-pinned={index === 0}
              style={{ width: placed.width, ...(index === 0 ? {} : { left: start }) }}
            >
              <button
                type="button"
                // One stop for Tab is enough for the grid; the menu of a cell sorts too.
                tabIndex={-1}
                className={`result-head-button${isRight(column) ? ' result-head-right' : ''}`}
                title={`${t.sortBy(label)}${label === column.name ? '' : ` (${column.name})`}`}
                onClick={() => onSort(nextSort(sort, column))}
              >
                <span className="result-head-words">
                  <span className="strong ellipsis">{label}</span>
                  {column.role === 'time' && !reading.raw && <span className="result-head-zone ellipsis">{reading.zone}</span>}
                </span>
                {isSorted && <Icon name={sort.descending ? 'sortDown' : 'sortUp'} size={12} />}
              </button>
              <WidthHandle name={t.resize(label)} width={placed.width} onWidth={(next) => onWidth(column.name, next)} />
            </div>
          );
        })}
      </div>
    </div>
  );
}

function nextSort(sort: View['sort'], column: ResultColumn): View['sort'] {
  if (sort?.column !== column.name) return { column: column.name, descending: false };
  return sort.descending ? null : { column: column.name, descending: true };
}

const NARROWEST = 40;
const WIDEST = 1200;

function WidthHandle({
  name,
  width,
  onWidth,
}: {
  readonly name: string;
  readonly width: number;
  readonly onWidth: (width: number) => void;
}) {
  const onPointerDown = (down: PointerEvent<HTMLElement>) => {
    const handle = down.currentTarget;
    handle.setPointerCapture(down.pointerId);
    const move = (event: globalThis.PointerEvent) =>
      onWidth(Math.max(NARROWEST, Math.min(WIDEST, Math.round(width + event.clientX - down.clientX))));
    handle.addEventListener('pointermove', move);
    handle.addEventListener('lostpointercapture', () => handle.removeEventListener('pointermove', move), { once: true });
    down.preventDefault();
    down.stopPropagation();
  };
  return <span className="result-head-handle" title={name} aria-hidden="true" onPointerDown={onPointerDown} />;
}
