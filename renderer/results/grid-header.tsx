import type { RefObject } from 'react';
import type { View } from '../../preload/contract/result.ts';
import { useTexts } from '../i18n/use-texts.ts';
import { Icon } from '../ui/icon.tsx';
import { columnLabel, isRight, isTime, type Reading } from './cell-text.ts';
import { type GridColumn, headId, type PlacedCell, placeOf } from './grid-column.ts';
import { nextSort } from './next-sort.ts';
import { texts } from './texts.ts';
import { useColumnDrag } from './use-column-drag.ts';
import { WidthHandle } from './width-handle.tsx';

/** Names of the columns: pressed they sort (up, down, as it came), dragged they move, their right edges set the width. */
export function GridHeader({
  gridId,
  scroller,
  columns,
  cells,
  pinned,
  width,
  reading,
  sort,
  focus,
  onSort,
  onWidth,
  onMove,
  onMenu,
}: {
  readonly gridId: string;
  readonly scroller: RefObject<HTMLElement | null>;
  readonly columns: readonly GridColumn[];
  readonly cells: readonly PlacedCell[];
  /** How many columns stay at the left. */
  readonly pinned: number;
  readonly width: number;
  readonly reading: Reading;
  readonly sort: View['sort'];
  /** The header that the keys are at; NULL: they are at a cell. */
  readonly focus: number | null;
  readonly onSort: ((sort: View['sort']) => void) | null;
  readonly onWidth: (column: string, width: number) => void;
  readonly onMove: (column: string, to: number) => void;
  readonly onMenu: (index: number, at: { readonly x: number; readonly y: number }) => void;
}) {
  const t = useTexts(texts);
  const drag = useColumnDrag(scroller, columns, pinned, onMove);
  const below = (element: HTMLElement) => {
    const box = element.getBoundingClientRect();
    return { x: box.left, y: box.bottom };
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: see the grid.
    <div className="result-header" role="rowgroup" style={{ width }} data-dragging={drag.held !== null}>
      {/* biome-ignore lint/a11y/useFocusableInteractive: its buttons are. */}
      {/* biome-ignore lint/a11y/useSemanticElements: see the grid. */}
      <div className="result-head-row" role="row" aria-rowindex={1}>
        {cells.map((cell) => {
          const { index } = cell;
          const placed = columns[index];
          if (!placed) return null;
          const { column } = placed;
          const label = columnLabel(column, reading.language);
          const isSorted = sort?.column === column.name;
          return (
            // biome-ignore lint/a11y/useFocusableInteractive: the grid has the focus and names the active header.
            // biome-ignore lint/a11y/useSemanticElements: see the grid.
            <div
              key={column.name}
              id={headId(gridId, index)}
              role="columnheader"
              aria-colindex={index + 1}
              aria-sort={isSorted ? (sort.descending ? 'descending' : 'ascending') : 'none'}
              aria-keyshortcuts="Enter Shift+F10 Alt+ArrowLeft Alt+ArrowRight"
              {...(cell.isPinned ? { 'aria-description': t.isPinned } : {})}
              className="result-head"
              data-pinned={cell.isPinned}
              data-edge={cell.isLastPinned}
              data-focus={index === focus}
              data-held={drag.held?.name === column.name}
              style={placeOf(cell, placed.width)}
              onPointerDown={(event) => drag.onPointerDown(event, index)}
              onMouseDown={(event) => {
                // The grid keeps the focus: a button that had it would take the keys from the rows.
                event.preventDefault();
                scroller.current?.focus({ preventScroll: true });
              }}
              onContextMenu={(event) => {
                event.preventDefault();
                event.stopPropagation();
                onMenu(index, { x: event.clientX, y: event.clientY });
              }}
            >
              <button
                type="button"
                // One stop for Tab is enough for the grid: the arrow keys lead here too.
                tabIndex={-1}
                className={`result-head-button${isRight(column) ? ' result-head-right' : ''}`}
                title={`${t.sortBy(label)}${label === column.name ? '' : ` (${column.name})`}`}
                aria-disabled={onSort === null}
                onClick={() => drag.wasDrag() || onSort?.(nextSort(sort, column.name))}
              >
                <span className="result-head-words">
                  <span className="strong ellipsis">{label}</span>
                  {isTime(column) && !reading.raw && <span className="result-head-zone ellipsis">{reading.zone}</span>}
                </span>
                {isSorted && <Icon name={sort.descending ? 'sortDown' : 'sortUp'} size={12} />}
              </button>
              {/* For the mouse: with the keyboard the menu's own key opens it. */}
              <span
                className="result-head-menu"
                aria-hidden="true"
                title={t.headMenu(label)}
                onClick={(event) => drag.wasDrag() || onMenu(index, below(event.currentTarget))}
              >
                <Icon name="down" size={14} />
              </span>
              <WidthHandle name={t.resize(label)} width={placed.width} onWidth={(next) => onWidth(column.name, next)} />
            </div>
          );
        })}
        {drag.held && <span className="result-drop-line" aria-hidden="true" style={{ left: drag.held.lineAt }} />}
      </div>
    </div>
  );
}
