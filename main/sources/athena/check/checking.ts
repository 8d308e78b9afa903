import type { CheckId, CheckLine } from '../../../../preload/contract/check.ts';
import type { AthenaRef } from '../../../../preload/contract/query.ts';
import type { AwsClients } from '../../../aws/clients.ts';
import type { arnsOf } from './policy.ts';

/** What the parts of a check share. */
export interface Checking {
  readonly ref: AthenaRef;
  readonly clients: AwsClients;
  readonly arns: ReturnType<typeof arnsOf>;
  /** Makes a line known. */
  tell(line: CheckLine): void;
  /** Sends a request within its time. Tells `id` as ok or as what went wrong. @returns its answer, or NULL */
  attempt<T>(id: CheckId, resource: string, send: (signal: AbortSignal) => Promise<T>): Promise<T | null>;
  within(): AbortSignal;
}
