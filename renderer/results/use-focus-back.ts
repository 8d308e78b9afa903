import { type RefObject, useEffect, useRef } from 'react';

/**
 * Something small that was opened has closed, and what had the focus before may be gone with it (a menu's line, a chip
 * that was changed): then the rows get it.
 */
export function useFocusBack(isOpen: boolean, place: RefObject<HTMLElement | null>): void {
  const wasOpen = useRef(isOpen);
  useEffect(() => {
    const hasClosed = wasOpen.current && !isOpen;
    wasOpen.current = isOpen;
    if (!hasClosed) return;
    // After whoever else gives it back.
    const timer = setTimeout(() => {
      if (document.activeElement === document.body)
        place.current?.querySelector<HTMLElement>('[role="grid"]')?.focus({ preventScroll: true });
    }, 50);
    return () => clearTimeout(timer);
  }, [isOpen, place]);
}
