import { type PointerEvent, type RefObject, useEffect, useRef, useState } from 'react';
import { dropPlace } from './column-order.ts';
import type { GridColumn } from './grid-column.ts';

export interface ColumnDrag {
  /** The column that is being moved, and where the line stands that says its place; NULL: none is. */
  readonly held: { readonly name: string; readonly lineAt: number } | null;
  readonly onPointerDown: (event: PointerEvent<HTMLElement>, index: number) => void;
  /** Whether the click that just came ended a drag: it means nothing then. */
  readonly wasDrag: () => boolean;
}

/** Less is a click by an unsteady hand. */
const FROM_PIXELS = 5;
/** So near to the edge of the grid it scrolls. */
const EDGE = 36;
const EDGE_STEP = 18;

/** A header that is dragged to another place. @param pinned how many columns stay at the left */
export function useColumnDrag(
  scroller: RefObject<HTMLElement | null>,
  columns: readonly GridColumn[],
  pinned: number,
  onMove: (name: string, to: number) => void,
): ColumnDrag {
  const [held, setHeld] = useState<ColumnDrag['held']>(null);
  const dragged = useRef(false);
  const stop = useRef<() => void>(undefined);
  useEffect(() => () => stop.current?.(), []);

  const onPointerDown = (down: PointerEvent<HTMLElement>, index: number) => {
    const name = columns[index]?.column.name;
    dragged.current = false;
    if (down.button !== 0 || name === undefined) return;
    const widths = columns.map(({ width }) => width);
    let place: ReturnType<typeof dropPlace> | null = null;
    const onPointerMove = (event: globalThis.PointerEvent) => {
      const element = scroller.current;
      if (!element || (!dragged.current && Math.abs(event.clientX - down.clientX) < FROM_PIXELS)) return;
      dragged.current = true;
      const box = element.getBoundingClientRect();
      const x = event.clientX - box.left;
      const stays = widths.slice(0, pinned).reduce((sum, width) => sum + width, 0);
      if (x > box.width - EDGE) element.scrollLeft += EDGE_STEP;
      else if (x > stays && x < stays + EDGE) element.scrollLeft -= EDGE_STEP;
      place = dropPlace(widths, index, x, element.scrollLeft, pinned);
      setHeld({ name, lineAt: place.lineAt });
    };
    const end = () => {
      window.removeEventListener('pointermove', onPointerMove);
      window.removeEventListener('pointerup', onPointerUp);
      window.removeEventListener('pointercancel', end);
      window.removeEventListener('keydown', onKeyDown, true);
      place = null;
      setHeld(null);
    };
    const onPointerUp = () => {
      const target = place;
      end();
      if (dragged.current && target !== null && target.to !== index) onMove(name, target.to);
    };
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key !== 'Escape') return;
      event.stopPropagation();
      end();
    };
    stop.current = end;
    window.addEventListener('pointermove', onPointerMove);
    window.addEventListener('pointerup', onPointerUp);
    window.addEventListener('pointercancel', end);
    window.addEventListener('keydown', onKeyDown, true);
  };

  return {
    held,
    onPointerDown,
    wasDrag() {
      const was = dragged.current;
      dragged.current = false;
      return was;
    },
  };
}
