/** IAM's and the SDK's names of what a request to S3 asks: by method, place and query. */
import type { AwsRequest } from '../wire.ts';

/** Path-style: `/bucket/key/with/slashes`. */
export function placeOf({ path }: AwsRequest): { readonly bucket: string; readonly key: string } {
  const [, bucket = '', key = ''] = /^\/([^/]*)\/?(.*)$/s.exec(path) ?? [];
  return { bucket, key };
}

/** What can be set for a bucket, by its name in the query. */
export const bucketSettings: Readonly<Record<string, string>> = {
  policy: 'BucketPolicy',
  publicAccessBlock: 'PublicAccessBlock',
  encryption: 'BucketEncryption',
  lifecycle: 'BucketLifecycleConfiguration',
  versioning: 'BucketVersioning',
  tagging: 'BucketTagging',
  ownershipControls: 'BucketOwnershipControls',
};

const verbs: Readonly<Record<string, string>> = { GET: 'Get', PUT: 'Put', DELETE: 'Delete' };

export const settingOf = ({ query }: AwsRequest): string | undefined => Object.keys(bucketSettings).find((name) => query.has(name));

export function operationOf(request: AwsRequest): string {
  const { bucket, key } = placeOf(request);
  if (bucket === '') return 'ListBuckets';
  return (key === '' ? ofBucket(request) : ofObject(request)) ?? request.method;
}

function ofBucket(request: AwsRequest): string | undefined {
  const { method, query } = request;
  const setting = settingOf(request);
  // The SDKs call the removal of a lifecycle by a name of its own.
  if (setting === 'lifecycle' && method === 'DELETE') return 'DeleteBucketLifecycle';
  if (setting !== undefined) return `${verbs[method] ?? method}${bucketSettings[setting]}`;
  if (method === 'GET' && query.has('location')) return 'GetBucketLocation';
  if (method === 'GET' && query.has('versions')) return 'ListObjectVersions';
  if (method === 'GET' && query.has('uploads')) return 'ListMultipartUploads';
  if (method === 'POST' && query.has('delete')) return 'DeleteObjects';
  const names: Readonly<Record<string, string>> = {
    GET: 'ListObjectsV2',
    HEAD: 'HeadBucket',
    PUT: 'CreateBucket',
    DELETE: 'DeleteBucket',
  };
  return names[method];
}

function ofObject({ method, query }: AwsRequest): string | undefined {
  if (method === 'POST' && query.has('uploads')) return 'CreateMultipartUpload';
  if (query.has('uploadId')) {
    const parts: Readonly<Record<string, string>> = {
      PUT: 'UploadPart',
      POST: 'CompleteMultipartUpload',
      DELETE: 'AbortMultipartUpload',
      GET: 'ListParts',
    };
    return parts[method];
  }
  const names: Readonly<Record<string, string>> = { GET: 'GetObject', HEAD: 'HeadObject', PUT: 'PutObject', DELETE: 'DeleteObject' };
  return names[method];
}

/** The permission that an operation needs, where it has another name. That of DeleteObjects is asked for each of them. */
export const permissionOf: Readonly<Record<string, string>> = {
  ListBuckets: 'ListAllMyBuckets',
  ListObjectsV2: 'ListBucket',
  HeadBucket: 'ListBucket',
  ListObjectVersions: 'ListBucketVersions',
  ListMultipartUploads: 'ListBucketMultipartUploads',
  CreateMultipartUpload: 'PutObject',
  UploadPart: 'PutObject',
  CompleteMultipartUpload: 'PutObject',
  ListParts: 'ListMultipartUploadParts',
  GetPublicAccessBlock: 'GetBucketPublicAccessBlock',
  PutPublicAccessBlock: 'PutBucketPublicAccessBlock',
  DeletePublicAccessBlock: 'PutBucketPublicAccessBlock',
  GetBucketEncryption: 'GetEncryptionConfiguration',
  PutBucketEncryption: 'PutEncryptionConfiguration',
  DeleteBucketEncryption: 'PutEncryptionConfiguration',
  GetBucketLifecycleConfiguration: 'GetLifecycleConfiguration',
  PutBucketLifecycleConfiguration: 'PutLifecycleConfiguration',
  DeleteBucketLifecycle: 'PutLifecycleConfiguration',
  DeleteBucketTagging: 'PutBucketTagging',
  DeleteBucketOwnershipControls: 'PutBucketOwnershipControls',
};
