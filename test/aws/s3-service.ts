/** S3 by REST, in memory: objects with versions and ranges, uploads in parts, buckets and their settings. */
import { randomUUID } from 'node:crypto';
import { answerForBucket, answerXml } from './s3/bucket-operations.ts';
import { type Buckets, ownerOf } from './s3/buckets.ts';
import { answerForUpload, createUpload } from './s3/multipart.ts';
import { listObjects, listUploads, listVersions } from './s3/object-listing.ts';
import type { ObjectStoreControl, StoredObject } from './s3/object-store.ts';
import { operationOf, placeOf } from './s3/operation-names.ts';
import { type AwsAnswer, AwsFault, type AwsRequest, type AwsService, regionOf } from './wire.ts';
import { element, textsOf, xml } from './xml.ts';

/** @param isLocked whether the object, or its version where one is named, may not be deleted */
export function createS3Service(
  buckets: Buckets,
  store: ObjectStoreControl,
  isLocked: (key: string, versionId: string | undefined) => boolean,
): AwsService {
  return {
    operationOf,
    async answer(operation, request) {
      if (!buckets.isOpen) refuseElsewhere(buckets, operation, request);
      refuseStranger(buckets, request);
      const ofBucket = answerForBucket(buckets, store, operation, request);
      if (ofBucket) return ofBucket;
      const { bucket, key } = placeOf(request);
      buckets.named(bucket);
      switch (operation) {
        case 'GetObject':
        case 'HeadObject':
          return read(found(store, bucket, key, request.query.get('versionId') ?? undefined), request);
        case 'PutObject':
          return put(store, bucket, key, request);
        case 'DeleteObject': {
          const versionId = request.query.get('versionId') ?? undefined;
          if (isLocked(key, versionId)) throw new AwsFault('AccessDenied', 'Access Denied', 403);
          const gone = store.delete(bucket, key, versionId);
          const headers = gone ? { 'x-amz-version-id': gone.versionId, 'x-amz-delete-marker': String(gone.isMarker) } : {};
          return { status: 204, headers };
        }
        case 'DeleteObjects':
          return deleteObjects(store, bucket, request.body.toString('utf8'), isLocked);
        case 'ListObjectsV2':
          return listObjects(store, bucket, request.query);
        case 'ListObjectVersions':
          return listVersions(store, bucket, request.query);
        case 'ListMultipartUploads':
          return listUploads(store, bucket, request.query);
        case 'CreateMultipartUpload':
          return createUpload(store, bucket, key, request);
        case 'UploadPart':
        case 'CompleteMultipartUpload':
        case 'AbortMultipartUpload':
        case 'ListParts':
          return answerForUpload(store, bucket, key, operation, request);
        default:
          throw new AwsFault('MethodNotAllowed', 'The emulator does not know this operation.', 405);
      }
    },
    failure: (fault, request) => {
      const region = fault.details.bucketRegion;
      return {
        status: fault.status,
        headers: { 'content-type': 'application/xml', ...(typeof region === 'string' ? { 'x-amz-bucket-region': region } : {}) },
        ...(request.method === 'HEAD'
          ? {}
          : {
              body: xml(
                element('Error', element('Code', fault.code), element('Message', fault.message), element('RequestId', randomUUID())),
              ),
            }),
      };
    },
  };
}

/** A bucket is asked in its own region; where that is, anybody may ask. @throws AwsFault `PermanentRedirect` */
function refuseElsewhere(buckets: Buckets, operation: string, request: AwsRequest): void {
  const bucket = buckets.find(placeOf(request).bucket);
  if (!bucket || bucket.region === regionOf(request) || operation === 'GetBucketLocation' || operation === 'CreateBucket') return;
  throw new AwsFault(
    'PermanentRedirect',
    'The bucket you are attempting to access must be addressed using the specified endpoint. Please send all future requests to this endpoint.',
    301,
    { bucketRegion: bucket.region },
  );
}

/** Whoever says whose the bucket has to be is refused another account's, without a word why. @throws AwsFault `AccessDenied` */
function refuseStranger(buckets: Buckets, request: AwsRequest): void {
  const expected = request.headers['x-amz-expected-bucket-owner'];
  if (expected === undefined) return;
  if (!/^\d{12}$/.test(String(expected)))
    throw new AwsFault('InvalidBucketOwnerAWSAccountID', 'The value of the expected bucket owner parameter must be an AWS account ID');
  if (expected !== ownerOf(buckets, placeOf(request).bucket)) throw new AwsFault('AccessDenied', 'Access Denied', 403);
}

function found(store: ObjectStoreControl, bucket: string, key: string, versionId?: string): StoredObject {
  const stored = store.get(bucket, key, versionId);
  if (stored) return stored;
  if (versionId !== undefined) throw new AwsFault('NoSuchVersion', 'The specified version does not exist.', 404);
  throw new AwsFault('NoSuchKey', 'The specified key does not exist.', 404);
}

function put(store: ObjectStoreControl, bucket: string, key: string, request: AwsRequest): AwsAnswer {
  if (request.headers['if-none-match'] === '*' && store.get(bucket, key)) {
    throw new AwsFault('PreconditionFailed', 'At least one of the pre-conditions you specified did not hold', 412);
  }
  const { etag, versionId } = store.put(bucket, key, request.body, request.headers['content-type']);
  return { status: 200, headers: { etag, ...(versionId === 'null' ? {} : { 'x-amz-version-id': versionId }) } };
}

/** Up to a thousand at once, each with its own end. */
function deleteObjects(
  store: ObjectStoreControl,
  bucket: string,
  body: string,
  isLocked: (key: string, versionId: string | undefined) => boolean,
): AwsAnswer {
  const isQuiet = textsOf(body, 'Quiet')[0] === 'true';
  // The pieces are looked into as they stand, and only their texts are read.
  const asked = [...body.matchAll(/<Object>([\s\S]*?)<\/Object>/g)].map(([, piece = '']) => ({
    key: textsOf(piece, 'Key')[0] ?? '',
    versionId: textsOf(piece, 'VersionId')[0],
  }));
  if (asked.length === 0 || asked.length > 1000) {
    throw new AwsFault('MalformedXML', 'The XML you provided was not well-formed or did not validate against our published schema');
  }
  const entries = asked.flatMap(({ key, versionId }) => {
    const named = [element('Key', key), ...(versionId === undefined ? [] : [element('VersionId', versionId)])];
    if (isLocked(key, versionId)) return [element('Error', ...named, element('Code', 'AccessDenied'), element('Message', 'Access Denied'))];
    const gone = store.delete(bucket, key, versionId);
    if (isQuiet) return [];
    const marker = gone?.isMarker ? [element('DeleteMarker', 'true'), element('DeleteMarkerVersionId', gone.versionId)] : [];
    return [element('Deleted', ...named, ...marker)];
  });
  return answerXml(element('DeleteResult', ...entries));
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
    ...(stored.versionId === 'null' ? {} : { 'x-amz-version-id': stored.versionId }),
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
