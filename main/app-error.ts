import type { ErrorCode, ErrorDetails, WireError } from '../preload/contract/errors.ts';

/** The one error type for known failures. Anything else that is thrown is a bug, and crosses as `internal`. */
export class AppError extends Error {
  readonly code: ErrorCode;
  readonly details: ErrorDetails;

  /** @param message English, one sentence that says what happened and what to do. Never a secret. */
  constructor(code: ErrorCode, message: string, options: { cause?: unknown; details?: ErrorDetails } = {}) {
    super(message, { cause: options.cause });
    this.name = 'AppError';
    this.code = code;
    this.details = options.details ?? {};
  }

  toWire(): WireError {
    return { code: this.code, message: this.message, details: this.details };
  }
}
