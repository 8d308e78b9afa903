import type { Query, SourceRef } from '../../preload/contract/query.ts';
import { madeTitle, sourceName } from '../flowlogs/titles.ts';

/** What the user says of a run. NULL: nothing. */
export interface OwnWords {
  readonly title: string | null;
  readonly note: string | null;
}

/** What History's search looks through of a run: titles in both languages, the user's own words, source, SQL; lower case, parts on lines of their own. */
export function searchText(source: SourceRef, query: Query, sql: string | null, broughtIn = false, own?: OwnWords): string {
  const words = (['en', 'ja'] as const).flatMap((language) => {
    const name = sourceName(source, language);
    return [name, ...Object.values(madeTitle({ source, query, broughtIn }, language))];
  });
  return [...words, own?.title ?? [], own?.note ?? [], sql ?? ''].flat().join('\n').toLowerCase();
}
