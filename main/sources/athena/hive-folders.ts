/**
 * Partitions found by their folders, `key=value/key=value/`: where Glue may not name them, but the bucket may be listed.
 * Only a table whose folders are all named so is believed; any other keeps its places to itself.
 */
import type { S3Api } from '../../aws/s3-api.ts';
import { bounded } from '../../jobs/bounded.ts';
import { TooManyError } from './object-sizes.ts';

export interface HiveFolder {
  /** `s3://bucket/folder/` */
  readonly url: string;
  /** By the key's name in lower case. */
  readonly values: ReadonlyMap<string, string>;
}

const WIDTH = 24;
const MOST_REQUESTS = 400;

/**
 * @param location `s3://bucket/folder/`  @param keys the table's partition keys in order
 * @param isLeftOut told of the values so far: what it says yes to is not looked into
 * @returns NULL when the folders are not laid out so
 * @throws AppError `access_denied` and S3's other codes; TooManyError
 */
export async function hiveFolders(
  s3: Pick<S3Api, 'listObjects'>,
  location: string,
  keys: readonly string[],
  isLeftOut: (value: (column: string) => string | undefined) => boolean,
): Promise<readonly HiveFolder[] | null> {
  const budget = { left: MOST_REQUESTS };
  let found: readonly HiveFolder[] = [{ url: location, values: new Map() }];
  for (const name of keys) {
    const key = name.toLowerCase();
    const inside = await bounded(found, WIDTH, async ({ url, values }) => {
      const folders = await foldersIn(s3, url, budget);
      const next = folders.map((folder) => {
        const [, named = '', value = ''] = /([^/=]+)=([^/]*)\/$/.exec(folder) ?? [];
        return named.toLowerCase() === key ? { url: folder, values: new Map([...values, [key, decoded(value)]]) } : null;
      });
      return next.length > 0 && next.every((each) => each !== null) ? next : null;
    });
    if (inside.some((each) => each === null)) return null;
    found = inside.flatMap((each) => each ?? []).filter(({ values }) => !isLeftOut((column) => values.get(column.toLowerCase())));
  }
  return found;
}

async function foldersIn(s3: Pick<S3Api, 'listObjects'>, url: string, budget: { left: number }): Promise<readonly string[]> {
  const [, bucket = '', prefix = ''] = /^s3:\/\/([^/]+)\/(.*)$/s.exec(url) ?? [];
  const folders: string[] = [];
  let next: string | undefined;
  do {
    if (budget.left-- <= 0) throw new TooManyError('more folders than are looked into');
    const page = await s3.listObjects({
      Bucket: bucket,
      Prefix: prefix,
      Delimiter: '/',
      ...(next === undefined ? {} : { ContinuationToken: next }),
    });
    folders.push(...(page.CommonPrefixes ?? []).flatMap(({ Prefix }) => (Prefix === undefined ? [] : [`s3://${bucket}/${Prefix}`])));
    next = page.IsTruncated ? page.NextContinuationToken : undefined;
  } while (next !== undefined);
  return folders;
}

/** Hive writes signs such as `:` as `%3A`. */
function decoded(value: string): string {
  return value.replace(/%([0-9A-Fa-f]{2})/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));
}
