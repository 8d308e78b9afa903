import type { ErrorDetails } from '../../preload/contract/errors.ts';

export type Words = string | ((details: ErrorDetails) => string);

export interface ErrorWords {
  /** What happened: one sentence. */
  readonly title: Words;
  /** What was kept and what to do. */
  readonly hint: Words;
}

/** The value, path or name that an error is about, cut to what a line holds; empty when it has none. */
export function subjectOf(details: ErrorDetails, ...keys: readonly string[]): string {
  for (const key of keys) {
    const value = details[key];
    if (value === undefined || value === null || value === '') continue;
    const text = String(value);
    return text.length > 120 ? `${text.slice(0, 119)}…` : text;
  }
  return '';
}
