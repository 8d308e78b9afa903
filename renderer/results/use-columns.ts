import { useMemo, useState } from 'react';
import type { ColumnLayout } from '../../preload/contract/column-layout.ts';
import type { Cell, ResultColumn } from '../../preload/contract/result.ts';
import type { Reading } from './cell-text.ts';
import { inChosenOrder, movedColumn, pinnedCount, pinnedFirst, withPin } from './column-order.ts';
import { columnWidth, gridOrder } from './columns.ts';
import type { GridColumn } from './grid-column.ts';
import { useLayout } from './use-layout.ts';
import type { Pages } from './use-pages.ts';

export interface Columns {
  /** Positions in the result's rows, in the grid's order, hidden ones included. */
  readonly order: readonly number[];
  /** The columns in that order. */
  readonly inOrder: readonly ResultColumn[];
  /** Those that are drawn. */
  readonly shown: readonly GridColumn[];
  /** How many of them stay at the left. */
  readonly pinned: number;
  /** Whether they were chosen: then no move leads over their edge. */
  readonly isBound: boolean;
  readonly hidden: ReadonlySet<string>;
  readonly setHidden: (hidden: ReadonlySet<string>) => void;
  readonly setWidth: (name: string, width: number) => void;
  /** Puts a shown column at a place among the shown ones. Gives the place that it gets. */
  readonly move: (name: string, to: number) => number;
  readonly setPinned: (name: string, isPinned: boolean) => void;
  /** As at first: all columns, in reading order, as wide as their values. */
  readonly reset: () => void;
}

/** How many rows the widths follow. */
const SAMPLE = 100;

/** The columns of a result as they are shown. @param kept what was chosen before for results of the kind */
export function useColumns(
  columns: readonly ResultColumn[],
  kind: string,
  kept: ColumnLayout | null,
  pages: Pages,
  reading: Reading,
): Columns {
  const layout = useLayout(kind, kept);
  const { hidden, widths } = layout;
  const pins = useMemo(() => layout.pinned && new Set(layout.pinned), [layout.pinned]);
  const order = useMemo(() => {
    const positions = new Map(columns.map((column, index) => [column.name, index] as const));
    const reads = gridOrder(columns).flatMap((index) => columns[index]?.name ?? []);
    return pinnedFirst(inChosenOrder(reads, layout.order), pins).flatMap((name) => positions.get(name) ?? []);
  }, [columns, layout.order, pins]);

  // Widths follow the first rows that came, and then stay: nothing jumps while scrolling or filtering.
  const [sample, setSample] = useState<readonly (readonly Cell[])[]>([]);
  if (sample.length === 0 && pages.row(0) !== null) {
    setSample(Array.from({ length: SAMPLE }, (_, index) => pages.row(index)).filter((row) => row !== null));
  }
  const measured = useMemo(() => {
    const valuesOf = (index: number) => sample.map((row) => row[index] ?? null);
    return new Map(columns.map((column, index) => [column.name, columnWidth(column, valuesOf(index), reading)] as const));
  }, [columns, reading, sample]);

  const shown = useMemo(
    () =>
      order.flatMap((index) => {
        const column = columns[index];
        if (!column || hidden.has(column.name)) return [];
        return [{ column, index, width: widths.get(column.name) ?? measured.get(column.name) ?? 100 }];
      }),
    [order, columns, hidden, widths, measured],
  );
  const inOrder = useMemo(() => order.flatMap((index) => columns[index] ?? []), [order, columns]);
  const shownNames = shown.map(({ column }) => column.name);
  const pinned = pinnedCount(shownNames, pins);

  return {
    order,
    inOrder,
    shown,
    pinned,
    isBound: pins !== null,
    hidden,
    setHidden: layout.setHidden,
    setWidth: layout.setWidth,
    move(name, to) {
      const all = inOrder.map((column) => column.name);
      const next = movedColumn(all, shownNames, name, to, pins === null ? 0 : pinned);
      if (next !== all) layout.setOrder(next);
      return next.filter((each) => !hidden.has(each)).indexOf(name);
    },
    setPinned: (name, isPinned) => layout.setPinned(withPin(layout.pinned, shownNames, name, isPinned)),
    reset: layout.reset,
  };
}
