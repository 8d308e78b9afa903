/** What Athena's failure leaves out and can be found out: a limit's number, the account that a bucket should be of. */
import type { QueryExecution, WorkGroupConfiguration } from '@aws-sdk/client-athena';
import type { S3Api } from '../../aws/s3-api.ts';
import { athenaFailure } from '../../flowlogs/athena-failures.ts';
import type { ExecutionStatus } from '../source.ts';
import { expectedOwner, isOwnersRefusal, ownersRefusal } from './bucket-owner.ts';
import { objectPlace } from './object-body.ts';

type Failure = NonNullable<ExecutionStatus['error']>;

export interface FailureSources {
  readonly settings: (signal?: AbortSignal) => Promise<WorkGroupConfiguration | null>;
  readonly s3: Pick<S3Api, 'getBucketLocation'>;
}

/** The failure with what more is known of it, as far as that can be seen. Never throws. */
export async function withDetails(
  failure: Failure,
  execution: QueryExecution | undefined,
  { settings, s3 }: FailureSources,
  signal?: AbortSignal,
): Promise<Failure> {
  const isLimit = failure.code === 'bytes_limit';
  if (!isLimit && !athenaFailure(failure.reason).kind.endsWith('denied')) return failure;
  const known = await settings(signal).catch(() => null);
  if (isLimit) {
    const cutoffBytes = known?.BytesScannedCutoffPerQuery;
    return cutoffBytes === undefined ? failure : { ...failure, details: { ...failure.details, cutoffBytes } };
  }
  const owner = expectedOwner(execution, known);
  const place = objectPlace(execution?.ResultConfiguration?.OutputLocation);
  if (owner === null || place === null || !(await isOwnersRefusal(s3, place.bucket, owner, signal))) return failure;
  const { message, details } = ownersRefusal(owner);
  return { ...failure, message, details: { ...failure.details, ...details } };
}
