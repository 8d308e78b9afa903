import { useEffect, useLayoutEffect, useRef } from 'react';
import { isCommand } from '../ui/key-names.ts';

/** Ctrl/Cmd+Enter runs, Ctrl/Cmd+E folds and unfolds, while the view is on the screen and no dialog is above it. */
export function useQueryKeys(isActive: boolean, keys: { readonly onRun: () => void; readonly onFold: () => void }): void {
  const latest = useRef(keys);
  // Before the next key: the one that made a token of what was typed also runs.
  useLayoutEffect(() => {
    latest.current = keys;
  });
  useEffect(() => {
    if (!isActive) return;
    const onKeyDown = (event: KeyboardEvent) => {
      if (!isCommand(event) || document.querySelector('.ui-veil')) return;
      if (event.key === 'Enter') latest.current.onRun();
      else if (event.key.toLowerCase() === 'e') latest.current.onFold();
      else return;
      event.preventDefault();
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, [isActive]);
}
