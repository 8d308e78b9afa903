/**
 * Whose logs lie where a projected table looks, and of which days, while its settings leave them out: no query sees
 * their rows, and none says so. Pure.
 */
import type { Table } from '@aws-sdk/client-glue';
import type { Integration, Misfit } from '../../../preload/contract/integration.ts';
import { startOf, unitOf } from '../../flowlogs/calendar-units.ts';
import { type LogLayout, placeFolder, timeFolder } from '../../flowlogs/log-layout.ts';
import { projectionOf } from '../../flowlogs/partition-projection.ts';
import { partitionScheme } from '../../flowlogs/partition-scheme.ts';
import { partitionValue } from '../../flowlogs/partitions.ts';
import { folderUrl } from '../../sources/athena/object-sizes.ts';
import { projectedSpan } from '../../sources/athena/projection-range.ts';
import type { LogPlaces } from './log-places.ts';
import { type ProjectedFolders, projectedFolders } from './projected-folders.ts';
import { currentEnd } from './range-end.ts';
import { alterDdlOf, isDdlName } from './table-ddl.ts';

/** How the table's partitions are projected; NULL: they are not. @param table as Glue has it */
export const foldersOfTable = (table: Table): ProjectedFolders | null =>
  projectedFolders({
    keys: (table.PartitionKeys ?? []).map(({ Name = '', Type = 'string' }) => ({ name: Name, type: Type })),
    parameters: table.Parameters ?? {},
    location: folderUrl(table.StorageDescriptor?.Location),
  });

/** Where files of the moment lie. @param epoch Unix seconds */
export const urlOf = (layout: LogLayout, epoch: number): string => `s3://${layout.bucket}/${timeFolder(layout, epoch)}`;

/** Whether its partitions lie in other folders than the flow log's files: it reads none of them. @param epoch Unix seconds of some file */
export function folderMisfits(table: Table, layout: LogLayout, epoch: number): readonly Misfit[] {
  const folders = foldersOfTable(table);
  const expected = urlOf(layout, epoch);
  if (folders === null || folders.valuesOf(expected) !== null) return [];
  return [{ field: null, column: null, problem: 'folders', expected, found: folders.template }];
}

/**
 * @param table as Glue has it  @param layout of the flow log; the other places have the same but for account and region
 * @param now Unix seconds
 * @returns NULL: nothing is left out, or the table does not project
 */
export function uncoveredOf(table: Table, layout: LogLayout, { places }: LogPlaces, now: number): Integration['uncovered'] {
  const folders = foldersOfTable(table);
  const location = folderUrl(table.StorageDescriptor?.Location);
  // One that reads none of the flow log's own folders is a misfit, and no question of values.
  if (folders?.valuesOf(urlOf(layout, places[0]?.since ?? now)) == null || location === null) return null;
  const [accounts, regions] = [new Set<string>(), new Set<string>()];
  const unreachable = { accounts: new Set<string>(), regions: new Set<string>() };
  /** By key: the values that its list lacks. */
  const lacking = new Map<string, Set<string>>();
  const days: number[] = [];
  // A table of one account's folder is not asked for those of another.
  const within = places.filter((place) => {
    const own = `s3://${layout.bucket}/${placeFolder({ ...layout, ...place })}`;
    return own.startsWith(location) || location.startsWith(own);
  });
  for (const { account, region, since } of within) {
    const valuesAt = (of: Partial<LogLayout>) => folders.valuesOf(urlOf({ ...layout, ...of }, since ?? now));
    const values = valuesAt({ account, region });
    // The template itself names an account or a region: no setting of a key leads elsewhere.
    if (values === null) {
      const [isWhose, isWhere] = [valuesAt({ account }) === null, valuesAt({ region }) === null];
      if (isWhose || !isWhere) unreachable.accounts.add(account);
      if (isWhere || !isWhose) unreachable.regions.add(region);
      continue;
    }
    if (since !== null) days.push(since);
    for (const [key, value] of values) {
      const [isWhose, isWhere] = [value.includes(account), value.includes(region)];
      // Keys of time may be lists too: those say nothing of whose logs they are.
      if ((!isWhose && !isWhere) || folders.lists(key, value)) continue;
      lacking.set(key, (lacking.get(key) ?? new Set()).add(value));
      if (isWhose) accounts.add(account);
      if (isWhere) regions.add(region);
    }
  }
  const range = rangeLacking(table, days.length === 0 ? null : Math.min(...days), now);
  const isLacking = lacking.size > 0 || range !== null;
  if (!isLacking && unreachable.accounts.size === 0 && unreachable.regions.size === 0) return null;
  const ddl = isLacking ? statementOf(table, lacking, range) : null;
  return {
    accounts: [...accounts].sort(),
    regions: [...regions].sort(),
    since: range?.since ?? null,
    until: range?.until ?? null,
    unreachable: { accounts: [...unreachable.accounts].sort(), regions: [...unreachable.regions].sort() },
    ddl,
    noDdl: ddl !== null ? null : isLacking ? 'unnameable' : 'all_unreachable',
  };
}

interface RangeLacking {
  readonly key: string;
  /** First day with files before it, Unix seconds; NULL: none. */
  readonly since: number | null;
  /** Its last second where that is over, Unix; NULL: it is not. */
  readonly until: number | null;
  /** The range that leaves out neither. */
  readonly range: string;
}

/**
 * A side that goes with time (`NOW-3YEARS`) is meant so, and one that is not understood is not judged. While there are
 * files, those of today are expected.
 * @param since Unix seconds; NULL: there are no files  @returns NULL: its range leaves out nothing
 */
function rangeLacking({ PartitionKeys = [], Parameters = {} }: Table, since: number | null, now: number): RangeLacking | null {
  const projection = projectionOf(Parameters);
  const keys = PartitionKeys.map(({ Name = '', Type = 'string' }) => ({ name: Name, type: Type }));
  const [key] = partitionScheme(keys, Parameters, []).keys;
  const span = projection && key ? projectedSpan([key], projection, now) : null;
  if (!projection || !key || !span || since === null) return null;
  const [from = '', to = ''] = projection(key.column, 'range')
    .split(',')
    .map((part) => part.trim());
  const begin = startOf(unitOf[key.pattern], since);
  const isLate = !goesWithTime(from) && span.first !== null && span.first > begin;
  const isOver = !goesWithTime(to) && span.last !== null && span.last < now;
  if (!isLate && !isOver) return null;
  const end = isOver ? currentEnd(to, span.last, projection(key.column, 'type'), now) : to;
  return {
    key: key.column,
    since: isLate ? since : null,
    until: isOver ? span.last : null,
    range: `${isLate ? partitionValue(key, begin) : from},${end}`,
  };
}

const goesWithTime = (side: string): boolean => /^NOW/i.test(side);

/** NULL: Athena cannot name the table. */
function statementOf(
  { DatabaseName = '', Name = '', Parameters = {} }: Table,
  lacking: ReadonlyMap<string, ReadonlySet<string>>,
  range: RangeLacking | null,
): string | null {
  /** As the table writes it: another spelling would be a second parameter. */
  const nameOf = (name: string) => Object.keys(Parameters).find((each) => each.trim().toLowerCase() === name.toLowerCase()) ?? name;
  const changes: Record<string, string> = {};
  for (const [key, values] of lacking) {
    const name = nameOf(`projection.${key}.values`);
    changes[name] = [Parameters[name], ...[...values].sort()].filter(Boolean).join(',');
  }
  if (range) {
    const name = nameOf(`projection.${range.key}.range`);
    changes[name] = range.range;
  }
  return isDdlName(DatabaseName) && isDdlName(Name) ? alterDdlOf(DatabaseName, Name, changes) : null;
}
