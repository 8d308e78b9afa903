/** The rows: drawn as far as they are in sight, moved through by keys, chosen as blocks of cells. */
import { useVirtualizer } from '@tanstack/react-virtual';
import { type MouseEvent, type PointerEvent, useEffect, useId, useLayoutEffect, useMemo, useRef, useState } from 'react';
import type { Cell, View } from '../../preload/contract/result.ts';
import { useTexts } from '../i18n/use-texts.ts';
import type { Reading } from './cell-text.ts';
import './grid.css';
import { pinnedThatFit } from './column-order.ts';
import { cellId, type GridColumn, headId, placedCells } from './grid-column.ts';
import { GridHeader } from './grid-header.tsx';
import { GridRow } from './grid-row.tsx';
import { drawnRows, grownScrollTop, noRows, ROW_HEIGHT, rowWindow, scrollTopFor } from './row-window.ts';
import { blockOf, type CellAt, cellSelection, type Selection } from './selection.ts';
import { texts } from './texts.ts';
import { useGridKeys } from './use-grid-keys.ts';
import { useRowWheel } from './use-row-wheel.ts';

export interface ScreenPoint {
  /** Client pixels. */
  readonly x: number;
  readonly y: number;
}

export interface GridProps {
  /** The pinned ones first. */
  readonly columns: readonly GridColumn[];
  /** How many of them stay at the left. */
  readonly pinned: number;
  readonly rowCount: number;
  readonly row: (index: number) => readonly Cell[] | null;
  readonly reading: Reading;
  readonly sort: View['sort'];
  readonly selection: Selection | null;
  /** What is looked for, in lower case; empty: nothing. */
  readonly needle: string;
  /** A cell that is to be brought into sight; the next one is another object. */
  readonly sought: CellAt | null;
  readonly isReading: boolean;
  readonly onSelect: (selection: Selection) => void;
  /** NULL while there is no order to be chosen. */
  readonly onSort: ((sort: View['sort']) => void) | null;
  readonly onWidth: (column: string, width: number) => void;
  /** Puts a column at a place among those shown. Gives the place that it gets. */
  readonly onMove: (column: string, to: number) => number;
  readonly onEnter: () => void;
  readonly onCopy: (withHeader: boolean) => void;
  readonly onEscape: () => void;
  readonly onMenu: (cell: CellAt, at: ScreenPoint) => void;
  readonly onHeadMenu: (column: number, at: ScreenPoint) => void;
}

const HEADER = 33;

export function Grid(props: GridProps) {
  const { columns, rowCount, row, reading, sort, selection, onSelect } = props;
  const t = useTexts(texts);
  const id = useId();
  const scroller = useRef<HTMLDivElement>(null);
  const [scrollTop, setScrollTop] = useState(0);
  const [isScrolled, setScrolled] = useState(false);
  const [size, setSize] = useState({ width: 0, height: 0 });
  const viewport = Math.max(ROW_HEIGHT, size.height - HEADER);
  const shown = rowWindow(rowCount, scrollTop, viewport);
  const across = useVirtualizer({
    horizontal: true,
    count: columns.length,
    getScrollElement: () => scroller.current,
    estimateSize: (index) => columns[index]?.width ?? 0,
    getItemKey: (index) => columns[index]?.column.name ?? index,
    overscan: 4,
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: the widths are what is measured.
  useLayoutEffect(() => across.measure(), [columns]);
  const width = columns.reduce((sum, each) => sum + each.width, 0);
  const inSight = across.getVirtualItems();
  const pinned = pinnedThatFit(
    columns.map((each) => each.width),
    props.pinned,
    size.width,
  );
  // The same list while nothing moves to the side: rows that are drawn already need not be drawn again.
  const cells = useMemo(() => placedCells(columns, inSight, pinned), [columns, inSight, pinned]);

  useLayoutEffect(() => {
    const element = scroller.current;
    if (!element) return;
    const measure = () => setSize({ width: element.clientWidth, height: element.clientHeight });
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, []);

  // Rows that come behind must not move those that are being read, before anything is drawn.
  const counted = useRef(rowCount);
  // biome-ignore lint/correctness/useExhaustiveDependencies: only more rows move the scroll bar.
  useLayoutEffect(() => {
    const element = scroller.current;
    const next = element && grownScrollTop(element.scrollTop, counted.current, rowCount, viewport);
    counted.current = rowCount;
    if (!element || next === null || next === element.scrollTop) return;
    element.scrollTop = next;
    setScrollTop(element.scrollTop);
  }, [rowCount]);

  useRowWheel(scroller, rowCount, viewport);

  // Who ran the query by its key has lost the focus with the form: the rows are what comes next.
  useEffect(() => {
    if (document.activeElement === document.body) scroller.current?.focus({ preventScroll: true });
  }, []);

  const showColumn = (column: number) => {
    const element = scroller.current;
    if (!element || column < pinned) return;
    const widthOf = (all: readonly GridColumn[]) => all.reduce((sum, each) => sum + each.width, 0);
    const left = widthOf(columns.slice(0, column));
    const right = left + (columns[column]?.width ?? 0);
    const stays = widthOf(columns.slice(0, pinned));
    if (left - stays < element.scrollLeft) element.scrollLeft = left - stays;
    else if (right > element.scrollLeft + element.clientWidth) element.scrollLeft = right - element.clientWidth;
  };
  const show = (cell: CellAt) => {
    const element = scroller.current;
    if (!element) return;
    element.scrollTop = scrollTopFor(cell.row, rowCount, element.scrollTop, viewport);
    showColumn(cell.column);
  };

  // A pane that opens beside the grid must not cover the cell it tells of.
  // biome-ignore lint/correctness/useExhaustiveDependencies: only a new width moves it into sight.
  useLayoutEffect(() => {
    if (selection) show(selection.focus);
  }, [size.width]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: once for each that is sought.
  useLayoutEffect(() => {
    if (props.sought) show(props.sought);
  }, [props.sought]);

  const keys = useGridKeys({ ...props, gridId: id, pageRows: Math.max(1, Math.floor(viewport / ROW_HEIGHT) - 1), show, showColumn });

  const cellUnder = (target: EventTarget): CellAt | null => {
    const found = target instanceof Element ? target.closest<HTMLElement>('[data-cell]') : null;
    return found ? { row: Number(found.dataset.row), column: Number(found.dataset.cell) } : null;
  };
  const onPointerDown = (event: PointerEvent) => {
    const cell = cellUnder(event.target);
    if (!cell || event.button !== 0) return;
    keys.leaveHeader();
    onSelect(event.shiftKey && selection ? { anchor: selection.anchor, focus: cell } : cellSelection(cell));
  };
  const onPointerMove = (event: PointerEvent) => {
    if (event.buttons !== 1 || !selection) return;
    const cell = cellUnder(event.target);
    if (cell && (cell.row !== selection.focus.row || cell.column !== selection.focus.column)) onSelect({ ...selection, focus: cell });
  };
  const onContextMenu = (event: MouseEvent) => {
    const cell = cellUnder(event.target);
    if (!cell) return;
    event.preventDefault();
    const block = selection && blockOf(selection);
    const isInside = block && cell.row >= block.top && cell.row <= block.bottom && cell.column >= block.left && cell.column <= block.right;
    if (!isInside) onSelect(cellSelection(cell));
    props.onMenu(cell, { x: event.clientX, y: event.clientY });
  };

  const block = selection && blockOf(selection);
  const drawn = useRef(noRows);
  drawn.current = drawnRows(drawn.current, shown);
  const rows = [];
  for (let index = shown.first; index < shown.end; index++) {
    const isIn = block !== null && index >= block.top && index <= block.bottom;
    rows.push(
      <GridRow
        key={index - drawn.current.shift}
        gridId={id}
        index={index}
        // In whole pixels: letters between two pixels are blurred.
        y={Math.round(scrollTop + (index - shown.top) * ROW_HEIGHT)}
        values={row(index)}
        columns={columns}
        cells={cells}
        reading={reading}
        from={isIn ? block.left : -1}
        to={isIn ? block.right : -1}
        needle={props.needle}
        focus={selection?.focus.row === index && keys.head === null ? selection.focus.column : -1}
      />,
    );
  }

  return (
    // biome-ignore lint/a11y/useSemanticElements: a table of a million rows is drawn in part only.
    <div
      ref={scroller}
      className="result-grid"
      role="grid"
      tabIndex={0}
      aria-label={t.grid}
      aria-rowcount={rowCount + 1}
      aria-colcount={columns.length}
      aria-busy={props.isReading}
      aria-multiselectable
      data-scrolled={isScrolled}
      {...(keys.head !== null
        ? { 'aria-activedescendant': headId(id, keys.head) }
        : selection
          ? { 'aria-activedescendant': cellId(id, selection.focus) }
          : {})}
      onScroll={(event) => {
        setScrollTop(event.currentTarget.scrollTop);
        setScrolled(event.currentTarget.scrollLeft > 0);
      }}
      onKeyDown={keys.onKeyDown}
      onPointerDown={onPointerDown}
      onPointerMove={onPointerMove}
      onContextMenu={onContextMenu}
      onDoubleClick={(event) => cellUnder(event.target) && props.onEnter()}
    >
      <GridHeader
        gridId={id}
        scroller={scroller}
        columns={columns}
        cells={cells}
        pinned={pinned}
        width={width}
        reading={reading}
        sort={sort}
        onSort={props.onSort}
        focus={keys.head}
        onWidth={props.onWidth}
        onMove={props.onMove}
        onMenu={props.onHeadMenu}
      />
      {/* biome-ignore lint/a11y/useSemanticElements: as above. */}
      <div className="result-grid-rows" role="rowgroup" style={{ width, height: shown.height }}>
        {rows}
      </div>
    </div>
  );
}
