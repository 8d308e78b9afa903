/** What a table leaves out of the logs where it looks, by what has to be done about it. Pure; the page and the terminal go by the same. */
import type { Integration } from '../../preload/contract/integration.ts';

type Uncovered = NonNullable<Integration['uncovered']>;

export interface UncoveredPart extends Pick<Uncovered, 'accounts' | 'regions' | 'since' | 'until'> {
  readonly cure: Cure;
}

export type Cure =
  /** Nagare's own, made for this flow log: it is extended by being made again, whatever keeps them out. */
  | { readonly kind: 'extend' }
  | { readonly kind: 'statement'; readonly ddl: string }
  /** Athena cannot name the table. */
  | { readonly kind: 'unnameable' }
  /** The location template leads past them. */
  | { readonly kind: 'another_table' };

/** @param flowLogId of the flow log that is asked about  @returns none where nothing is left out */
export function uncoveredParts(
  { uncovered, madeFor }: Pick<Integration, 'uncovered' | 'madeFor'>,
  flowLogId: string,
): readonly UncoveredPart[] {
  if (uncovered === null) return [];
  const { accounts, regions, since, until, unreachable, ddl, noDdl } = uncovered;
  const union = (one: readonly string[], other: readonly string[]) => [...new Set([...one, ...other])].sort();
  if (madeFor === flowLogId) {
    const all = { accounts: union(accounts, unreachable.accounts), regions: union(regions, unreachable.regions) };
    return [{ ...all, since, until, cure: { kind: 'extend' } }];
  }
  const isPast = unreachable.accounts.length > 0 || unreachable.regions.length > 0;
  return [
    ...(noDdl === 'all_unreachable'
      ? []
      : [{ accounts, regions, since, until, cure: ddl === null ? { kind: 'unnameable' as const } : { kind: 'statement' as const, ddl } }]),
    ...(isPast ? [{ ...unreachable, since: null, until: null, cure: { kind: 'another_table' as const } }] : []),
  ];
}
