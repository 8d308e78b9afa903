/** What can be done with a cell. Pure: the entries, given the actions. */
import type { QueryForm } from '../../preload/contract/query.ts';
import type { Cell, Filter, ResultColumn } from '../../preload/contract/result.ts';
import { shortcutText } from '../ui/key-names.ts';
import type { MenuEntry } from '../ui/menu.tsx';
import { formPatch } from './form-patch.ts';
import type { texts } from './texts.ts';

export interface CellActions {
  readonly filter: (filter: Filter) => void;
  /** NULL where there is no form to use it in. */
  readonly useInForm: ((patch: Partial<QueryForm>) => void) | null;
  readonly sort: (descending: boolean) => void;
  /** NULL for the last column that is shown. */
  readonly hide: (() => void) | null;
  readonly copy: (withHeader: boolean) => void;
  readonly details: () => void;
}

export function cellMenu(column: ResultColumn, value: Cell, actions: CellActions, t: (typeof texts)['en']): readonly MenuEntry[] {
  const patch = formPatch(column, value);
  const { useInForm, hide } = actions;
  return [
    { id: 'only', label: t.onlyThis, icon: 'filter', onAction: () => actions.filter({ op: 'is', column: column.name, value }) },
    { id: 'not', label: t.notThis, icon: 'close', onAction: () => actions.filter({ op: 'not', column: column.name, value }) },
    ...(patch && useInForm ? [{ id: 'form', label: t.useInForm, icon: 'search' as const, onAction: () => useInForm(patch) }] : []),
    null,
    { id: 'copy', label: t.copy, icon: 'copy', shortcut: shortcutText('C'), onAction: () => actions.copy(false) },
    { id: 'copy-header', label: t.copyWithHeader, icon: 'copy', onAction: () => actions.copy(true) },
    null,
    { id: 'ascending', label: t.sortUp, icon: 'sortUp', onAction: () => actions.sort(false) },
    { id: 'descending', label: t.sortDown, icon: 'sortDown', onAction: () => actions.sort(true) },
    ...(hide ? [{ id: 'hide', label: t.hideColumn, icon: 'columns' as const, onAction: hide }] : []),
    null,
    { id: 'details', label: t.details, icon: 'info', shortcut: '↵', onAction: actions.details },
  ];
}
