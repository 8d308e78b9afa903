import { useEffect, useLayoutEffect, useRef } from 'react';
import { isCommand } from '../ui/key-names.ts';

/** Ctrl/Cmd+Enter runs, Ctrl/Cmd+E folds and unfolds, F2 names the run, while the view is on the screen and no dialog is above it. */
export function useQueryKeys(
  isActive: boolean,
  keys: { readonly onRun: () => void; readonly onFold: () => void; readonly onName: () => void },
): void {
  const latest = useRef(keys);
  useLayoutEffect(() => {
    latest.current = keys;
  });
  useEffect(() => {
    if (!isActive) return;
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.isComposing || document.querySelector('.ui-veil')) return;
      if (event.key === 'F2' && !isCommand(event)) {
        event.preventDefault();
        if (!event.repeat) latest.current.onName();
        return;
      }
      if (!isCommand(event)) return;
      const key = event.key.toLowerCase();
      if (key !== 'enter' && key !== 'e') return;
      event.preventDefault();
      // Enter is also the key that presses the button which has the focus.
      event.stopPropagation();
      if (event.repeat) return;
      finishTyping();
      // After what was typed has been drawn.
      setTimeout(() => (key === 'enter' ? latest.current.onRun() : latest.current.onFold()), 0);
    };
    window.addEventListener('keydown', onKeyDown, { capture: true });
    return () => window.removeEventListener('keydown', onKeyDown, { capture: true });
  }, [isActive]);
}

/** A field takes what is being typed when it is left: it is left for a moment. */
function finishTyping(): void {
  const active = document.activeElement;
  if (!(active instanceof HTMLElement) || !active.matches('input, [role="spinbutton"]')) return;
  active.blur();
  active.focus({ preventScroll: true });
}
