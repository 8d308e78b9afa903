import type { WireError } from '../../preload/contract/errors.ts';

/** A request that was answered with an error. The page shows `error`, by its code, in its own words. */
export class RequestError extends Error {
  readonly error: WireError;

  constructor(error: WireError) {
    super(error.message);
    this.name = 'RequestError';
    this.error = error;
  }
}

/** The error to show for anything that was thrown: a request's own, or `internal` for a bug on this side. */
export function wireErrorOf(thrown: unknown): WireError {
  if (thrown instanceof RequestError) return thrown.error;
  return { code: 'internal', message: thrown instanceof Error ? thrown.message : String(thrown), details: {} };
}
