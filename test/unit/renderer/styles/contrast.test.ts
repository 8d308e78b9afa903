import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const css = readFileSync(new URL('../../../../renderer/styles/tokens.css', import.meta.url), 'utf8');

function tokensOf(selector: string): ReadonlyMap<string, string> {
  const start = css.indexOf(`${selector} {`);
  const block = css.slice(start, css.indexOf('}', start));
  return new Map([...block.matchAll(/--([a-z-]+):\s*(#[0-9a-f]{6});/g)].map((match) => [match[1] ?? '', match[2] ?? '']));
}

/** WCAG 2: relative luminance of `#rrggbb`. */
function luminance(hex: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return part <= 0.03928 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(a: string, b: string): number {
  const [high = 0, low = 0] = [luminance(a), luminance(b)].sort((x, y) => y - x);
  return (high + 0.05) / (low + 0.05);
}

const text = ['text', 'muted', 'placeholder', 'accent', 'reject'] as const;
const grounds = ['bg', 'surface', 'raised', 'code'] as const;
const pairs: readonly (readonly [string, string, number])[] = [
  ...text.flatMap((ink) => grounds.map((ground) => [ink, ground, 4.5] as const)),
  ['muted', 'rail', 4.5],
  ['muted', 'hover', 4.5],
  ['accent', 'accent-soft', 4.5],
  ['muted', 'accent-soft', 4.5],
  ['text', 'accent-soft', 4.5],
  ['reject', 'reject-soft', 4.5],
  ['muted', 'reject-soft', 4.5],
  ['accent-ink', 'accent', 4.5],
  ['accent-ink', 'accent-hover', 4.5],
  ...['sql-keyword', 'sql-string', 'sql-number', 'sql-comment'].flatMap((ink) => [
    [ink, 'code', 4.5] as const,
    [ink, 'surface', 4.5] as const,
  ]),
  ...['faint', 'accept', 'reject'].flatMap((dot) => [
    [dot, 'surface', 3] as const,
    [dot, 'bg', 3] as const,
    [dot, 'accent-soft', 3] as const,
  ]),
];

describe.each([
  ['light', ':root'],
  ['dark', ':root[data-theme="dark"]'],
])('the %s theme', (_, selector) => {
  const tokens = tokensOf(selector);
  it.each(pairs)('%s on %s has a contrast of at least %d', (ink, ground, least) => {
    const a = tokens.get(ink);
    const b = tokens.get(ground);
    expect(a && b).toBeTruthy();
    expect(contrast(a ?? '', b ?? '')).toBeGreaterThanOrEqual(least);
  });
});
