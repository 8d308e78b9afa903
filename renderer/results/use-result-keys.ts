import { useEffect, useRef } from 'react';
import { isCommand } from '../ui/key-names.ts';

/** Ctrl/Cmd+F finds in the rows, Ctrl/Cmd+S exports them. */
export function useResultKeys(isActive: boolean, actions: { readonly onFind: () => void; readonly onExport: () => void }): void {
  const latest = useRef(actions);
  useEffect(() => {
    latest.current = actions;
  });
  useEffect(() => {
    if (!isActive) return;
    const onKeyDown = (event: KeyboardEvent) => {
      if (!isCommand(event)) return;
      const key = event.key.toLowerCase();
      if (key === 'f') latest.current.onFind();
      else if (key === 's') latest.current.onExport();
      else return;
      event.preventDefault();
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, [isActive]);
}
