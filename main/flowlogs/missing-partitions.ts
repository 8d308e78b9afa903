/**
 * Partitions of a window that ought to be there: between others of the same account and region, since an interface
 * without traffic writes NODATA. Pure.
 */
import type { QueryForm, ScopeKey } from '../../preload/contract/query.ts';
import type { Reason } from '../../preload/contract/zero-rows.ts';
import { next, startOf, type Unit } from './calendar-units.ts';
import { parseId } from './ids.ts';

/** Values of the keys that say whose and where, by column: `{accid: '123456789012', region: 'eu-west-1'}`. */
export type Scope = Readonly<Record<string, string>>;

/** Partitions of one account and region. Unix seconds, rising. */
export interface ScopedStarts {
  readonly scope: Scope;
  readonly starts: readonly number[];
}

/** A folder of the window, or of the partition before it, as a location template gives it. */
export interface LookedInto {
  readonly scope: Scope;
  /** Of the partition, Unix seconds. */
  readonly start: number;
  /** `s3://bucket/folder/` */
  readonly url: string;
  readonly hasFiles: boolean;
}

/** More holes than these nobody reads. */
const MOST = 3;

/** Starts of all partitions, rising, each once. */
export function allStarts(scopes: readonly ScopedStarts[]): readonly number[] {
  return [...new Set(scopes.flatMap(({ starts }) => starts))].sort((left, right) => left - right);
}

/** Sorted into accounts and regions. @param partitions in any order */
export function byScope(partitions: Iterable<{ readonly scope: Scope; readonly start: number }>): readonly ScopedStarts[] {
  const found = new Map<string, { readonly scope: Scope; readonly starts: Set<number> }>();
  for (const { scope, start } of partitions) {
    const known = found.get(scopeText(scope)) ?? { scope, starts: new Set<number>() };
    known.starts.add(start);
    found.set(scopeText(scope), known);
  }
  return [...found.values()].map(({ scope, starts }) => ({ scope, starts: [...starts].sort((left, right) => left - right) }));
}

/** Whether the form asks for it: where it names accounts or regions, only theirs count. */
export function isAskedFor(scope: Scope, form: Pick<QueryForm, 'accounts' | 'regions'>, keys: readonly ScopeKey[]): boolean {
  return keys.every(({ column, field, prefix }) => {
    const asked = (field === 'account_id' ? form.accounts : form.regions).flatMap((text) => {
      const read = parseId(field === 'account_id' ? 'account' : 'region', text);
      return read.ok ? [read.value] : [];
    });
    const value = scope[column];
    return asked.length === 0 || value === undefined || asked.some((each) => same(value, prefix + each));
  });
}

/** A number has lost the zeros in front. */
const same = (left: string, right: string) => left.replace(/^0+/, '') === right.replace(/^0+/, '');

/** One reason where every account and region lacks the same, else one for each that lacks some. */
export function missingPartitions(form: QueryForm, scopes: readonly ScopedStarts[], unit: Unit | null): readonly Reason[] {
  if (unit === null) return [];
  const union = missingIn(form, { scope: {}, starts: allStarts(scopes) }, unit);
  if (union) return [union];
  if (scopes.length < 2) return [];
  return scopes.flatMap((each) => missingIn(form, each, unit) ?? []).slice(0, MOST);
}

function missingIn(form: QueryForm, { scope, starts }: ScopedStarts, unit: Unit): Reason | null {
  const [first, last] = [starts[0], starts.at(-1)];
  if (first === undefined || last === undefined) return null;
  const present = new Set(starts);
  const asked = startsOf(form, unit);
  const missing = asked.filter((start) => start > first && start < last && !present.has(start));
  const [from, to] = [missing[0], missing.at(-1)];
  if (from === undefined || to === undefined) return null;
  const before = starts.findLast((start) => start < from) ?? first;
  return {
    code: 'partition_missing',
    details: {
      count: missing.length,
      of: asked.length,
      from,
      to: next(unit, to),
      scope: scopeText(scope),
      use: { from: startOf(unit, before), to: next(unit, startOf(unit, before)) },
    },
  };
}

/**
 * Folders without files. An account or region that has none in the partition before either may never have had flow
 * logs, and says nothing, unless all are so.
 */
export function emptyFolders(form: QueryForm, looked: readonly LookedInto[], unit: Unit | null): readonly Reason[] {
  if (unit === null || looked.length === 0) return [];
  const asked = new Set(startsOf(form, unit));
  const scopes = [...Map.groupBy(looked, ({ scope }) => scopeText(scope)).values()];
  const alive = scopes.filter((folders) => folders.some(({ hasFiles }) => hasFiles));
  const empty = (alive.length > 0 ? alive : scopes).map((folders) =>
    folders.filter(({ start, hasFiles }) => !hasFiles && asked.has(start)),
  );
  const startsIn = (folders: readonly LookedInto[]) => folders.map(({ start }) => start).join();
  const areAlike = empty.every((folders) => startsIn(folders) === startsIn(empty[0] ?? []));
  return (areAlike ? empty.slice(0, 1) : empty).flatMap((folders) => emptyReason(folders, asked.size, unit, areAlike) ?? []).slice(0, MOST);
}

function emptyReason(folders: readonly LookedInto[], of: number, unit: Unit, areAlike: boolean): Reason | null {
  const [first, last] = [folders[0], folders.at(-1)];
  if (!first || !last) return null;
  const details = { count: folders.length, of, from: first.start, to: next(unit, last.start), url: first.url };
  return { code: 'no_files', details: { ...details, scope: areAlike ? '' : scopeText(first.scope) } };
}

function startsOf(form: Pick<QueryForm, 'from' | 'to'>, unit: Unit): readonly number[] {
  const starts: number[] = [];
  for (let start = startOf(unit, form.from); start <= form.to; start = next(unit, start)) starts.push(start);
  return starts;
}

const scopeText = (scope: Scope): string =>
  Object.entries(scope)
    .map(([column, value]) => (value.startsWith(`${column}=`) ? value : `${column}=${value}`))
    .join(', ');
