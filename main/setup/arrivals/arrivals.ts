/** The files of a flow log that have come: hour by hour for a day, and the newest of them. */
import type { Arrivals } from '../../../preload/contract/setup.ts';
import type { S3Api } from '../../aws/s3-api.ts';
import { startOf } from '../../flowlogs/calendar-units.ts';
import { type LogFile, type LogLayout, logFileOf, placeFolder, timeFolder } from '../../flowlogs/log-layout.ts';
import { bounded } from '../../jobs/bounded.ts';
import { firstPages } from '../all-pages.ts';
import { inS3, readFlowLogById } from '../inventory/list-flow-logs.ts';
import { accountOf, regionOfPlace, type SetupContext } from '../setup-context.ts';
import { whyNoFiles } from './why-no-files.ts';

const HOURS = 24;
const NEWEST = 12;
const WIDTH = 8;
/** Pages of 1,000 objects for one folder: a busy hour has some hundreds of files, a busy day some thousands. */
const MOST_PAGES = 50;
/** AWS writes a file every five minutes, some 10 minutes after its records; for a quarter of an hour nothing is amiss. */
const PATIENCE_SECONDS = 900;

interface Arrived extends LogFile {
  readonly key: string;
  readonly bytes: number;
  /** Unix seconds. */
  readonly writtenAt: number;
}

/** @throws AppError `flow_log_not_found`, `not_in_s3`, `access_denied` and AWS's other codes */
export async function readArrivals(context: SetupContext, flowLogId: string): Promise<Arrivals> {
  const { place, clients, now } = context;
  const [region, account, flowLog] = await Promise.all([
    regionOfPlace(place),
    accountOf(context),
    readFlowLogById(clients.ec2(place), flowLogId).then(inS3),
  ]);
  const layout: LogLayout = { ...flowLog, account, region };
  const nowSeconds = Math.floor(now() / 1000);
  const last = startOf('hour', nowSeconds);
  const created = flowLog.createdAt === null ? 0 : Date.parse(flowLog.createdAt) / 1000;
  const first = Math.max(last - (HOURS - 1) * 3600, startOf('hour', created));
  const hours = Array.from({ length: Math.max(1, (last - first) / 3600 + 1) }, (_, index) => first + index * 3600);
  const folders = [...new Set(hours.map((hour) => timeFolder(layout, hour)))];
  const s3 = clients.s3(place);
  let unread: unknown = null;
  const listed = await bounded(folders, WIDTH, (folder) => listFolder(s3, flowLog.bucket, folder)).catch((error: unknown) => {
    unread = error;
    return [];
  });
  const files = listed.flat().filter((file) => file.flowLogId === flowLogId);
  const newest = files.toSorted((a, b) => b.at - a.at || b.writtenAt - a.writtenAt).slice(0, NEWEST);
  const newestAt = newest[0]?.writtenAt ?? null;
  const isComing = newestAt !== null && nowSeconds - newestAt <= PATIENCE_SECONDS;
  const arrivals = {
    hours: hours.map((at) => {
      const own = files.filter((file) => startOf('hour', file.at) === at);
      return { at, files: own.length, bytes: own.reduce((sum, file) => sum + file.bytes, 0) };
    }),
    newest: newest.map(({ key, bytes, at, writtenAt }) => ({ key, bytes, at, delaySeconds: Math.max(0, writtenAt - at) })),
    checkedAt: new Date(now()).toISOString(),
  };
  if (isComing) return { ...arrivals, reasons: [] };
  const isEarly = nowSeconds - Math.max(created, newestAt ?? 0) < PATIENCE_SECONDS;
  const reasons = await whyNoFiles({ ...context, flowLog, account, region, isEarly, unread, folder: placeFolder(layout) });
  return { ...arrivals, reasons: [...reasons] };
}

async function listFolder(s3: Pick<S3Api, 'listObjects'>, bucket: string, folder: string): Promise<readonly Arrived[]> {
  const objects = await firstPages(async (token) => {
    const page = await s3.listObjects({ Bucket: bucket, Prefix: folder, ...(token === undefined ? {} : { ContinuationToken: token }) });
    return { items: page.Contents, next: page.IsTruncated ? page.NextContinuationToken : undefined };
  }, MOST_PAGES);
  return objects.flatMap(({ Key = '', Size = 0, LastModified }) => {
    const file = logFileOf(Key);
    return file ? [{ ...file, key: Key, bytes: Size, writtenAt: Math.floor((LastModified?.getTime() ?? 0) / 1000) }] : [];
  });
}
