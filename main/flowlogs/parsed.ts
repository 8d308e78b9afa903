import type { ErrorCode, ErrorDetails } from '../../preload/contract/errors.ts';

/** What is wrong with a text that a person typed; the page has words for each code. */
export interface Problem {
  readonly code: ErrorCode;
  readonly details: ErrorDetails;
}

/** Reading a text gives a value or a problem; it never throws. */
export type Parsed<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly problem: Problem };

export const parsed = <T>(value: T): Parsed<T> => ({ ok: true, value });
export const problem = (code: ErrorCode, details: ErrorDetails = {}): { readonly ok: false; readonly problem: Problem } => ({
  ok: false,
  problem: { code, details },
});
