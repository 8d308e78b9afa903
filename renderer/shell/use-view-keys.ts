import { useEffect } from 'react';
import { isCommand } from '../ui/key-names.ts';
import type { ViewName } from './rail.tsx';

const views: Readonly<Record<string, ViewName>> = { '1': 'query', '2': 'history', '3': 'setup', '4': 'tools', ',': 'settings' };

/** Ctrl/Cmd with 1 to 4 or a comma goes to a view; not while a dialog is open. */
export function useViewKeys(onView: (view: ViewName) => void): void {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      const view = isCommand(event) ? views[event.key] : undefined;
      if (!view || document.querySelector('.ui-veil')) return;
      event.preventDefault();
      onView(view);
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, [onView]);
}
