/**
 * Objects are deleted as they were planned, whatever became of the bucket since, however often it is stopped: what goes is
 * what was planned and is still that; what stays is all the rest.
 */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { AppError } from '../../../main/app-error.ts';
import type { Acting } from '../../../main/setup/cleanup/act/acting.ts';
import { deleteObjects } from '../../../main/setup/cleanup/act/delete-objects.ts';
import { byKey } from '../../../main/setup/cleanup/list-versions.ts';
import type { ListedObject } from '../../../main/setup/cleanup/object-lists.ts';

interface Stored {
  readonly key: string;
  readonly versionId: string;
  readonly etag: string | null;
}

const PAGE = 3;
const nameOf = ({ key, versionId, etag }: Stored) => `${key} ${versionId} ${etag}`;

/** A bucket that is listed in small pages, in S3's order, newest version first. */
function fakeS3(bucket: Stored[], isLocked: (key: string) => boolean) {
  const ordered = () => bucket.map((each, index) => ({ ...each, index })).sort((a, b) => byKey(a.key, b.key) || b.index - a.index);
  return {
    async listObjectVersions({
      Prefix = '',
      KeyMarker,
      VersionIdMarker,
    }: {
      Prefix?: string | undefined;
      KeyMarker?: string | undefined;
      VersionIdMarker?: string | undefined;
    }) {
      const all = ordered().filter(({ key }) => key.startsWith(Prefix));
      const at =
        KeyMarker === undefined ? -1 : all.findLastIndex(({ key, versionId }) => key === KeyMarker && versionId === VersionIdMarker);
      const from = KeyMarker === undefined ? 0 : at >= 0 ? at + 1 : all.findIndex(({ key }) => byKey(key, KeyMarker) > 0);
      const rest = from < 0 ? [] : all.slice(from);
      const page = rest.slice(0, PAGE);
      const last = rest.length > PAGE ? page.at(-1) : undefined;
      const entry = ({ key, versionId, etag }: Stored) => ({
        Key: key,
        VersionId: versionId,
        LastModified: new Date(0),
        ...(etag === null ? {} : { ETag: etag, Size: 1 }),
      });
      return {
        Versions: page.filter(({ etag }) => etag !== null).map(entry),
        DeleteMarkers: page.filter(({ etag }) => etag === null).map(entry),
        IsTruncated: last !== undefined,
        ...(last ? { NextKeyMarker: last.key, NextVersionIdMarker: last.versionId } : {}),
      };
    },
    async deleteObjects({
      Delete,
    }: {
      Delete?: { Objects?: { Key?: string | undefined; VersionId?: string | undefined }[] | undefined } | undefined;
    }) {
      const Errors = [];
      for (const { Key = '', VersionId } of Delete?.Objects ?? []) {
        const at = bucket.findIndex(({ key, versionId }) => key === Key && versionId === VersionId);
        if (isLocked(Key)) Errors.push({ Key, Code: 'AccessDenied', Message: 'Access Denied' });
        else if (at >= 0) bucket.splice(at, 1);
      }
      return { Errors };
    },
  };
}

const keys = fc.constantFrom('a/1', 'a/2', 'a/é', 'a/\u{1F600}', 'a/\uFFFD', 'b/1', 'b/2', 'b/20', 'c');
const stored = fc.record({ key: keys, versionId: fc.constantFrom('null', 'v1', 'v2', 'v3'), etag: fc.constantFrom('"1"', '"2"', null) });
/** A key has each version once. */
const bucketOf = (all: readonly Stored[]) => [...new Map(all.map((each) => [`${each.key} ${each.versionId}`, each])).values()];

it('goes as planned, stopped anywhere, whatever changed', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(stored, { maxLength: 25 }),
      fc.array(stored, { maxLength: 12 }),
      fc.array(fc.nat(30), { maxLength: 10 }),
      fc.array(fc.boolean(), { minLength: 4, maxLength: 40 }),
      fc.integer({ min: 1, max: 5 }),
      fc.option(keys),
      async (before, since, gone, stops, most, lockedAtFirst) => {
        const bucket = bucketOf(before).sort((a, b) => byKey(a.key, b.key));
        // Folders `a/` and `b/` are planned, `c` is somebody else's.
        const planned = bucket.filter(({ key }) => key !== 'c');
        const list: ListedObject[] = planned.map((each) => ({ ...each, bytes: 1 }));
        for (const index of gone) if (index < bucket.length) bucket.splice(index, 1);
        const now = bucketOf([...bucket, ...since]);
        const names = new Set(planned.map(nameOf));
        const versioned = new Set(planned.map(({ key, versionId }) => `${key} ${versionId}`));
        // A version with an id is the same for ever.
        const isPlanned = (each: Stored) =>
          each.versionId === 'null' ? names.has(nameOf(each)) : versioned.has(`${each.key} ${each.versionId}`);
        const expected = now
          .filter((each) => each.key === 'c' || !isPlanned(each))
          .map(nameOf)
          .sort();

        let locked = lockedAtFirst;
        let position = 0;
        let count = 0;
        for (let run = 0; ; run++) {
          const acting = {
            s3: { ...fakeS3(now, (key) => key === locked), abortMultipartUpload: async () => ({}) },
            lists: {
              async *read(_: string, __: string, from = 0) {
                yield* list.slice(from);
              },
            },
            cleanupId: '',
            itemId: '',
            plannedAt: Date.now(),
            count: list.length,
            position,
            isStopping: () => run < 20 && (stops[count++ % stops.length] ?? false),
            progress: (change: { position?: number }) => {
              position = change.position ?? position;
            },
            note: () => undefined,
          } as unknown as Acting;
          const end = await deleteObjects(acting, { bucket: 'b', prefixes: ['a/', 'b/'] }, most).catch((error: unknown) => {
            if (!(error instanceof AppError) || error.code !== 'access_denied') throw error;
            locked = null;
            return 'failed' as const;
          });
          if (end === 'done' || end === 'gone') break;
          expect(run).toBeLessThan(40);
        }
        expect(now.map(nameOf).sort()).toEqual(expected);
      },
    ),
    { numRuns: 400 },
  );
});
