import type { PointerEvent } from 'react';

const NARROWEST = 40;
const WIDEST = 1200;

/** A width that a column can have. Pixels. */
export const possibleWidth = (width: number): number => Math.max(NARROWEST, Math.min(WIDEST, Math.round(width)));

/** The right edge of a header: dragged it sets the width. */
export function WidthHandle({
  name,
  width,
  onWidth,
}: {
  readonly name: string;
  readonly width: number;
  readonly onWidth: (width: number) => void;
}) {
  const onPointerDown = (down: PointerEvent<HTMLElement>) => {
    const handle = down.currentTarget;
    handle.setPointerCapture(down.pointerId);
    const move = (event: globalThis.PointerEvent) => onWidth(possibleWidth(width + event.clientX - down.clientX));
    handle.addEventListener('pointermove', move);
    handle.addEventListener('lostpointercapture', () => handle.removeEventListener('pointermove', move), { once: true });
    down.preventDefault();
    down.stopPropagation();
  };
  return <span className="result-head-handle" title={name} aria-hidden="true" onPointerDown={onPointerDown} />;
}
