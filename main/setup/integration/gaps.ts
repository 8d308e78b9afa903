/** Partitions that a table lacks although their files are in S3: found, and added on request. */
import type { Table } from '@aws-sdk/client-glue';
import type { Gaps } from '../../../preload/contract/integration.ts';
import type { PartitionKey } from '../../../preload/contract/query.ts';
import { looksLikeRegion } from '../../../preload/contract/regions.ts';
import type { StepOutcome } from '../../../preload/contract/setup.ts';
import { AppError } from '../../app-error.ts';
import type { GlueApi } from '../../aws/glue-api.ts';
import type { S3Api } from '../../aws/s3-api.ts';
import { scrub } from '../../aws/scrub.ts';
import { s3Parts } from '../../flowlogs/bucket-name.ts';
import { unitOf } from '../../flowlogs/calendar-units.ts';
import { folderValue } from '../../flowlogs/log-layout.ts';
import { projectionOf } from '../../flowlogs/partition-projection.ts';
import { partitionScheme } from '../../flowlogs/partition-scheme.ts';
import { partitionValue } from '../../flowlogs/partitions.ts';
import { bounded } from '../../jobs/bounded.ts';
import { listPartitions } from '../../sources/athena/list-partitions.ts';
import { folderUrl, TooManyError } from '../../sources/athena/object-sizes.ts';
import type { SetupContext } from '../setup-context.ts';
import { listFolders } from './log-places.ts';

const WIDTH = 8;
/** Glue takes so many in one request. */
const BATCH = 100;
/** Folders that are looked into: eleven years of hours. */
const MOST_FOLDERS = 100_000;

export interface TableName {
  readonly database: string;
  readonly table: string;
}

/** @throws AppError `table_not_found`, `bad_table` for a table whose partitions are projected or not understood, and AWS's codes */
export async function findGaps({ place, clients }: SetupContext, { database, table }: TableName): Promise<Gaps> {
  const glue = clients.glue(place);
  const found = await readTable(glue, { database, table });
  const ref = { kind: 'athena' as const, ...place, workgroup: null, catalog: null, database, table };
  const known = await listPartitions(ref, glue).catch((error: unknown) => {
    if (!(error instanceof TooManyError)) throw error;
    const message = `${database}.${table} has more partitions than are looked through.`;
    throw new AppError('bad_table', message, { details: { table: `${database}.${table}` } });
  });
  const keys = (found.PartitionKeys ?? []).map((key) => ({ name: key.Name ?? '', type: key.Type ?? 'string' }));
  const parameters = found.Parameters ?? {};
  const url = folderUrl(found.StorageDescriptor?.Location);
  const listed = known.map(({ values }) => values);
  const plain = partitionScheme(keys, parameters, known.length > 0 ? listed : [usual(keys, false)]);
  if (projectionOf(parameters) !== null || plain.keys.length === 0 || url === null) {
    const message = `The partitions of ${database}.${table} are made by a rule, or by none that is known: there are no gaps to fill.`;
    throw new AppError('bad_table', message, { details: { table: `${database}.${table}` } });
  }
  const leaves = await leafFolders(clients.s3(place), url, plain.keys);
  const examples = known.length > 0 ? listed : [usual(keys, isWhole(database, leaves[0]))];
  const { keys: timeKeys } = partitionScheme(keys, parameters, examples);
  const there = new Set(known.map((each) => each.url));
  const missing = leaves.flatMap((leaf) => {
    const location = `s3://${leaf.bucket}/${leaf.folder}`;
    const values = there.has(location) ? null : valuesOf(leaf, keys, timeKeys, examples[0] ?? []);
    return values === null ? [] : [{ values, location }];
  });
  return { missing, looked: leaves.length };
}

/** @throws AppError as above; a partition that cannot be added is told with its step */
export async function fillGaps(
  { place, clients }: SetupContext,
  { database, table }: TableName,
  missing: Gaps['missing'],
): Promise<readonly StepOutcome[]> {
  const glue = clients.glue(place);
  const { StorageDescriptor } = await readTable(glue, { database, table });
  const outcomes: StepOutcome[] = [];
  for (let at = 0; at < missing.length; at += BATCH) {
    const batch = missing.slice(at, at + BATCH);
    const { Errors = [] } = await glue.batchCreatePartition({
      DatabaseName: database,
      TableName: table,
      PartitionInputList: batch.map(({ values, location }) => ({
        Values: values,
        StorageDescriptor: { ...StorageDescriptor, Location: location },
      })),
    });
    for (const { values, location } of batch) {
      const refused = Errors.find((each) => JSON.stringify(each.PartitionValues) === JSON.stringify(values))?.ErrorDetail;
      // Somebody else was quicker: the partition is there.
      const state = !refused ? 'done' : refused.ErrorCode === 'AlreadyExistsException' ? 'existed' : 'failed';
      const error = new AppError('aws_error', 'Glue did not add the partition.', {
        details: { reason: scrub(refused?.ErrorMessage ?? '') },
      });
      outcomes.push({ id: 'add_partition', resource: location, state, error: state === 'failed' ? error.toWire() : null });
    }
  }
  return outcomes;
}

async function readTable(glue: Pick<GlueApi, 'getTable'>, { database, table }: TableName): Promise<Table> {
  const { Table } = await glue.getTable({ DatabaseName: database, Name: table });
  if (!Table)
    throw new AppError('table_not_found', `There is no table ${database}.${table}.`, { details: { table: `${database}.${table}` } });
  return Table;
}

/** A moment in the way in which the integrations known write their keys, for a table that has no partition yet. */
const USUAL: Readonly<Record<string, string>> = { year: '2022', month: '11', day: '28', hour: '03', date: '2022-11-28' };

const usual = (keys: readonly { readonly name: string }[], whole: boolean): readonly string[] =>
  keys.map(({ name }) => `${whole ? `${name}=` : ''}${USUAL[name] ?? ''}`);

/** AWS's own integration over Hive-compatible folders has the folders' whole names for values: `year=2022`. */
const isWhole = (database: string, leaf: Leaf | undefined): boolean =>
  /^vpcflowlogsathenadatabase/.test(database) && (leaf?.names.at(-1)?.includes('=') ?? false);

interface Leaf {
  readonly bucket: string;
  readonly folder: string;
  /** Names of the folders from the table's location down. */
  readonly names: readonly string[];
  /** When it begins, Unix seconds. */
  readonly at: number;
}

/** The folders of single days or hours below the table's location, whatever lies above them. */
async function leafFolders(s3: Pick<S3Api, 'listObjects'>, url: string, keys: readonly PartitionKey[]): Promise<readonly Leaf[]> {
  const { bucket, key: top } = s3Parts(url) ?? { bucket: '', key: '' };
  const finest = keys.at(-1);
  const wanted = { year: 1, month: 2, day: 3, hour: 4 }[finest ? unitOf[finest.pattern] : 'day'];
  const leaves: Leaf[] = [];
  let level: readonly { readonly folder: string; readonly names: readonly string[]; readonly time: readonly number[] }[] = [
    { folder: top, names: [], time: [] },
  ];
  for (let depth = 0; level.length > 0 && depth < 12 && leaves.length < MOST_FOLDERS; depth++) {
    const below = await bounded(level, WIDTH, async (parent) =>
      (await listFolders(s3, bucket, parent.folder)).map((folder) => {
        const name = folder.slice(parent.folder.length).replace(/\/$/, '');
        const value = folderValue(folder);
        const expects = [/^[12]\d{3}$/, /^\d\d$/, /^\d\d$/, /^\d\d$/][parent.time.length];
        const isTime = (expects?.test(value) ?? false) && (parent.time.length > 0 || !/^\d{12}$/.test(value));
        return { folder, names: [...parent.names, name], time: isTime ? [...parent.time, Number(value)] : parent.time };
      }),
    );
    const found = below.flat();
    for (const each of found.filter(({ time }) => time.length === wanted)) {
      const [year = 1970, month = 1, day = 1, hour = 0] = each.time;
      leaves.push({ bucket, folder: each.folder, names: each.names, at: Date.UTC(year, month - 1, day, hour) / 1000 });
    }
    level = found.filter(({ time }) => time.length < wanted);
  }
  return leaves;
}

/** What the catalogue would call the folder; NULL: one of its keys is not told by the folder. */
function valuesOf(
  { names, at }: Leaf,
  keys: readonly { readonly name: string }[],
  timeKeys: readonly PartitionKey[],
  example: readonly string[],
): string[] | null {
  const bare = names.map(folderValue);
  const values = keys.map(({ name }, index) => {
    const time = timeKeys.find((key) => key.column === name);
    if (time) return partitionValue(time, at);
    const whole = example[index]?.startsWith(`${name}=`) ? `${name}=` : '';
    const named = names.find((each) => each.startsWith(`${name}=`));
    const value = named === undefined ? byShape(name, bare) : folderValue(named);
    return value === undefined ? undefined : whole + value;
  });
  return values.every((value) => value !== undefined) ? values : null;
}

/** Folders without names: an account and a region are known by how they look. */
function byShape(key: string, values: readonly string[]): string | undefined {
  if (/acc/i.test(key)) return values.find((value) => /^\d{12}$/.test(value));
  if (/region/i.test(key)) return values.find((value) => looksLikeRegion(value));
  return /service/i.test(key) ? values.find((value) => value === 'vpcflowlogs') : undefined;
}
