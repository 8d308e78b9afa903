/** All versions of a bucket's objects, markers of deletions and uploads in parts with them, in S3's order. */
import type { DeleteMarkerEntry, MultipartUpload, ObjectVersion } from '@aws-sdk/client-s3';
import { AppError } from '../../app-error.ts';
import type { S3Api } from '../../aws/s3-api.ts';

export interface Version {
  readonly key: string;
  /** `null` where it was written without versioning. */
  readonly versionId: string;
  /** NULL: a marker. */
  readonly etag: string | null;
  readonly bytes: number;
  /** Unix ms. */
  readonly modifiedAt: number;
}

export interface Upload {
  readonly key: string;
  readonly uploadId: string;
  readonly startedAt: number;
}

/** S3 orders keys by their bytes in UTF-8. */
export const byKey = (a: string, b: string): number => Buffer.compare(Buffer.from(a), Buffer.from(b));

/** @throws AppError `access_denied` and S3's other codes */
export async function* listVersions(s3: Pick<S3Api, 'listObjectVersions'>, bucket: string, prefix: string): AsyncGenerator<Version> {
  let marker: { readonly KeyMarker?: string | undefined; readonly VersionIdMarker?: string | undefined } = {};
  for (;;) {
    const page = await s3.listObjectVersions({ Bucket: bucket, Prefix: prefix, ...marker });
    const found = [...(page.Versions ?? []), ...(page.DeleteMarkers ?? [])].map(versionOf);
    // Both lists are in order; within a key the order does not matter here.
    yield* found.toSorted((a, b) => byKey(a.key, b.key));
    if (!page.IsTruncated) return;
    const { NextKeyMarker, NextVersionIdMarker } = page;
    if (NextKeyMarker === undefined || (NextKeyMarker === marker.KeyMarker && NextVersionIdMarker === marker.VersionIdMarker)) {
      throw standing(bucket);
    }
    marker = { KeyMarker: NextKeyMarker, VersionIdMarker: NextVersionIdMarker };
  }
}

/** A list that comes to no end is no list: what it lacks would be taken for gone. */
const standing = (bucket: string) =>
  new AppError('aws_error', `S3 does not come to an end with its list of ${bucket}.`, { details: { reason: 'IsTruncated' } });

function versionOf(entry: ObjectVersion | DeleteMarkerEntry): Version {
  return {
    key: entry.Key ?? '',
    versionId: entry.VersionId ?? 'null',
    etag: 'ETag' in entry ? (entry.ETag ?? null) : null,
    bytes: 'Size' in entry ? (entry.Size ?? 0) : 0,
    modifiedAt: entry.LastModified?.getTime() ?? 0,
  };
}

export async function* listUploads(s3: Pick<S3Api, 'listMultipartUploads'>, bucket: string, prefix: string): AsyncGenerator<Upload> {
  let marker: { readonly KeyMarker?: string | undefined; readonly UploadIdMarker?: string | undefined } = {};
  for (;;) {
    const page = await s3.listMultipartUploads({ Bucket: bucket, Prefix: prefix, ...marker });
    yield* (page.Uploads ?? []).map(uploadOf);
    if (!page.IsTruncated) return;
    const { NextKeyMarker, NextUploadIdMarker } = page;
    if (NextKeyMarker === undefined || (NextKeyMarker === marker.KeyMarker && NextUploadIdMarker === marker.UploadIdMarker)) {
      throw standing(bucket);
    }
    marker = { KeyMarker: NextKeyMarker, UploadIdMarker: NextUploadIdMarker };
  }
}

const uploadOf = ({ Key = '', UploadId = '', Initiated }: MultipartUpload): Upload => ({
  key: Key,
  uploadId: UploadId,
  startedAt: Initiated?.getTime() ?? 0,
});
