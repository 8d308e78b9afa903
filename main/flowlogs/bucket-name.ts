/** S3's rules for names of buckets and folders (docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html). */

const SHAPE = /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/;
const RESERVED = /^(xn--|sthree-|amzn-s3-demo-)|(-s3alias|--ol-s3|\.mrap|--x-s3|--table-s3)$/;

/** Whether a new bucket may have the name. */
export function isBucketName(name: string): boolean {
  return SHAPE.test(name) && !name.includes('..') && !/^\d+\.\d+\.\d+\.\d+$/.test(name) && !RESERVED.test(name);
}

/**
 * A folder in a bucket as it is kept: `''` or with one slash at its end.
 * @returns NULL for one that a flow log cannot have: AWS keeps `AWSLogs` for itself, and a destination is at most so long
 */
export function flowLogFolder(typed: string): string | null {
  const folder = typed.trim().replace(/^\/+|\/+$/g, '');
  if (folder === '') return '';
  const parts = folder.split('/');
  if (parts.some((part) => part === '' || part === '.' || part === '..' || /^AWSLogs$/i.test(part))) return null;
  return /^[\w!.*'()/ -]+$/.test(folder) && folder.length <= 512 ? `${folder}/` : null;
}

/**
 * Where AWS says that something lies, letter by letter: keys may begin with a slash, and old buckets have names that no
 * new one may have. NULL: not in S3.
 */
export function s3Parts(url: string): { readonly bucket: string; readonly key: string } | null {
  const match = /^s3:\/\/([^/]+)\/(.*)$/s.exec(url);
  return match && { bucket: match[1] ?? '', key: match[2] ?? '' };
}

/** `s3://bucket/folder/` as somebody typed it, taken apart; NULL: it is none. */
export function s3PlaceOf(location: string): { readonly bucket: string; readonly prefix: string } | null {
  const match = /^s3:\/\/([a-z0-9][a-z0-9.-]{1,61}[a-z0-9])(?:\/(.*))?$/s.exec(location.trim());
  if (!match) return null;
  const folder = (match[2] ?? '').replace(/^\/+|\/+$/g, '');
  return { bucket: match[1] ?? '', prefix: folder === '' ? '' : `${folder}/` };
}
