/**
 * Where a flow log's files lie in its bucket, and what their names say
 * (docs.aws.amazon.com/vpc/latest/userguide/flow-logs-s3-path.html).
 */
import { next, startOf } from './calendar-units.ts';
import { LATE_SECONDS } from './partitions.ts';

export interface LogLayout {
  readonly bucket: string;
  /** `''` or `folder/`. */
  readonly prefix: string;
  readonly account: string;
  readonly region: string;
  /** Folders are named `key=value`. */
  readonly hive: boolean;
  /** A folder for each hour, else for each day. */
  readonly hourly: boolean;
}

/** The folder of all accounts' logs: `prefix/AWSLogs/`. */
export const rootFolder = ({ prefix }: Pick<LogLayout, 'prefix'>): string => `${prefix}AWSLogs/`;

/** Key of the folder that holds one account's and region's logs, with the slash at its end. */
export function placeFolder({ prefix, account, region, hive }: Omit<LogLayout, 'bucket' | 'hourly'>): string {
  return hive
    ? `${prefix}AWSLogs/aws-account-id=${account}/aws-service=vpcflowlogs/aws-region=${region}/`
    : `${prefix}AWSLogs/${account}/vpcflowlogs/${region}/`;
}

/** Key of the folder of the hour or day that holds the moment. @param epoch Unix seconds */
export function timeFolder(layout: LogLayout, epoch: number): string {
  const iso = new Date(epoch * 1000).toISOString();
  const parts = [
    ['year', iso.slice(0, 4)],
    ['month', iso.slice(5, 7)],
    ['day', iso.slice(8, 10)],
    ...(layout.hourly ? [['hour', iso.slice(11, 13)]] : []),
  ];
  return placeFolder(layout) + parts.map(([key, value]) => `${layout.hive ? `${key}=` : ''}${value}/`).join('');
}

/**
 * The folders that can hold the flows of a window: those of `from` up to `to + 900 s`, as of the partition predicate.
 * @param from Unix seconds, not after `to`
 */
export function foldersOf(layout: LogLayout, from: number, to: number): readonly string[] {
  const unit = layout.hourly ? 'hour' : 'day';
  const found: string[] = [];
  for (let at = startOf(unit, from); at <= to + LATE_SECONDS; at = next(unit, at)) found.push(timeFolder(layout, at));
  return found;
}

export interface LogFile {
  readonly account: string;
  readonly region: string;
  /** `fl-0123...`. */
  readonly flowLogId: string;
  /** The time in its name, Unix seconds: its records end in the five minutes from there on, or ended before it. */
  readonly at: number;
  readonly isParquet: boolean;
}

const NAME =
  /^(?<account>\d{12})_vpcflowlogs_(?<region>[a-z0-9-]+)_(?<id>fl-[0-9a-f]+)_(?<year>\d{4})(?<month>\d\d)(?<day>\d\d)T(?<hour>\d\d)(?<minute>\d\d)Z_[^/]+\.log\.(?<end>gz|parquet)$/;

/** What a key says, by its last part; NULL: it is no file of a flow log. */
export function logFileOf(key: string): LogFile | null {
  const read = NAME.exec(key.slice(key.lastIndexOf('/') + 1))?.groups;
  if (!read) return null;
  const { account = '', region = '', id = '', year, month, day, hour, minute, end } = read;
  const at = Date.UTC(Number(year), Number(month) - 1, Number(day), Number(hour), Number(minute)) / 1000;
  return { account, region, flowLogId: id, at, isParquet: end === 'parquet' };
}

/** Account or region of a folder below `AWSLogs/`, of either layout. */
export function folderValue(folder: string): string {
  const name = folder.replace(/\/$/, '').split('/').at(-1) ?? '';
  return name.slice(name.indexOf('=') + 1);
}
