/** What was chosen with a profile before: a person has a workgroup and a database for each account. */
import type { AthenaRef, SourceRef } from '../../preload/contract/query.ts';

export type Typed = { readonly [K in Exclude<keyof AthenaRef, 'kind'>]: string };
export type Within = Omit<Typed, 'profile' | 'table'>;

const nothing: Within = { region: '', workgroup: '', catalog: '', database: '' };

/** @param sources newest first  @param profile as typed; empty: the default credentials  @returns what its newest source has */
export function rememberedFor(profile: string, sources: readonly SourceRef[]): Within {
  const wanted = profile.trim() === '' ? null : profile.trim();
  const found = sources.find((source): source is AthenaRef => source.kind === 'athena' && source.profile === wanted);
  return found ? withinOf(found) : nothing;
}

/**
 * The fields after a change of the profile: what was filled in for the profile before goes, what was typed stays.
 * @param touched the fields that were typed into
 */
export function withProfile(typed: Typed, profile: string, sources: readonly SourceRef[], touched: ReadonlySet<keyof Typed>): Typed {
  const filled = rememberedFor(profile, sources);
  const next = { ...typed, profile };
  for (const key of ['region', 'workgroup', 'catalog', 'database'] as const) if (!touched.has(key)) next[key] = filled[key];
  return next;
}

export function typedOf(source: AthenaRef): Typed {
  return { profile: source.profile ?? '', ...withinOf(source), table: source.table };
}

const withinOf = ({ region, workgroup, catalog, database }: AthenaRef): Within => ({
  region: region ?? '',
  workgroup: workgroup ?? '',
  catalog: catalog ?? '',
  database: database ?? '',
});

const orNull = (text: string) => (text.trim() === '' ? null : text.trim());

/** An empty field means AWS's own default. */
export function refOf(typed: Typed): AthenaRef {
  return {
    kind: 'athena',
    profile: orNull(typed.profile),
    region: orNull(typed.region),
    workgroup: orNull(typed.workgroup),
    catalog: orNull(typed.catalog),
    database: orNull(typed.database),
    table: typed.table.trim(),
  };
}
