/** What can be done with a column, from its header and from its cells. Pure: the entries, given the actions. */
import { fieldOf } from '../../main/flowlogs/fields.ts';
import { type ColumnRole, isNumeric, type ResultColumn, type View } from '../../preload/contract/result.ts';
import { altText } from '../ui/key-names.ts';
import type { MenuAction, MenuEntry } from '../ui/menu.tsx';
import type { texts } from './texts.ts';

type Texts = (typeof texts)['en'];

export interface ColumnActions {
  readonly sort: (sort: View['sort']) => void;
  /** Opens the editor of a filter of this column. */
  readonly filter: () => void;
  /** NULL for the last column that is shown. */
  readonly hide: (() => void) | null;
  /** Says what its numbers are. NULL where nobody can: there is no query to keep it with. */
  readonly mark: ((role: ColumnRole) => void) | null;
}

export interface HeadActions extends ColumnActions {
  /** By so many places; NULL where there is none. */
  readonly moveLeft: (() => void) | null;
  readonly moveRight: (() => void) | null;
  readonly pin: (isPinned: boolean) => void;
}

/** Of a header. */
export function headMenu(
  column: ResultColumn,
  { sort, isPinned }: { readonly sort: View['sort']; readonly isPinned: boolean },
  actions: HeadActions,
  t: Texts,
): readonly MenuEntry[] {
  const { moveLeft, moveRight, pin } = actions;
  const isSorted = sort?.column === column.name;
  return [
    ...sortEntries(column, actions, t),
    ...(isSorted ? [{ id: 'unsorted', label: t.sortNone, icon: 'table' as const, onAction: () => actions.sort(null) }] : []),
    null,
    filterEntry(actions, t),
    ...markEntries(column, actions, t),
    null,
    ...(moveLeft ? [{ id: 'left', label: t.moveLeft, icon: 'left' as const, shortcut: altText('←'), onAction: moveLeft }] : []),
    ...(moveRight ? [{ id: 'right', label: t.moveRight, icon: 'right' as const, shortcut: altText('→'), onAction: moveRight }] : []),
    { id: 'pin', label: isPinned ? t.unpinColumn : t.pinColumn, icon: 'pin', onAction: () => pin(!isPinned) },
    ...hideEntries(actions, t),
  ];
}

export function sortEntries(column: ResultColumn, { sort }: ColumnActions, t: Texts): readonly MenuAction[] {
  const by = (descending: boolean) => () => sort({ column: column.name, descending });
  const isText = !isNumeric(column);
  return [
    { id: 'ascending', label: isText ? t.sortTextUp : t.sortUp, icon: 'sortUp', onAction: by(false) },
    { id: 'descending', label: isText ? t.sortTextDown : t.sortDown, icon: 'sortDown', onAction: by(true) },
  ];
}

export const filterEntry = ({ filter }: ColumnActions, t: Texts): MenuAction => ({
  id: 'filter',
  label: t.filterColumn,
  icon: 'filter',
  onAction: filter,
});

export const hideEntries = ({ hide }: ColumnActions, t: Texts): readonly MenuAction[] =>
  hide ? [{ id: 'hide', label: t.hideColumn, icon: 'columns', onAction: hide }] : [];

/** A column of numbers can be one of moments: nobody guesses that, it is said. Bytes and ports are none. */
export function markEntries(column: ResultColumn, { mark }: ColumnActions, t: Texts): readonly MenuAction[] {
  const isKnown = column.role === 'plain' && column.field !== null && fieldOf(column.field)?.role === 'plain';
  if (!mark || column.storage === 'TEXT' || isKnown) return [];
  const entry = (id: string, role: ColumnRole, label: string): readonly MenuAction[] =>
    column.role === role ? [] : [{ id, label, icon: 'history', onAction: () => mark(role) }];
  return [
    ...entry('as-seconds', 'time', t.asSeconds),
    ...entry('as-millis', 'time_ms', t.asMillis),
    ...entry('as-number', 'plain', t.asNumber),
  ];
}
