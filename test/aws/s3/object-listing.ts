/** Listings of a bucket: its objects, their versions, the uploads under way. */
import type { AwsAnswer } from '../wire.ts';
import { element } from '../xml.ts';
import { answerXml } from './bucket-operations.ts';
import type { ObjectStoreControl } from './object-store.ts';

const MOST_KEYS = 1000;

const most = (query: URLSearchParams, name: string) => Math.min(Number(query.get(name) ?? MOST_KEYS), MOST_KEYS);

export function listObjects(store: ObjectStoreControl, bucket: string, query: URLSearchParams): AwsAnswer {
  const prefix = query.get('prefix') ?? '';
  const delimiter = query.get('delimiter') ?? '';
  const after = query.get('continuation-token') ?? query.get('start-after') ?? '';
  const limit = most(query, 'max-keys');
  const folders = new Set<string>();
  const keys = store.keys(bucket, prefix).filter((key) => {
    if (key <= after) return false;
    const end = delimiter === '' ? -1 : key.indexOf(delimiter, prefix.length);
    if (end >= 0) folders.add(key.slice(0, end + delimiter.length));
    return end < 0;
  });
  const shown = keys.slice(0, limit);
  const isTruncated = keys.length > shown.length;
  const contents = shown.flatMap((key) => {
    const stored = store.get(bucket, key);
    if (!stored) return [];
    return element(
      'Contents',
      element('Key', key),
      element('LastModified', stored.modified.toISOString()),
      element('ETag', stored.etag),
      element('Size', String(stored.listedBytes ?? stored.bytes.byteLength)),
      element('StorageClass', 'STANDARD'),
    );
  });
  return answerXml(
    element(
      'ListBucketResult',
      element('Name', bucket),
      element('Prefix', prefix),
      element('KeyCount', String(shown.length + folders.size)),
      element('MaxKeys', String(limit)),
      element('IsTruncated', String(isTruncated)),
      ...(isTruncated ? [element('NextContinuationToken', shown.at(-1) ?? '')] : []),
      ...contents,
      ...[...folders].map((folder) => element('CommonPrefixes', element('Prefix', folder))),
    ),
  );
}

export function listVersions(store: ObjectStoreControl, bucket: string, query: URLSearchParams): AwsAnswer {
  const prefix = query.get('prefix') ?? '';
  const [afterKey, afterVersion] = [query.get('key-marker') ?? '', query.get('version-id-marker') ?? ''];
  const all = store.versions(bucket, prefix);
  // The markers name the last that was shown; without a version all of that key were.
  const last = all.findLastIndex(({ key, versionId }) => key === afterKey && (afterVersion === '' || versionId === afterVersion));
  const from = afterKey === '' ? 0 : last >= 0 ? last + 1 : all.findIndex(({ key }) => key > afterKey);
  const rest = from < 0 ? [] : all.slice(from);
  const limit = most(query, 'max-keys');
  const shown = rest.slice(0, limit);
  const end = rest.length > shown.length ? shown.at(-1) : undefined;
  const newest = new Set(all.filter(({ key }, index) => all[index - 1]?.key !== key));
  const entries = shown.map((version) =>
    element(
      version.isMarker ? 'DeleteMarker' : 'Version',
      element('Key', version.key),
      element('VersionId', version.versionId),
      element('IsLatest', String(newest.has(version))),
      element('LastModified', version.modified.toISOString()),
      ...(version.isMarker
        ? []
        : [
            element('ETag', version.etag),
            element('Size', String(version.listedBytes ?? version.bytes.byteLength)),
            element('StorageClass', 'STANDARD'),
          ]),
    ),
  );
  return answerXml(
    element(
      'ListVersionsResult',
      element('Name', bucket),
      element('Prefix', prefix),
      element('MaxKeys', String(limit)),
      element('IsTruncated', String(end !== undefined)),
      ...(end ? [element('NextKeyMarker', end.key), element('NextVersionIdMarker', end.versionId)] : []),
      ...entries,
    ),
  );
}

export function listUploads(store: ObjectStoreControl, bucket: string, query: URLSearchParams): AwsAnswer {
  const prefix = query.get('prefix') ?? '';
  const all = [...store.uploads(bucket).values()].filter(({ key }) => key.startsWith(prefix));
  const after = query.get('upload-id-marker') ?? '';
  const rest = after === '' ? all : all.slice(all.findIndex(({ id }) => id === after) + 1);
  const shown = rest.slice(0, most(query, 'max-uploads'));
  const end = rest.length > shown.length ? shown.at(-1) : undefined;
  return answerXml(
    element(
      'ListMultipartUploadsResult',
      element('Bucket', bucket),
      element('Prefix', prefix),
      element('IsTruncated', String(end !== undefined)),
      ...(end ? [element('NextKeyMarker', end.key), element('NextUploadIdMarker', end.id)] : []),
      ...shown.map(({ id, key, startedAt }) =>
        element('Upload', element('Key', key), element('UploadId', id), element('Initiated', startedAt.toISOString())),
      ),
    ),
  );
}
