import { useRef, useState } from 'react';
import type { WireError } from '../../preload/contract/errors.ts';
import type { Filter, Overview, View } from '../../preload/contract/result.ts';
import { useOperation } from '../api/use-operation.ts';

export interface ShownView {
  /** What was asked for. */
  readonly filters: readonly Filter[];
  readonly sort: View['sort'];
  /** What is on the screen: stays until the answer to the next is here, so that nothing jumps. */
  readonly shown: View;
  /** Of the rows on the screen; NULL before the first answer. */
  readonly overview: Overview | null;
  readonly isReading: boolean;
  readonly error: WireError | null;
  readonly add: (filter: Filter) => void;
  readonly remove: (filter: Filter) => void;
  /** Replaces the text that is looked for; empty: none. */
  readonly find: (text: string) => void;
  readonly clear: () => void;
  readonly sortBy: (sort: View['sort']) => void;
  readonly reload: () => void;
}

const same = (a: Filter, b: Filter) => JSON.stringify(a) === JSON.stringify(b);

/**
 * Filters and order of a result, and what they leave of it.
 * @param first filters to begin with
 * @param zone of the dates on the screen; NULL: raw values  @param isWhole all rows are there: until then none is asked about
 */
export function useView(runId: string, zone: string | null, isWhole: boolean, first: readonly Filter[]): ShownView {
  const [filters, setFilters] = useState(first);
  const [sort, setSort] = useState<View['sort']>(null);
  // The order changes no count: the overview is asked without it.
  const answer = useOperation('result.overview', isWhole ? { runId, view: { filters: [...filters], sort: null } } : null);
  const last = useRef<{ readonly overview: Overview; readonly filters: readonly Filter[] } | null>(null);
  if (answer.value) last.current = { overview: answer.value, filters };

  const shown: View = last.current ? { filters: [...last.current.filters], sort } : { filters: [...first], sort };
  return {
    filters,
    sort,
    shown,
    overview: last.current?.overview ?? null,
    isReading: answer.loading,
    error: answer.error,
    // A range of the same column replaces the one before; so does nothing else.
    add: (filter) =>
      setFilters((before) => [
        ...before.filter(
          (each) => !same(each, filter) && !(filter.op === 'between' && each.op === 'between' && each.column === filter.column),
        ),
        filter,
      ]),
    remove: (filter) => setFilters((before) => before.filter((each) => !same(each, filter))),
    find: (text) =>
      setFilters((before) => [
        ...before.filter((each) => each.op !== 'find'),
        ...(text === '' ? [] : [{ op: 'find' as const, text, zone }]),
      ]),
    clear: () => setFilters([]),
    sortBy: setSort,
    reload: answer.reload,
  };
}
