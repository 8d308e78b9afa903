import { globSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';

const root = resolve(import.meta.dirname, '../../../../renderer');
const files = globSync('**/texts.ts', { cwd: root });

/** The keys of a catalogue with what each holds: a text, a function of n parameters, or a group. */
function shapeOf(texts: object, path = ''): string[] {
  return Object.entries(texts).flatMap(([key, value]) => {
    const name = `${path}${key}`;
    if (typeof value === 'string') return [`${name}: text`];
    if (typeof value === 'function') return [`${name}: function`];
    return shapeOf(value as object, `${name}.`);
  });
}

describe('catalogues', () => {
  it('are found', () => {
    expect(files.length).toBeGreaterThan(3);
  });

  it.each(files)('%s has the same keys in both languages, and no empty text', async (file) => {
    const { texts } = (await import(resolve(root, file))) as { texts: { en: object; ja: object } };
    expect(shapeOf(texts.ja).sort()).toEqual(shapeOf(texts.en).sort());
    for (const language of [texts.en, texts.ja]) expect(JSON.stringify(language)).not.toMatch(/:""/);
  });
});
