/** Lists of a bucket's versions and uploads, from a service that does not keep to S3's words. */
import { describe, expect, it } from 'vitest';
import { listUploads, listVersions } from '../../../main/setup/cleanup/list-versions.ts';

const MOST = 50;

/** Gives the same page for ever; fails the test before it hangs it. */
function standing<T extends object>(page: T): () => Promise<T & { $metadata: object }> {
  let asked = 0;
  return async () => {
    if (++asked > MOST) throw new Error('asked for ever');
    return { ...page, $metadata: {} };
  };
}

async function all(list: AsyncIterable<unknown>): Promise<number> {
  let count = 0;
  for await (const _ of list) count++;
  return count;
}

const circle = { IsTruncated: true, NextKeyMarker: 'a', NextVersionIdMarker: 'v', NextUploadIdMarker: 'u' };

describe.each([
  ['that goes round in a circle', circle],
  ['that has more and does not say where', { IsTruncated: true }],
])('a list %s', (_, page) => {
  it('is told, for what it lacks would be taken for gone', async () => {
    const versions = listVersions({ listObjectVersions: standing({ ...page, Versions: [{ Key: 'a', VersionId: 'v' }] }) }, 'bucket', '');
    await expect(all(versions)).rejects.toMatchObject({ code: 'aws_error' });
    const uploads = listUploads({ listMultipartUploads: standing({ ...page, Uploads: [{ Key: 'a', UploadId: 'u' }] }) }, 'bucket', '');
    await expect(all(uploads)).rejects.toMatchObject({ code: 'aws_error' });
  });
});

it('a page without anything is passed over', async () => {
  const pages = [{ IsTruncated: true, NextKeyMarker: 'a' }, { IsTruncated: true, NextKeyMarker: 'b' }, { Versions: [{ Key: 'c' }] }];
  const versions = listVersions({ listObjectVersions: async () => ({ ...pages.shift(), $metadata: {} }) }, 'bucket', '');
  expect(await all(versions)).toBe(1);
});
