/** Whose and which logs lie in a flow log's bucket, and since when: told by the names of folders. */
import type { S3Api } from '../../aws/s3-api.ts';
import { folderValue, type LogLayout, placeFolder, rootFolder } from '../../flowlogs/log-layout.ts';
import { bounded } from '../../jobs/bounded.ts';
import { allPages } from '../all-pages.ts';

/** The logs of one account in one region. */
export interface LogPlace {
  readonly account: string;
  readonly region: string;
  /** First day with files, Unix seconds; NULL: none has, or that was not looked at. */
  readonly since: number | null;
}

export interface LogPlaces {
  readonly accounts: string[];
  readonly regions: string[];
  /** The earliest of all. */
  readonly since: number | null;
  readonly places: readonly LogPlace[];
}

const WIDTH = 8;
/** Places whose first day is looked at, a request each: an organisation may have thousands. */
const MOST_DAYS = 200;

/** @param layout the flow log's own place, which counts although no file has come yet @throws AppError `access_denied` and S3's other codes */
export async function logPlaces(s3: Pick<S3Api, 'listObjects'>, layout: LogLayout): Promise<LogPlaces> {
  const below = (folder: string) => listFolders(s3, layout.bucket, folder);
  const isAccount = (folder: string) => /^\d{12}$/.test(folderValue(folder));
  const ofAccounts = (await below(rootFolder(layout))).filter((folder) => isAccount(folder) && folder.includes('=') === layout.hive);
  const ofRegions = await bounded(ofAccounts, WIDTH, async (folder) =>
    below(`${folder}${layout.hive ? 'aws-service=vpcflowlogs/' : 'vpcflowlogs/'}`),
  );
  // An account that has other services' logs here has none of flow logs.
  const found = ofAccounts.flatMap((folder, index) =>
    (ofRegions[index] ?? []).map((region) => ({ account: folderValue(folder), region: folderValue(region) })),
  );
  const own = { account: layout.account, region: layout.region };
  const others = found.filter(({ account, region }) => account !== own.account || region !== own.region);
  const places = await bounded([...[own, ...others].entries()], WIDTH, async ([index, place]) => ({
    ...place,
    since: index < MOST_DAYS ? await firstDay(s3, { ...layout, ...place }) : null,
  }));
  const days = places.flatMap(({ since }) => since ?? []);
  return {
    accounts: [...new Set(places.map(({ account }) => account))].sort(),
    regions: [...new Set(places.map(({ region }) => region))].sort(),
    since: days.length === 0 ? null : Math.min(...days),
    places,
  };
}

/** Told by the first key in S3's order, which is that of time: one request, where years, months and days would be three. */
async function firstDay(s3: Pick<S3Api, 'listObjects'>, layout: LogLayout): Promise<number | null> {
  const folder = placeFolder(layout);
  const years = `${folder}${layout.hive ? 'year=' : ''}`;
  // After the folder's own marker, and what else does not begin as a year.
  const { Contents = [] } = await s3.listObjects({ Bucket: layout.bucket, Prefix: folder, StartAfter: `${years}1`, MaxKeys: 1 });
  const [year = '', month = '', day = ''] = (Contents[0]?.Key ?? '').slice(folder.length).split('/').map(folderValue);
  const of = (text: string) => (/^\d\d$/.test(text) ? Number(text) : 1);
  return /^\d{4}$/.test(year) ? Date.UTC(Number(year), of(month) - 1, of(day)) / 1000 : null;
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
