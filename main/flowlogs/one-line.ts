/**
 * Names of things in AWS are other people's text: a key of S3 may hold a line break that looks like an item of a plan,
 * or what a terminal or a reader takes for a command. Pure.
 */

/** Control characters, separators of lines, and what turns the direction of a text. */
const UNSEEN = /[\p{Cc}\p{Zl}\p{Zp}\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]/gu;

/** The text on one line, what cannot be seen written out: `\u{a}`. */
export function oneLine(text: string): string {
  return text.replace(UNSEEN, (found) => `\\u{${(found.codePointAt(0) ?? 0).toString(16)}}`);
}
