/**
 * Whose account the bucket of a result is expected to be, and whether that is why it is refused. S3 and Athena say no
 * more than "Access Denied" then: https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucket-owner-condition.html
 */
import type { QueryExecution, WorkGroupConfiguration } from '@aws-sdk/client-athena';
import { AppError } from '../../app-error.ts';
import type { S3Api } from '../../aws/s3-api.ts';
import { athenaFailureText } from '../../flowlogs/athena-failure-text.ts';
import { athenaFailure } from '../../flowlogs/athena-failures.ts';

/**
 * The account that has to own the bucket of this execution's result; NULL: nobody said. What the workgroup says holds
 * where its settings are enforced, or its place is the one that was used.
 * https://docs.aws.amazon.com/athena/latest/APIReference/API_ResultConfiguration.html
 * @param settings of the workgroup; NULL: they may not be looked at
 */
export function expectedOwner(execution: QueryExecution | undefined, settings: WorkGroupConfiguration | null): string | null {
  const { ExpectedBucketOwner: own, OutputLocation: used } = execution?.ResultConfiguration ?? {};
  if (own) return own;
  const { OutputLocation: place, ExpectedBucketOwner: owner } = settings?.ResultConfiguration ?? {};
  const isOfWorkgroup = settings?.EnforceWorkGroupConfiguration || (place && used?.startsWith(place));
  return (isOfWorkgroup && owner) || null;
}

/** Whether S3 lets the bucket be looked at, but not as one of that account. Where that cannot be found out: no. */
export async function isOwnersRefusal(
  s3: Pick<S3Api, 'getBucketLocation'>,
  bucket: string,
  owner: string,
  signal?: AbortSignal,
): Promise<boolean> {
  const isLetIn = (asked: Parameters<S3Api['getBucketLocation']>[0]) =>
    s3.getBucketLocation(asked, signal).then(
      () => true,
      (error: unknown) => {
        if (error instanceof AppError && error.code === 'access_denied') return false;
        throw error;
      },
    );
  try {
    return !(await isLetIn({ Bucket: bucket, ExpectedBucketOwner: owner })) && (await isLetIn({ Bucket: bucket }));
  } catch {
    return false;
  }
}

/** What is said of such a refusal: English words, and the detail by which those of any language are found. */
export function ownersRefusal(owner: string): { readonly message: string; readonly details: { readonly expectedBucketOwner: string } } {
  const { title, hint } = athenaFailureText({ ...athenaFailure(''), kind: 'bucket_owner', name: owner }, 'en');
  return { message: `${title.replace(/\.?$/, '.')} ${hint}`, details: { expectedBucketOwner: owner } };
}
