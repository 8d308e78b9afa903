import { type RefObject, useEffect } from 'react';
import { ROW_HEIGHT, rowsPerPixel, wheelStep } from './row-window.ts';

/** In a result that is longer than the scroll bar, a turn of the wheel still moves by rows. @param viewport pixels for rows */
export function useRowWheel(scroller: RefObject<HTMLElement | null>, rowCount: number, viewport: number): void {
  useEffect(() => {
    const element = scroller.current;
    const perPixel = rowsPerPixel(rowCount, viewport) * ROW_HEIGHT;
    if (!element || perPixel <= 1) return;
    let rest = 0;
    const onWheel = (event: WheelEvent) => {
      if (event.deltaY === 0 || event.ctrlKey) return;
      event.preventDefault();
      const step = wheelStep(event.deltaY, perPixel, rest);
      rest = step.rest;
      element.scrollTop += step.by;
    };
    element.addEventListener('wheel', onWheel, { passive: false });
    return () => element.removeEventListener('wheel', onWheel);
  }, [scroller, rowCount, viewport]);
}
