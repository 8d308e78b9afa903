/** The files of a flow log that can hold the flows of a window. */
import type { DownloadRequest } from '../../../preload/contract/download.ts';
import { AppError } from '../../app-error.ts';
import type { S3Api } from '../../aws/s3-api.ts';
import { foldersOf, type LogLayout, logFileOf, placeFolder } from '../../flowlogs/log-layout.ts';
import { LATE_SECONDS } from '../../flowlogs/partitions.ts';
import { bounded } from '../../jobs/bounded.ts';
import { allPages } from '../all-pages.ts';
import { inS3, readFlowLogById } from '../inventory/list-flow-logs.ts';
import { accountOf, regionOfPlace, type SetupContext } from '../setup-context.ts';

export interface WindowFile {
  readonly key: string;
  readonly bytes: number;
  /** With its quotes. */
  readonly etag: string;
}

export interface WindowFiles {
  readonly layout: LogLayout;
  readonly location: string;
  readonly files: readonly WindowFile[];
}

const WIDTH = 8;
/** Files hold the records of five minutes. */
const PERIOD = 300;
/** Ten years of hours: what is more is a slip of the pen. */
const MOST_FOLDERS = 90_000;

/** @throws AppError `bad_window`, `flow_log_not_found`, `not_in_s3`, `access_denied` and AWS's other codes */
export async function windowFiles(context: SetupContext, { flowLogId, from, to }: DownloadRequest): Promise<WindowFiles> {
  const { place, clients } = context;
  if (from > to || (to - from) / 3600 > MOST_FOLDERS)
    throw new AppError('bad_window', 'The window ends before it begins, or is longer than ten years.');
  const [region, account, flowLog] = await Promise.all([
    regionOfPlace(place),
    accountOf(context),
    readFlowLogById(clients.ec2(place), flowLogId).then(inS3),
  ]);
  const layout: LogLayout = { ...flowLog, account, region };
  const s3 = clients.s3(place);
  const listed = await bounded(foldersOf(layout, from, to), WIDTH, (folder) => listFolder(s3, layout.bucket, folder));
  const files = listed.flat().filter(({ key }) => {
    const file = logFileOf(key);
    return file?.flowLogId === flowLogId && mayHold(file.at, from, to);
  });
  return { layout, location: `s3://${layout.bucket}/${placeFolder(layout)}`, files };
}

/**
 * Whether a file can hold flows of the window, by the time in its name: that is where its five minutes begin or, by an
 * older text of AWS's, end; records come up to a quarter of an hour after they began.
 */
export function mayHold(at: number, from: number, to: number): boolean {
  return at >= Math.floor(from / PERIOD) * PERIOD - PERIOD && at <= to + LATE_SECONDS;
}

async function listFolder(s3: Pick<S3Api, 'listObjects'>, bucket: string, folder: string): Promise<readonly WindowFile[]> {
  const objects = await allPages(async (token) => {
    const page = await s3.listObjects({ Bucket: bucket, Prefix: folder, ...(token === undefined ? {} : { ContinuationToken: token }) });
    return { items: page.Contents, next: page.IsTruncated ? page.NextContinuationToken : undefined };
  });
  return objects.map(({ Key = '', Size = 0, ETag = '' }) => ({ key: Key, bytes: Size, etag: ETag }));
}
