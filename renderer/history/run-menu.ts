/** What can be done with a run of the list: its menu, by what it is. */
import { mayHaveRows, type Run } from '../../preload/contract/run.ts';
import type { MenuEntry } from '../ui/menu.tsx';
import type { texts } from './texts.ts';

export interface RunActions {
  readonly open: () => void;
  readonly runAgain: () => void;
  readonly editAsNew: () => void;
  readonly fetch: () => void;
  readonly compare: () => void;
  readonly cancel: () => void;
  readonly pin: () => void;
  readonly name: () => void;
  readonly remove: () => void;
}

/** Rows that were given up can be fetched again from there. */
export const isComparable = (run: Run) => run.state === 'saved';
const isOver = (run: Run) => run.state === 'saved' || run.state === 'failed' || run.state === 'cancelled';

/** Pure. Keys named here are those that the list listens to. */
export function runMenu(run: Run, actions: RunActions, t: (typeof texts)['en']): readonly MenuEntry[] {
  const when = (isSo: boolean, ...entries: readonly MenuEntry[]) => (isSo ? entries : []);
  return [
    { id: 'open', label: t.open, icon: 'table', shortcut: '↵', onAction: actions.open },
    ...when(
      run.query.type !== 'rows',
      { id: 'again', label: t.runAgain, icon: 'rerun', onAction: actions.runAgain },
      { id: 'edit', label: t.editAsNew, icon: 'edit', onAction: actions.editAsNew },
    ),
    ...when(mayHaveRows(run), { id: 'fetch', label: t.fetch, icon: 'down', onAction: actions.fetch }),
    ...when(isComparable(run), { id: 'compare', label: t.compare, icon: 'columns', shortcut: 'C', onAction: actions.compare }),
    ...when(!isOver(run), { id: 'cancel', label: t.cancel, icon: 'close', onAction: actions.cancel }),
    { id: 'name', label: t.name, icon: 'note', shortcut: 'F2', onAction: actions.name },
    { id: 'pin', label: run.pinned ? t.unpin : t.pin, icon: 'pin', onAction: actions.pin },
    null,
    { id: 'delete', label: t.delete, icon: 'trash', danger: true, shortcut: 'Del', onAction: actions.remove },
  ];
}
