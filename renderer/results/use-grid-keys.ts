import { type KeyboardEvent, useState } from 'react';
import type { View } from '../../preload/contract/result.ts';
import { isCommand } from '../ui/key-names.ts';
import { cellId, type GridColumn, headId } from './grid-column.ts';
import { nextSort } from './next-sort.ts';
import { type CellAt, cellSelection, moved, movedHead, type Selection, wholeColumns, wholeRows } from './selection.ts';
import { possibleWidth } from './width-handle.tsx';

interface GridKeysOptions {
  readonly gridId: string;
  readonly columns: readonly GridColumn[];
  readonly rowCount: number;
  /** Rows on a screen. */
  readonly pageRows: number;
  readonly sort: View['sort'];
  readonly selection: Selection | null;
  /** Scrolls a cell, or a column, into sight. */
  readonly show: (cell: CellAt) => void;
  readonly showColumn: (column: number) => void;
  readonly onSelect: (selection: Selection) => void;
  readonly onSort: ((sort: View['sort']) => void) | null;
  readonly onWidth: (column: string, width: number) => void;
  readonly onMove: (column: string, to: number) => number;
  readonly onEnter: () => void;
  readonly onCopy: (withHeader: boolean) => void;
  readonly onEscape: () => void;
  readonly onMenu: (cell: CellAt, at: { readonly x: number; readonly y: number }) => void;
  readonly onHeadMenu: (column: number, at: { readonly x: number; readonly y: number }) => void;
}

export interface GridKeys {
  /** The header that the keys are at; NULL: they are at a cell. */
  readonly head: number | null;
  readonly leaveHeader: () => void;
  readonly onKeyDown: (event: KeyboardEvent) => void;
}

const WIDTH_STEP = 16;

/**
 * The keys of the grid. The arrow up from the first row leads to the headers, where Enter sorts and Shift with an
 * arrow sets the width. Alt with an arrow moves the column, at a header and at a cell.
 */
export function useGridKeys(options: GridKeysOptions): GridKeys {
  const { gridId, columns, rowCount, selection, onSelect } = options;
  // By name: a column that is moved or pinned from its menu keeps the focus.
  const [headAt, setHeadAt] = useState<{ readonly name: string; readonly index: number } | null>(null);
  const found = headAt === null ? -1 : columns.findIndex(({ column }) => column.name === headAt.name);
  const head = headAt === null ? null : found >= 0 ? found : Math.min(headAt.index, columns.length - 1);
  const setHead = (index: number) => setHeadAt({ name: columns[index]?.column.name ?? '', index });
  const leaveHeader = () => setHeadAt(null);

  const belowOf = (id: string) => {
    const box = document.getElementById(id)?.getBoundingClientRect();
    return { x: box ? box.left + 12 : 100, y: box ? box.bottom : 100 };
  };
  const moveColumn = (column: number, by: number): number => {
    const name = columns[column]?.column.name;
    return name === undefined ? column : options.onMove(name, column + by);
  };
  const sideways = { ArrowLeft: -1, ArrowRight: 1 } as const;
  const isSideways = (key: string): key is keyof typeof sideways => Object.hasOwn(sideways, key);
  const opensMenu = (event: KeyboardEvent) => event.key === 'ContextMenu' || (event.key === 'F10' && event.shiftKey);

  /** Whether the key meant something. */
  const atHeader = (event: KeyboardEvent, column: number): boolean => {
    const placed = columns[column];
    if (!placed) return false;
    const { key, altKey, shiftKey } = event;
    const goTo = (next: number) => {
      setHead(next);
      options.showColumn(next);
    };
    if (altKey && isSideways(key)) options.showColumn(moveColumn(column, sideways[key]));
    else if (opensMenu(event) || (altKey && key === 'ArrowDown')) options.onHeadMenu(column, belowOf(headId(gridId, column)));
    else if (shiftKey && isSideways(key)) options.onWidth(placed.column.name, possibleWidth(placed.width + sideways[key] * WIDTH_STEP));
    else if (key === 'Enter' || key === ' ') options.onSort?.(nextSort(options.sort, placed.column.name));
    else if (key === 'ArrowDown' || key === 'PageDown' || key === 'Escape') {
      leaveHeader();
      const cell = { row: selection?.focus.row ?? 0, column };
      onSelect(cellSelection(cell));
      options.show(cell);
    } else {
      const next = movedHead(column, key, columns.length);
      if (next === null) return false;
      goTo(next);
    }
    return true;
  };

  const atCell = (event: KeyboardEvent): boolean => {
    const { key, altKey, shiftKey } = event;
    const current = selection ?? cellSelection({ row: 0, column: 0 });
    const far = event.ctrlKey || event.metaKey;
    const limits = { rows: rowCount, columns: columns.length, page: options.pageRows };
    const letter = key.toLowerCase();
    if (far && !altKey && letter === 'c') options.onCopy(shiftKey);
    else if (isCommand(event) && letter === 'a') onSelect(wholeRows({ top: 0, bottom: rowCount - 1 }, limits));
    else if (key === ' ' && far) onSelect(wholeColumns(current, limits));
    else if (key === ' ' && shiftKey) onSelect(wholeRows({ top: current.anchor.row, bottom: current.focus.row }, limits));
    else if (key === 'Enter' && !far) options.onEnter();
    else if (key === 'Escape') options.onEscape();
    else if (opensMenu(event)) options.onMenu(current.focus, belowOf(cellId(gridId, current.focus)));
    else if (altKey && isSideways(key)) {
      const column = moveColumn(current.focus.column, sideways[key]);
      const cell = { row: current.focus.row, column };
      onSelect(cellSelection(cell));
      options.show(cell);
    } else if (key === 'ArrowUp' && !shiftKey && !far && current.focus.row === 0) {
      setHead(current.focus.column);
      options.showColumn(current.focus.column);
    } else {
      const next = selection === null && key.startsWith('Arrow') ? current : moved(current, key, shiftKey, far, limits);
      if (!next) return false;
      onSelect(next);
      options.show(next.focus);
    }
    return true;
  };

  return {
    head,
    leaveHeader,
    onKeyDown(event) {
      const isTaken = head === null ? atCell(event) : atHeader(event, head) || keysOfBoth(event);
      if (isTaken) event.preventDefault();
    },
  };

  /** What means the same at a header: copying and choosing everything. */
  function keysOfBoth(event: KeyboardEvent): boolean {
    const letter = event.key.toLowerCase();
    return (event.ctrlKey || event.metaKey) && (letter === 'c' || letter === 'a') && atCell(event);
  }
}
