import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { smallest } from '../../../../main/hosts/electron/window-options.ts';
import { firstPlace, keepPlace, onScreen, readPlace } from '../../../../main/hosts/electron/window-place.ts';
import { tempFolder } from '../../../support/temp-folder.ts';

const primary = { x: 0, y: 25, width: 1920, height: 1015 };
const left = { x: -1280, y: 0, width: 1280, height: 1024 };
const at = (x: number, y: number, width = 1280, height = 800) => ({ bounds: { x, y, width, height }, isMaximised: false });

describe('the place of the window', () => {
  it('is kept', () => {
    const path = join(tempFolder(), 'place.json');
    const place = { ...at(-40, 30), isMaximised: true };
    keepPlace(path, place);
    expect(readPlace(path)).toEqual(place);
  });

  it('is the first one when there is none, or none that can be read', () => {
    const path = join(tempFolder(), 'place.json');
    expect(readPlace(path)).toEqual(firstPlace);
    for (const text of ['', '{', '[]', '{"bounds":{"x":"1"}}', '{"bounds":{"x":0,"y":0,"width":-1,"height":0},"isMaximised":false}']) {
      writeFileSync(path, text);
      expect(readPlace(path)).toEqual(firstPlace);
    }
  });

  it('does not hinder the end when it cannot be kept', () => {
    expect(() => keepPlace(join(tempFolder(), 'missing', 'place.json'), firstPlace)).not.toThrow();
  });

  it('stays where a screen shows its title bar', () => {
    expect(onScreen(at(100, 100), [primary, left], smallest)).toEqual(at(100, 100));
    expect(onScreen(at(-1200, 10), [primary, left], smallest)).toEqual(at(-1200, 10));
  });

  it('goes to where the system wants it when its screen is gone', () => {
    expect(onScreen(at(-1200, 10), [primary], smallest).bounds).toEqual({ x: null, y: null, width: 1280, height: 800 });
    expect(onScreen(at(100, -300), [primary], smallest).bounds.x).toBeNull();
  });

  it('is never larger than its screen nor smaller than usable', () => {
    const area = fc.record({
      x: fc.integer(),
      y: fc.integer(),
      width: fc.integer({ min: 300, max: 8000 }),
      height: fc.integer({ min: 300, max: 8000 }),
    });
    const edge = fc.integer({ min: 1, max: 20_000 });
    fc.assert(
      fc.property(fc.integer(), fc.integer(), edge, edge, fc.array(area, { minLength: 1, maxLength: 3 }), (x, y, width, height, areas) => {
        const { bounds } = onScreen(at(x, y, width, height), areas, smallest);
        expect(bounds.width).toBeGreaterThanOrEqual(960);
        expect(bounds.height).toBeGreaterThanOrEqual(600);
        expect(bounds.width).toBeLessThanOrEqual(Math.max(960, ...areas.map((each) => each.width)));
        expect(bounds.x === null).toBe(bounds.y === null);
      }),
    );
  });
});
