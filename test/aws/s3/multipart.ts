/** Uploads in parts: begun, fed, put together or given up. */
import { createHash } from 'node:crypto';
import { type AwsAnswer, AwsFault, type AwsRequest } from '../wire.ts';
import { element, textsOf } from '../xml.ts';
import { answerXml } from './bucket-operations.ts';
import { etagOf, type ObjectStoreControl, randomId, type Upload } from './object-store.ts';

export function createUpload(store: ObjectStoreControl, bucket: string, key: string, request: AwsRequest): AwsAnswer {
  const id = randomId();
  const contentType = request.headers['content-type'] ?? 'application/octet-stream';
  store.uploads(bucket).set(id, { id, key, contentType, startedAt: new Date(), parts: new Map() });
  return answerXml(element('InitiateMultipartUploadResult', element('Bucket', bucket), element('Key', key), element('UploadId', id)));
}

/** @throws AwsFault `NoSuchUpload`, `InvalidPart` */
export function answerForUpload(store: ObjectStoreControl, bucket: string, key: string, operation: string, request: AwsRequest): AwsAnswer {
  const upload = store.uploads(bucket).get(request.query.get('uploadId') ?? '');
  if (!upload || upload.key !== key) {
    throw new AwsFault(
      'NoSuchUpload',
      'The specified upload does not exist. The upload ID may be invalid, or the upload may have been aborted or completed.',
      404,
    );
  }
  switch (operation) {
    case 'UploadPart': {
      const etag = etagOf(request.body);
      upload.parts.set(Number(request.query.get('partNumber')), { bytes: request.body, etag, modified: new Date() });
      return { status: 200, headers: { etag } };
    }
    case 'AbortMultipartUpload':
      store.uploads(bucket).delete(upload.id);
      return { status: 204 };
    case 'CompleteMultipartUpload':
      return complete(store, bucket, upload, request.body.toString('utf8'));
    default:
      return listParts(bucket, upload);
  }
}

function complete(store: ObjectStoreControl, bucket: string, upload: Upload, body: string): AwsAnswer {
  const parts = textsOf(body, 'PartNumber').map((number) => upload.parts.get(Number(number)));
  const known = parts.filter((part) => part !== undefined);
  if (known.length === 0 || known.length < parts.length) {
    throw new AwsFault('InvalidPart', 'One or more of the specified parts could not be found.');
  }
  const stored = store.put(bucket, upload.key, Buffer.concat(known.map(({ bytes }) => bytes)), upload.contentType);
  store.uploads(bucket).delete(upload.id);
  const sums = Buffer.concat(known.map(({ etag }) => Buffer.from(etag.replaceAll('"', ''), 'hex')));
  const etag = `"${createHash('md5').update(sums).digest('hex')}-${known.length}"`;
  const version = stored.versionId === 'null' ? {} : { 'x-amz-version-id': stored.versionId };
  const answer = answerXml(
    element('CompleteMultipartUploadResult', element('Bucket', bucket), element('Key', upload.key), element('ETag', etag)),
  );
  return { ...answer, headers: { ...answer.headers, ...version } };
}

function listParts(bucket: string, { id, key, parts }: Upload): AwsAnswer {
  const listed = [...parts].sort(([a], [b]) => a - b);
  return answerXml(
    element(
      'ListPartsResult',
      element('Bucket', bucket),
      element('Key', key),
      element('UploadId', id),
      ...listed.map(([number, { bytes, etag }]) =>
        element('Part', element('PartNumber', String(number)), element('ETag', etag), element('Size', String(bytes.byteLength))),
      ),
    ),
  );
}
