/** The objects of all buckets, with their versions and the uploads in parts that are under way. */
import { createHash, randomBytes } from 'node:crypto';
import { textsOf } from '../xml.ts';
import type { Buckets } from './buckets.ts';

export interface StoredObject {
  readonly bytes: Uint8Array;
  readonly etag: string;
  readonly contentType: string;
  readonly modified: Date;
  /** `null` where the bucket was not versioned when it was put. */
  readonly versionId: string;
  /** What a listing says; its bytes' own if left out. */
  readonly listedBytes?: number;
  /** ARN of the key that it is encrypted with. */
  readonly kmsKey?: string;
}

/** One of an object's versions, or a marker that it was deleted. */
export interface Version extends StoredObject {
  readonly key: string;
  readonly isMarker: boolean;
}

export interface Upload {
  readonly id: string;
  readonly key: string;
  readonly contentType: string;
  readonly startedAt: Date;
  readonly parts: Map<number, { readonly bytes: Uint8Array; readonly etag: string; readonly modified: Date }>;
}

export interface ObjectStore {
  put(bucket: string, key: string, bytes: Uint8Array, contentType?: string, kmsKey?: string, modified?: Date): StoredObject;
  /** One that is only listed, of any size. */
  putListed(bucket: string, key: string, listedBytes: number): void;
  /** The newest version, or the one that is named; a marker is none. */
  get(bucket: string, key: string, versionId?: string): StoredObject | undefined;
  /** For good, all its versions with it, whatever the bucket's versioning. */
  remove(bucket: string, key: string): void;
  /** Keys of objects that are there, in their order. */
  keys(bucket: string, prefix: string): readonly string[];
}

/** What the S3 service needs beside: deleting as a client does, versions, uploads. */
export interface ObjectStoreControl extends ObjectStore {
  /** In their order; each key's newest first. */
  versions(bucket: string, prefix: string): readonly Version[];
  /** A marker in a bucket with versions; else the object goes. @returns the marker, or the version that went */
  delete(bucket: string, key: string, versionId?: string): { readonly versionId: string; readonly isMarker: boolean } | null;
  /** Uploads in parts that are under way, oldest first. */
  uploads(bucket: string): Map<string, Upload>;
  /** Everything in it, uploads too. */
  forget(bucket: string): void;
}

export const etagOf = (bytes: Uint8Array): string => `"${createHash('md5').update(bytes).digest('hex')}"`;

export const randomId = (): string => randomBytes(24).toString('base64url');

export const versioningOf = (setting: string | undefined): 'Enabled' | 'Suspended' | null => {
  const [status] = textsOf(setting ?? '', 'Status');
  return status === 'Enabled' || status === 'Suspended' ? status : null;
};

export function createObjectStore(buckets: Buckets): ObjectStoreControl {
  /** By bucket and key, oldest version first. */
  const objects = new Map<string, Map<string, Version[]>>();
  const uploads = new Map<string, Map<string, Upload>>();
  const of = (bucket: string) => objects.get(bucket) ?? new Map<string, Version[]>();
  const versioning = (bucket: string) => versioningOf(buckets.find(bucket)?.settings.get('versioning'));

  const add = (bucket: string, version: Omit<Version, 'versionId'>): Version => {
    buckets.ensure(bucket);
    const state = versioning(bucket);
    const own = { ...version, versionId: state === 'Enabled' ? randomId() : 'null' };
    const keys = objects.get(bucket) ?? new Map<string, Version[]>();
    objects.set(bucket, keys);
    const before = (keys.get(version.key) ?? []).filter((each) => each.versionId !== own.versionId);
    keys.set(version.key, [...before, own]);
    return own;
  };

  return {
    put(bucket, key, bytes, contentType = 'application/octet-stream', kmsKey, modified = new Date()) {
      const stored = { bytes, etag: etagOf(bytes), contentType, modified, ...(kmsKey === undefined ? {} : { kmsKey }) };
      return add(bucket, { key, isMarker: false, ...stored });
    },
    putListed(bucket, key, listedBytes) {
      const stored = { bytes: new Uint8Array(), etag: '"listed"', contentType: '', modified: new Date(), listedBytes };
      add(bucket, { key, isMarker: false, ...stored });
    },
    get(bucket, key, versionId) {
      const all = of(bucket).get(key) ?? [];
      const found = versionId === undefined ? all.at(-1) : all.find((each) => each.versionId === versionId);
      return found?.isMarker ? undefined : found;
    },
    remove: (bucket, key) => void of(bucket).delete(key),
    keys: (bucket, prefix) =>
      [...of(bucket)]
        .filter(([key, versions]) => key.startsWith(prefix) && versions.at(-1)?.isMarker === false)
        .map(([key]) => key)
        .sort(),
    versions: (bucket, prefix) =>
      [...of(bucket)]
        .filter(([key]) => key.startsWith(prefix))
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .flatMap(([, versions]) => versions.toReversed()),
    delete(bucket, key, versionId) {
      const all = of(bucket).get(key) ?? [];
      if (versionId !== undefined) {
        const gone = all.find((each) => each.versionId === versionId);
        const left = all.filter((each) => each !== gone);
        if (left.length === 0) of(bucket).delete(key);
        else of(bucket).set(key, left);
        return gone ? { versionId, isMarker: gone.isMarker } : null;
      }
      if (versioning(bucket) === null) {
        of(bucket).delete(key);
        return null;
      }
      const marker = { bytes: new Uint8Array(), etag: '', contentType: '', modified: new Date() };
      return { versionId: add(bucket, { key, isMarker: true, ...marker }).versionId, isMarker: true };
    },
    uploads(bucket) {
      const found = uploads.get(bucket) ?? new Map<string, Upload>();
      uploads.set(bucket, found);
      return found;
    },
    forget(bucket) {
      objects.delete(bucket);
      uploads.delete(bucket);
    },
  };
}
