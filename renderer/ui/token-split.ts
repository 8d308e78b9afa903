/** Turns what was typed or pasted into tokens. */
import { plainWidth } from '../../main/flowlogs/plain-width.ts';

/** What a value is wrapped in: quotes of any kind, brackets of a list, the marks of code in a ticket. */
const OPENING = /^["'`“”‘’«»「『【（［([{<]+/u;
const CLOSING = /["'`“”‘’«»」』】）］)\]}>]+$/u;
/** A bullet or a dash that stands by itself. */
const BULLET = /^[-–—*•・‣+]+$/u;
/** Characters without a width, which cells and chats leave between others. */
const INVISIBLE = /[\u200b-\u200d\u2060\u00ad]/gu;

/**
 * Splits at commas, semicolons, bars, white space and line ends (full-width ones too), so that a column, a comma-separated
 * list, a bulleted one or a table of a ticket becomes tokens. Full-width digits and signs are plain ones. Quotes and brackets around a value fall away, as do
 * bullets; `10[.]0[.]0[.]1`, as tickets about attacks write it, is `10.0.0.1`; `8000 - 8999` stays one range. Empty pieces are dropped.
 */
export function splitTokens(text: string): readonly string[] {
  return plainWidth(text)
    .replace(INVISIBLE, '')
    .replace(/\[([.:])\]/g, '$1')
    .replace(/(\d) *([-–]|\.\.) *(?=\d)/g, '$1$2')
    .split(/[\s,;|、，；｜]+/u)
    .map((piece) => piece.replace(OPENING, '').replace(CLOSING, ''))
    .filter((piece) => piece !== '' && !BULLET.test(piece));
}

/** The tokens with new ones at the end; one that is there already is not added again. */
export function addTokens(tokens: readonly string[], added: readonly string[]): readonly string[] {
  const result = [...tokens];
  for (const token of added) if (!result.includes(token)) result.push(token);
  return result.length === tokens.length ? tokens : result;
}
