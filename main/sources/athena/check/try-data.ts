/** The flow logs themselves: whether they can be listed, and one of them read. */
import type { Checking } from './checking.ts';
import { lineOf } from './line.ts';
import type { S3Place } from './policy.ts';

/** @returns ARNs of the KMS keys of what was read */
export async function tryData({ ref, clients, arns, attempt, tell }: Checking, places: readonly S3Place[]): Promise<readonly string[]> {
  const [place] = places;
  if (!place) {
    tell(lineOf('data_list', '*', 'untested', { note: 'no_location' }));
    tell(lineOf('data_read', '*', 'untested', { note: 'no_location' }));
    return [];
  }
  const s3 = clients.s3(ref);
  // More than one: a folder may begin with markers of no length.
  const listed = await attempt('data_list', arns.bucket(place), (signal) =>
    s3.listObjects({ Bucket: place.bucket, Prefix: place.prefix, MaxKeys: 20 }, signal),
  );
  const object = (listed?.Contents ?? []).find(({ Key, Size = 0 }) => Key !== undefined && Size > 0);
  if (object?.Key === undefined) {
    tell(lineOf('data_read', arns.objects(place), 'untested', { note: listed ? 'no_object' : 'not_listed' }));
    return [];
  }
  const read = await attempt('data_read', arns.objects(place), async (signal) => {
    const answer = await s3.getObject({ Bucket: place.bucket, Key: object.Key, Range: 'bytes=0-0' }, signal);
    await answer.Body?.transformToByteArray();
    return answer;
  });
  return read?.SSEKMSKeyId ? [read.SSEKMSKeyId] : [];
}
