/** What can be done with a cell. Pure: the entries, given the actions. */
import type { QueryForm } from '../../preload/contract/query.ts';
import type { Cell, Filter, ResultColumn } from '../../preload/contract/result.ts';
import { shortcutText } from '../ui/key-names.ts';
import type { MenuEntry } from '../ui/menu.tsx';
import { type ColumnActions, filterEntry, hideEntries, markEntries, sortEntries } from './column-menu.ts';
import { formPatch } from './form-patch.ts';
import type { texts } from './texts.ts';

export interface CellActions {
  readonly filter: (filter: Filter) => void;
  /** NULL where there is no form to use it in. */
  readonly useInForm: ((patch: Partial<QueryForm>) => void) | null;
  readonly copy: (withHeader: boolean) => void;
  readonly details: () => void;
  readonly column: ColumnActions;
}

export function cellMenu(column: ResultColumn, value: Cell, actions: CellActions, t: (typeof texts)['en']): readonly MenuEntry[] {
  const patch = formPatch(column, value);
  const { useInForm } = actions;
  return [
    { id: 'only', label: t.onlyThis, icon: 'filter', onAction: () => actions.filter({ op: 'is', column: column.name, value }) },
    { id: 'not', label: t.notThis, icon: 'close', onAction: () => actions.filter({ op: 'not', column: column.name, value }) },
    filterEntry(actions.column, t),
    ...(patch && useInForm ? [{ id: 'form', label: t.useInForm, icon: 'search' as const, onAction: () => useInForm(patch) }] : []),
    null,
    { id: 'copy', label: t.copy, icon: 'copy', shortcut: shortcutText('C'), onAction: () => actions.copy(false) },
    {
      id: 'copy-header',
      label: t.copyWithHeader,
      icon: 'copy',
      shortcut: shortcutText('Shift C'),
      onAction: () => actions.copy(true),
    },
    null,
    ...sortEntries(column, actions.column, t),
    ...hideEntries(actions.column, t),
    ...markEntries(column, actions.column, t),
    null,
    { id: 'details', label: t.details, icon: 'info', shortcut: '↵', onAction: actions.details },
  ];
}
