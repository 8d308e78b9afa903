/** Where the window was last time: a small file in the data folder. */
import { readFileSync, writeFileSync } from 'node:fs';
import { z } from 'zod';

/** DIP, of the whole screen area. x and y NULL: wherever the system puts a window. */
export interface Bounds {
  readonly x: number | null;
  readonly y: number | null;
  readonly width: number;
  readonly height: number;
}

export interface WindowPlace {
  readonly bounds: Bounds;
  readonly isMaximised: boolean;
}

interface Area {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export const firstPlace: WindowPlace = { bounds: { x: null, y: null, width: 1280, height: 800 }, isMaximised: false };

const placeSchema = z.object({
  bounds: z.object({ x: z.int().nullable(), y: z.int().nullable(), width: z.int().positive(), height: z.int().positive() }),
  isMaximised: z.boolean(),
});

/** What was kept, or the first place when there is nothing that can be read. */
export function readPlace(path: string): WindowPlace {
  try {
    return placeSchema.parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch {
    return firstPlace;
  }
}

/** Best effort: losing it costs nobody anything. */
export function keepPlace(path: string, place: WindowPlace): void {
  try {
    writeFileSync(path, `${JSON.stringify(place)}\n`, { mode: 0o600 });
  } catch {
    // A full disk must not keep the window from closing.
  }
}

/** How much of the title bar has to be on a screen for the window to be moved by hand. */
const GRIP = { width: 120, height: 40 };

/**
 * The place, made to fit the screens that there are now: one may have been unplugged since.
 * @param areas the screens without their task bars, the primary one first; not empty
 */
export function onScreen(
  place: WindowPlace,
  areas: readonly Area[],
  smallest: { readonly width: number; readonly height: number },
): WindowPlace {
  const { x, y } = place.bounds;
  const home = areas.find((area) => x !== null && y !== null && isGripped(place.bounds, x, y, area)) ?? null;
  const most = home ?? areas[0];
  const bounds = {
    x: home === null ? null : x,
    y: home === null ? null : y,
    width: Math.max(smallest.width, Math.min(place.bounds.width, most?.width ?? place.bounds.width)),
    height: Math.max(smallest.height, Math.min(place.bounds.height, most?.height ?? place.bounds.height)),
  };
  return { bounds, isMaximised: place.isMaximised };
}

function isGripped({ width }: Bounds, x: number, y: number, area: Area): boolean {
  const shown = Math.min(x + width, area.x + area.width) - Math.max(x, area.x);
  return shown >= GRIP.width && y >= area.y && y + GRIP.height <= area.y + area.height;
}
