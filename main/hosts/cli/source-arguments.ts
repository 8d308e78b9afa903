/** Which source, in words: `--source`, and what of Athena is meant. */
import type { SourceRef } from '../../../preload/contract/query.ts';
import { bad, text } from './words.ts';

/** A source as the words say it. `named`: one of the sources used before, by the name that it was given. */
export type AskedSource = SourceRef | { readonly kind: 'named'; readonly name: string };

export const sourceOptions = {
  source: text,
  profile: text,
  region: text,
  workgroup: text,
  catalog: text,
  database: text,
  table: text,
} as const;

type SourceWords = Partial<Record<'source' | 'profile' | 'region' | 'workgroup' | 'catalog' | 'database' | 'table', string>>;

/** @throws AppError `bad_arguments` for none, and for what is none */
export function readSource(words: SourceWords): AskedSource {
  const word = words.source;
  if (word === undefined) throw bad('Say what to ask: --source sample, folder:PATH, csv:FILE, named:NAME or athena.');
  if (word === 'sample') return { kind: 'sample' };
  if (word.startsWith('folder:') && word.length > 7) return { kind: 'folder', path: word.slice(7) };
  if (word.startsWith('csv:') && word.length > 4) return { kind: 'csv', path: word.slice(4) };
  if (word.startsWith('named:') && word.length > 6) return { kind: 'named', name: word.slice(6) };
  if (word !== 'athena') throw bad(`--source ${word}: give sample, folder:PATH, csv:FILE, named:NAME or athena.`);
  if (!words.table) throw bad('Say which table: --table TABLE.');
  const given = (name: string | undefined) => name ?? null;
  return {
    kind: 'athena',
    profile: given(words.profile),
    region: given(words.region),
    workgroup: given(words.workgroup),
    catalog: given(words.catalog),
    database: given(words.database),
    table: words.table,
  };
}
