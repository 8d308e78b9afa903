/**
 * Objects that Athena writes for a query, by their names
 * (docs.aws.amazon.com/athena/latest/ug/querying-finding-output-files.html). Pure.
 */
import { s3PlaceOf } from '../../flowlogs/bucket-name.ts';

const UUID = '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}';
const RESULT = new RegExp(`^(${UUID})(?:(?:\\.csv|\\.txt)?(?:\\.metadata)?|-manifest\\.csv)$`, 'i');

/** The execution whose result, or a part of it, the key is; NULL: it is no result. */
export function executionOfKey(key: string): string | null {
  return RESULT.exec(key.slice(key.lastIndexOf('/') + 1))?.[1]?.toLowerCase() ?? null;
}

export interface ResultPlace {
  readonly bucket: string;
  /** `''` or `folder/`. */
  readonly prefix: string;
}

/** The folder of a result, `s3://bucket/folder/uuid.csv`; NULL: it is none of Athena's names. */
export function resultPlace(location: string): ResultPlace | null {
  const match = /^s3:\/\/([^/]+)\/((?:.*\/)?)[^/]+$/s.exec(location);
  if (!match || executionOfKey(location) === null) return null;
  return { bucket: match[1] ?? '', prefix: match[2] ?? '' };
}

/** Whether one of the folders lies in the other, or is it. */
export function overlaps(a: ResultPlace, b: ResultPlace): boolean {
  return a.bucket === b.bucket && (a.prefix.startsWith(b.prefix) || b.prefix.startsWith(a.prefix));
}

/**
 * Whether a workgroup has its folder to itself: then what lies in it under Athena's names is its own, even what Athena
 * has forgotten (after 45 days). A whole bucket is nobody's folder: others may keep anything in it.
 * @param others locations of all workgroups that stay
 */
export function isOwnFolder(location: string, others: readonly string[]): boolean {
  const own = s3PlaceOf(location);
  if (own === null || own.prefix === '') return false;
  return others.every((other) => {
    const place = s3PlaceOf(other);
    return place === null || !overlaps(own, place);
  });
}
