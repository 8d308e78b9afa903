import type { QueryForm } from '../../preload/contract/query.ts';
import type { Cell, ColumnRole, Filter, ResultColumn, View } from '../../preload/contract/result.ts';
import { useLanguage } from '../i18n/language.tsx';
import { useTexts } from '../i18n/use-texts.ts';
import { MenuAt, type MenuEntry } from '../ui/menu.tsx';
import { whileArriving } from './arriving.ts';
import { cellMenu } from './cell-menu.ts';
import { columnLabel } from './cell-text.ts';
import { headMenu } from './column-menu.ts';
import type { ScreenPoint } from './grid.tsx';
import type { CellAt } from './selection.ts';
import { texts } from './texts.ts';
import type { Columns } from './use-columns.ts';

export interface OpenedMenu {
  /** A cell, or the header of a column by its place among those shown. */
  readonly of: CellAt | number;
  readonly at: ScreenPoint;
}

/** What can be done with a cell or a column: the same menu for the mouse and the keys. */
export function ResultMenu({
  menu,
  layout,
  sort,
  arriving,
  valueAt,
  onClose,
  onSort,
  onFilter,
  onEdit,
  onMark,
  onUseInForm,
  onCopy,
  onDetails,
}: {
  readonly menu: OpenedMenu | null;
  readonly layout: Columns;
  readonly sort: View['sort'];
  readonly arriving: boolean;
  readonly valueAt: (cell: CellAt) => { readonly column: ResultColumn; readonly value: Cell } | null;
  readonly onClose: () => void;
  readonly onSort: (sort: View['sort']) => void;
  readonly onFilter: (filter: Filter) => void;
  readonly onEdit: (column: ResultColumn, at: ScreenPoint) => void;
  readonly onMark: (column: string, role: ColumnRole) => void;
  readonly onUseInForm: ((patch: Partial<QueryForm>) => void) | null;
  readonly onCopy: (withHeader: boolean) => void;
  readonly onDetails: () => void;
}) {
  const t = useTexts(texts);
  const language = useLanguage();
  const { shown, pinned } = layout;
  const actionsOf = (column: ResultColumn, at: ScreenPoint) => ({
    sort: onSort,
    filter: () => onEdit(column, at),
    hide: shown.length > 1 ? () => layout.setHidden(new Set([...layout.hidden, column.name])) : null,
    mark: arriving ? null : (role: ColumnRole) => onMark(column.name, role),
  });
  const ofCell = (cell: CellAt, at: ScreenPoint): readonly MenuEntry[] => {
    const found = valueAt(cell);
    if (!found) return [];
    const actions = {
      filter: onFilter,
      useInForm: onUseInForm,
      copy: onCopy,
      details: onDetails,
      column: actionsOf(found.column, at),
    };
    return cellMenu(found.column, found.value, actions, t);
  };
  const ofHead = (place: number, at: ScreenPoint): readonly MenuEntry[] => {
    const column = shown[place]?.column;
    if (!column) return [];
    const isPinned = place < pinned;
    // Columns that were pinned stay among themselves.
    const first = layout.isBound && !isPinned ? pinned : 0;
    const last = layout.isBound && isPinned ? pinned - 1 : shown.length - 1;
    const actions = {
      ...actionsOf(column, at),
      moveLeft: place > first ? () => void layout.move(column.name, place - 1) : null,
      moveRight: place < last ? () => void layout.move(column.name, place + 1) : null,
      pin: (next: boolean) => layout.setPinned(column.name, next),
    };
    return headMenu(column, { sort, isPinned }, actions, t);
  };
  const entriesOf = ({ of, at }: OpenedMenu) => {
    const entries = typeof of === 'number' ? ofHead(of, at) : ofCell(of, at);
    return arriving ? whileArriving(entries) : entries;
  };
  const head = typeof menu?.of === 'number' ? shown[menu.of]?.column : undefined;
  return (
    <MenuAt
      label={head ? t.headMenu(columnLabel(head, language)) : t.cellMenu}
      at={menu?.at ?? null}
      entries={menu ? entriesOf(menu) : []}
      onClose={onClose}
    />
  );
}
