/** Whose and which logs lie in a flow log's bucket, and since when: told by the names of folders. */
import type { S3Api } from '../../aws/s3-api.ts';
import { folderValue, type LogLayout, placeFolder, rootFolder } from '../../flowlogs/log-layout.ts';
import { bounded } from '../../jobs/bounded.ts';
import { allPages } from '../all-pages.ts';

export interface LogPlaces {
  readonly accounts: string[];
  readonly regions: string[];
  /** First day with files, Unix seconds; NULL: none has. */
  readonly since: number | null;
}

const WIDTH = 8;

/** @throws AppError `access_denied` and S3's other codes */
export async function logPlaces(s3: Pick<S3Api, 'listObjects'>, layout: LogLayout): Promise<LogPlaces> {
  const below = (folder: string) => listFolders(s3, layout.bucket, folder);
  const isAccount = (folder: string) => /^\d{12}$/.test(folderValue(folder));
  const ofAccounts = (await below(rootFolder(layout))).filter((folder) => isAccount(folder) && folder.includes('=') === layout.hive);
  const ofRegions = await bounded(ofAccounts, WIDTH, async (folder) =>
    below(`${folder}${layout.hive ? 'aws-service=vpcflowlogs/' : 'vpcflowlogs/'}`),
  );
  // An account that has other services' logs here has none of flow logs.
  const accounts = ofAccounts.filter((_, index) => (ofRegions[index] ?? []).length > 0).map(folderValue);
  const regions = [...new Set(ofRegions.flat().map(folderValue))];
  return {
    accounts: [...new Set([layout.account, ...accounts])].sort(),
    regions: [...new Set([layout.region, ...regions])].sort(),
    since: await firstDay(below, placeFolder(layout)),
  };
}

/** Down the first of the years, months, days. */
async function firstDay(below: (folder: string) => Promise<readonly string[]>, top: string): Promise<number | null> {
  let folder = top;
  const parts: number[] = [];
  for (let level = 0; level < 3; level++) {
    const first = (await below(folder)).find((each) => /^\d+$/.test(folderValue(each)));
    if (first === undefined) return null;
    parts.push(Number(folderValue(first)));
    folder = first;
  }
  const [year = 1970, month = 1, day = 1] = parts;
  return Date.UTC(year, month - 1, day) / 1000;
}

/** Keys of the folders right below a folder, in order. */
export async function listFolders(s3: Pick<S3Api, 'listObjects'>, bucket: string, folder: string): Promise<readonly string[]> {
  const found = await allPages(async (token) => {
    const page = await s3.listObjects({
      Bucket: bucket,
      Prefix: folder,
      Delimiter: '/',
      ...(token === undefined ? {} : { ContinuationToken: token }),
    });
    return { items: page.CommonPrefixes, next: page.IsTruncated ? page.NextContinuationToken : undefined };
  });
  return found.flatMap(({ Prefix }) => Prefix ?? []).sort();
}
