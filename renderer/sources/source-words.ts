import { sourceName } from '../../main/flowlogs/titles.ts';
import type { SourceRef } from '../../preload/contract/query.ts';
import type { texts } from '../query/texts.ts';

/**
 * A source's name and, quieter, where it is.
 * @param given what the user calls it  @param region the profile's own, where the source names none
 */
export function sourceWords(
  source: SourceRef,
  t: (typeof texts)['en'],
  given: string | null = null,
  region: string | null = null,
): { readonly name: string; readonly detail: string } {
  switch (source.kind) {
    case 'sample':
      return { name: t.sample, detail: t.sampleDetail };
    case 'folder':
    case 'csv':
      return { name: given ?? sourceName(source, 'en'), detail: source.path };
    case 'athena': {
      const table = source.database === null ? source.table : `${source.database}.${source.table}`;
      const parts = [source.profile ?? t.defaultCredentials, source.region ?? region, source.workgroup, table];
      const name = given ?? sourceName(source, 'en');
      return { name, detail: parts.filter((part) => part !== null && part !== name).join(' · ') };
    }
  }
}
