/** Nagare's own table as it is being chosen. Pure. */
import { suggestTable } from '../../../main/flowlogs/setup-suggestions.ts';
import type { Integration, TableChoice } from '../../../preload/contract/integration.ts';
import { looksLikeRegion } from '../../../preload/contract/regions.ts';
import type { FlowLog } from '../../../preload/contract/setup.ts';
import { type DayProblem, dayProblem, isLocation } from './s3-location.ts';

export const bytesLimits = [1e9, 1e10, 1e11, 1e12] as const;

/** Whose logs lie in the bucket, as far as that was found. */
export interface LogPlaces {
  readonly accounts: readonly string[];
  readonly regions: readonly string[];
  readonly since: number | null;
}

export function openingOwnDraft(
  log: FlowLog,
  found: LogPlaces,
  own: { readonly account: string | null; readonly region: string },
): TableChoice {
  const accounts = found.accounts.length > 0 ? found.accounts : own.account === null ? [] : [own.account];
  const regions = found.regions.length > 0 ? found.regions : [own.region];
  const created = log.createdAt === null ? Date.now() : Date.parse(log.createdAt);
  return suggestTable(log, { accounts, regions, since: found.since }, Math.floor(created / 1000));
}

/** A table that is there, to be made again with all that was found; what it reads besides stays. */
export function extendingDraft(opening: TableChoice, { database, table, workgroup }: Integration): TableChoice {
  return { ...opening, database, table, workgroup: workgroup ?? opening.workgroup };
}

export interface OwnProblems {
  readonly database: 'badName' | null;
  readonly table: 'badName' | null;
  readonly workgroup: 'badWorkgroup' | null;
  readonly resultLocation: 'badLocation' | null;
  readonly accounts: 'badAccount' | 'noneGiven' | null;
  readonly regions: 'badRegion' | 'noneGiven' | null;
  readonly since: DayProblem | null;
}

const NAME = /^[a-z][a-z0-9_]{0,127}$/;
const isAccount = (text: string): boolean => /^\d{12}$/.test(text);

export function ownProblems({ database, table, workgroup, resultLocation, accounts, regions, since }: TableChoice): OwnProblems {
  return {
    database: NAME.test(database) ? null : 'badName',
    table: NAME.test(table) ? null : 'badName',
    workgroup: /^[\w.-]{1,128}$/.test(workgroup) ? null : 'badWorkgroup',
    resultLocation: isLocation(resultLocation) ? null : 'badLocation',
    accounts: accounts.length === 0 ? 'noneGiven' : accounts.every(isAccount) ? null : 'badAccount',
    regions: regions.length === 0 ? 'noneGiven' : regions.every(looksLikeRegion) ? null : 'badRegion',
    since: dayProblem(since),
  };
}

/** Indexes of the values that are wrong, for a field of several. */
export function wrongTokens(what: 'accounts' | 'regions', values: readonly string[], words: string): ReadonlyMap<number, string> {
  const isGood = what === 'accounts' ? isAccount : looksLikeRegion;
  return new Map(values.flatMap((value, at) => (isGood(value) ? [] : [[at, words] as const])));
}
