/**
 * Objects of a list. Bucket and list are gone through side by side, both in S3's order: only what is in both is deleted,
 * a version for a version. What came since stays; where an object without versions was written over, the new one stays.
 */
import type { _Error } from '@aws-sdk/client-s3';
import { AppError } from '../../../app-error.ts';
import { scrub } from '../../../aws/scrub.ts';
import { byKey, listVersions, type Version } from '../list-versions.ts';
import type { ListedObject } from '../object-lists.ts';
import { type Acting, isGone, type Outcome, unlessGone } from './acting.ts';

/** S3 takes so many at once. */
const BATCH = 1000;

type ListedVersion = Extract<ListedObject, { versionId: string }>;

interface Place {
  readonly bucket: string;
  /** In order, none inside another. */
  readonly prefixes: readonly string[];
}

/** @param most at once: fewer than S3 takes, for tests */
export async function deleteObjects(acting: Acting, { bucket, prefixes }: Place, most = BATCH): Promise<Outcome> {
  const { lists, cleanupId, itemId, position, progress, note, isStopping } = acting;
  const state = {
    line: position,
    deleted: 0,
    gone: 0,
    replaced: 0,
    fresh: 0,
    failures: [] as _Error[],
    firstFailure: null as number | null,
  };
  const existing = createLookup(acting, bucket, prefixes, (version) => {
    if (version.modifiedAt > acting.plannedAt) state.fresh++;
  });
  const flush = async (batch: readonly ListedVersion[]) => {
    if (batch.length === 0) return;
    const now = await existing.among(batch);
    const left = batch.filter((each) => isSame(each, now.get(each.key) ?? []));
    const replaced = batch.filter(
      (each) => !left.includes(each) && (now.get(each.key) ?? []).some(({ versionId }) => versionId === each.versionId),
    );
    if (replaced.length > 0)
      note(
        'replaced',
        replaced
          .map(({ key }) => key)
          .slice(0, 5)
          .join(', '),
      );
    state.gone += batch.length - left.length - replaced.length;
    state.replaced += replaced.length;
    const failed = left.length === 0 ? [] : await deleteBatch(acting, bucket, left);
    state.failures.push(...failed.slice(0, 20));
    if (failed.length > 0) state.firstFailure ??= state.line;
    state.deleted += left.length - failed.length;
    state.line += batch.length;
    told();
  };
  const told = () => progress({ done: position + state.deleted + state.gone, position: state.firstFailure ?? state.line });

  let batch: ListedVersion[] = [];
  try {
    for await (const listed of lists.read<ListedObject>(cleanupId, itemId, position)) {
      if ('uploadId' in listed) {
        await flush(batch);
        batch = [];
        const end = await unlessGone(() => acting.s3.abortMultipartUpload({ Bucket: bucket, Key: listed.key, UploadId: listed.uploadId }));
        state.line++;
        state[end === 'gone' ? 'gone' : 'deleted']++;
        told();
        if (isStopping()) return 'stopped';
        continue;
      }
      batch.push(listed);
      if (batch.length < most) continue;
      await flush(batch);
      batch = [];
      if (isStopping()) return 'stopped';
    }
    await flush(batch);
    await existing.rest();
  } catch (error) {
    // The bucket itself is gone, and all of it with it.
    if (isGone(error)) return 'gone';
    throw error;
  }
  if (state.line < (acting.count ?? 0))
    throw new AppError('cleanup_changed', 'The list of what is to be deleted is not whole. Plan again.');
  if (state.fresh > 0) note('new_objects', String(state.fresh));
  if (state.failures.length > 0) throw failureOf(state.failures);
  return state.deleted + state.replaced === 0 && position === 0 ? 'gone' : 'done';
}

/** A version is itself for ever; one that has no id may have been written over. */
function isSame(listed: ListedVersion, now: readonly Version[]): boolean {
  return now.some(({ versionId, etag }) => versionId === listed.versionId && (versionId !== 'null' || etag === listed.etag));
}

/** @returns what could not be deleted, key by key */
async function deleteBatch({ s3 }: Acting, bucket: string, batch: readonly ListedVersion[]): Promise<readonly _Error[]> {
  const { Errors = [] } = await s3.deleteObjects({
    Bucket: bucket,
    Delete: { Quiet: true, Objects: batch.map(({ key, versionId }) => ({ Key: key, VersionId: versionId })) },
  });
  return Errors.filter(({ Code = '' }) => !/^NoSuch(Key|Version)$/.test(Code));
}

function failureOf(failures: readonly _Error[]): AppError {
  const [first] = failures;
  const isDenied = first?.Code === 'AccessDenied';
  return new AppError(isDenied ? 'access_denied' : 'aws_error', `S3 did not delete ${failures.length} objects, ${first?.Key} the first.`, {
    details: {
      reason: scrub(`${first?.Code}: ${first?.Message}`),
      ...(isDenied ? { action: 's3:DeleteObjectVersion', resource: first?.Key ?? '' } : {}),
    },
  });
}

/** What the bucket has now, read along with the list: asked once for each thousand, whatever lies between. */
function createLookup({ s3 }: Acting, bucket: string, prefixes: readonly string[], told: (unplanned: Version) => void) {
  let stream: AsyncGenerator<Version> | null = null;
  let ahead: Version | null = null;
  let kept: Version[] = [];
  async function* everything(): AsyncGenerator<Version> {
    for (const prefix of prefixes) yield* listVersions(s3, bucket, prefix);
  }
  const take = async (): Promise<Version | null> => {
    const next = await stream?.next();
    return !next || next.done ? null : next.value;
  };
  return {
    /** By key, for keys of these; they come after those of earlier calls, or are the last of them. */
    async among(batch: readonly ListedVersion[]): Promise<ReadonlyMap<string, readonly Version[]>> {
      const keys = new Set(batch.map(({ key }) => key));
      const last = batch.at(-1)?.key ?? '';
      if (stream === null) {
        stream = everything();
        ahead = await take();
      }
      const found = new Map<string, Version[]>();
      const add = (version: Version) => {
        const known = found.get(version.key);
        if (known) known.push(version);
        else if (keys.has(version.key)) found.set(version.key, [version]);
      };
      for (const version of kept) add(version);
      const planned = new Set(batch.map(({ key, versionId }) => `${versionId} ${key}`));
      while (ahead !== null && byKey(ahead.key, last) <= 0) {
        add(ahead);
        if (!planned.has(`${ahead.versionId} ${ahead.key}`)) told(ahead);
        ahead = await take();
      }
      // More versions of the last key may be in the next thousand of the list.
      kept = found.get(last) ?? [];
      return found;
    },
    /** What is behind the list's end. */
    async rest(): Promise<void> {
      if (stream === null) {
        stream = everything();
        ahead = await take();
      }
      for (; ahead !== null; ahead = await take()) told(ahead);
    },
  };
}
