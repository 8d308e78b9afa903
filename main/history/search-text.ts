import type { Query, SourceRef } from '../../preload/contract/query.ts';
import { runTitle, sourceName } from '../flowlogs/titles.ts';

/** What History's search looks through of a run: titles in both languages, source, SQL; lower case, parts on lines of their own. */
export function searchText(source: SourceRef, query: Query, sql: string | null, broughtIn = false): string {
  const words = (['en', 'ja'] as const).flatMap((language) => {
    const name = sourceName(source, language);
    return [name, ...Object.values(runTitle({ source, query, broughtIn }, language))];
  });
  return [...words, sql ?? ''].join('\n').toLowerCase();
}
