import { useEffect, useRef } from 'react';

/**
 * What had the focus is gone with what it stood in, or was disabled: what came instead gets it, so that the keyboard goes
 * on from there and not from the window's beginning.
 * @param shown changes with what is shown
 * @param find where the focus is to go then
 */
export function useKeptFocus(shown: string, find: () => HTMLElement | null | undefined): void {
  const before = useRef(shown);
  const last = useRef(find);
  last.current = find;
  useEffect(() => {
    if (before.current === shown) return;
    before.current = shown;
    // After whoever else gives it back.
    const timer = setTimeout(() => {
      if (document.activeElement === document.body) last.current()?.focus({ preventScroll: true });
    }, 50);
    return () => clearTimeout(timer);
  }, [shown]);
}
