/** A statement that cannot be carried out, as Athena words it. */
export class StatementFailure extends Error {
  /** AthenaError's `ErrorType`. */
  readonly errorType: number;

  constructor(reason: string, errorType: number) {
    super(reason);
    this.errorType = errorType;
  }
}
