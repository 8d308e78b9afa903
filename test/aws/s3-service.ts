/** S3 by REST, in memory: put, get (ranges, If-Match), head, delete, list. Buckets are there when they are named. */
import { createHash, randomUUID } from 'node:crypto';
import { type AwsAnswer, AwsFault, type AwsRequest, type AwsService } from './wire.ts';
import { element, xml } from './xml.ts';

export interface StoredObject {
  readonly bytes: Uint8Array;
  readonly etag: string;
  readonly contentType: string;
  readonly modified: Date;
  /** What a listing says; its bytes' own if left out. */
  readonly listedBytes?: number;
  /** ARN of the key that it is encrypted with. */
  readonly kmsKey?: string;
}

export interface ObjectStore {
  put(bucket: string, key: string, bytes: Uint8Array, contentType?: string, kmsKey?: string): StoredObject;
  /** One that is only listed, of any size. */
  putListed(bucket: string, key: string, listedBytes: number): void;
  get(bucket: string, key: string): StoredObject | undefined;
  remove(bucket: string, key: string): void;
  /** Keys in their order. */
  keys(bucket: string, prefix: string): readonly string[];
}

export function createObjectStore(): ObjectStore {
  const objects = new Map<string, StoredObject>();
  const at = (bucket: string, key: string) => `${bucket}/${key}`;
  return {
    put(bucket, key, bytes, contentType = 'application/octet-stream', kmsKey?: string) {
      const etag = `"${createHash('md5').update(bytes).digest('hex')}"`;
      const stored = { bytes, etag, contentType, modified: new Date(), ...(kmsKey === undefined ? {} : { kmsKey }) };
      objects.set(at(bucket, key), stored);
      return stored;
    },
    putListed(bucket, key, listedBytes) {
      objects.set(at(bucket, key), { bytes: new Uint8Array(), etag: '"listed"', contentType: '', modified: new Date(), listedBytes });
    },
    get: (bucket, key) => objects.get(at(bucket, key)),
    remove: (bucket, key) => void objects.delete(at(bucket, key)),
    keys: (bucket, prefix) =>
      [...objects.keys()]
        .filter((each) => each.startsWith(at(bucket, prefix)))
        .map((each) => each.slice(bucket.length + 1))
        .sort(),
  };
}

export function createS3Service(store: ObjectStore): AwsService {
  return {
    operationOf(request) {
      const isObject = placeOf(request).key !== '';
      const names: Readonly<Record<string, string>> = isObject
        ? { GET: 'GetObject', HEAD: 'HeadObject', PUT: 'PutObject', DELETE: 'DeleteObject' }
        : { GET: request.query.has('location') ? 'GetBucketLocation' : 'ListObjectsV2', HEAD: 'HeadBucket', PUT: 'CreateBucket' };
      return names[request.method] ?? request.method;
    },
    async answer(operation, request) {
      const { bucket, key } = placeOf(request);
      switch (operation) {
        case 'GetObject':
        case 'HeadObject':
          return read(found(store, bucket, key), request);
        case 'PutObject': {
          const { etag } = store.put(bucket, key, request.body, request.headers['content-type']);
          return { status: 200, headers: { etag } };
        }
        case 'DeleteObject':
          store.remove(bucket, key);
          return { status: 204 };
        case 'ListObjectsV2':
          return list(store, bucket, request.query);
        case 'GetBucketLocation':
          return {
            status: 200,
            headers: { 'content-type': 'application/xml' },
            body: xml(element('LocationConstraint', 'ap-northeast-1')),
          };
        case 'HeadBucket':
        case 'CreateBucket':
          return { status: 200 };
        default:
          throw new AwsFault('MethodNotAllowed', 'The emulator does not know this operation.', 405);
      }
    },
    failure: (fault, request) => ({
      status: fault.status,
      headers: { 'content-type': 'application/xml' },
      ...(request.method === 'HEAD'
        ? {}
        : {
            body: xml(element('Error', element('Code', fault.code), element('Message', fault.message), element('RequestId', randomUUID()))),
          }),
    }),
  };
}

/** Path-style: `/bucket/key/with/slashes`. */
function placeOf({ path }: AwsRequest): { readonly bucket: string; readonly key: string } {
  const [, bucket = '', key = ''] = /^\/([^/]*)\/?(.*)$/s.exec(path) ?? [];
  return { bucket, key };
}

function found(store: ObjectStore, bucket: string, key: string): StoredObject {
  const stored = store.get(bucket, key);
  if (!stored) throw new AwsFault('NoSuchKey', 'The specified key does not exist.', 404);
  return stored;
}

function read(stored: StoredObject, request: AwsRequest): AwsAnswer {
  const condition = request.headers['if-match'];
  if (condition !== undefined && condition !== stored.etag && condition !== '*') {
    throw new AwsFault('PreconditionFailed', 'At least one of the pre-conditions you specified did not hold', 412);
  }
  const size = stored.bytes.byteLength;
  const headers = {
    etag: stored.etag,
    'content-type': stored.contentType,
    'last-modified': stored.modified.toUTCString(),
    'accept-ranges': 'bytes',
    ...(stored.kmsKey === undefined
      ? {}
      : { 'x-amz-server-side-encryption': 'aws:kms', 'x-amz-server-side-encryption-aws-kms-key-id': stored.kmsKey }),
  };
  const [, from = '', to = ''] = /^bytes=(\d*)-(\d*)$/.exec(request.headers.range ?? '') ?? [];
  if (from === '' && to === '') return { status: 200, headers, body: stored.bytes };
  const first = from === '' ? Math.max(0, size - Number(to)) : Number(from);
  const last = from === '' || to === '' ? size - 1 : Math.min(Number(to), size - 1);
  if (first > last) throw new AwsFault('InvalidRange', 'The requested range is not satisfiable', 416);
  return {
    status: 206,
    headers: { ...headers, 'content-range': `bytes ${first}-${last}/${size}` },
    body: stored.bytes.subarray(first, last + 1),
  };
}

const MOST_KEYS = 1000;

function list(store: ObjectStore, bucket: string, query: URLSearchParams): AwsAnswer {
  const prefix = query.get('prefix') ?? '';
  const delimiter = query.get('delimiter') ?? '';
  const after = query.get('continuation-token') ?? query.get('start-after') ?? '';
  const most = Math.min(Number(query.get('max-keys') ?? MOST_KEYS), MOST_KEYS);
  const folders = new Set<string>();
  const keys = store.keys(bucket, prefix).filter((key) => {
    if (key <= after) return false;
    const end = delimiter === '' ? -1 : key.indexOf(delimiter, prefix.length);
    if (end >= 0) folders.add(key.slice(0, end + delimiter.length));
    return end < 0;
  });
  const shown = keys.slice(0, most);
  const isTruncated = keys.length > shown.length;
  const contents = shown.map((key) => {
    const { bytes, etag, modified, listedBytes = bytes.byteLength } = found(store, bucket, key);
    return element(
      'Contents',
      element('Key', key),
      element('LastModified', modified.toISOString()),
      element('ETag', etag),
      element('Size', String(listedBytes)),
      element('StorageClass', 'STANDARD'),
    );
  });
  const body = element(
    'ListBucketResult',
    element('Name', bucket),
    element('Prefix', prefix),
    element('KeyCount', String(shown.length + folders.size)),
    element('MaxKeys', String(most)),
    element('IsTruncated', String(isTruncated)),
    ...(isTruncated ? [element('NextContinuationToken', shown.at(-1) ?? '')] : []),
    ...contents,
    ...[...folders].map((folder) => element('CommonPrefixes', element('Prefix', folder))),
  );
  return { status: 200, headers: { 'content-type': 'application/xml' }, body: xml(body) };
}
