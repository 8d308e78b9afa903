import { useRef, useState } from 'react';
import type { WireError } from '../../preload/contract/errors.ts';
import type { ColumnRole, Filter, Overview, View } from '../../preload/contract/result.ts';
import { useEvent } from '../api/use-event.ts';
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
  /** Rows read for what was asked for; NULL where nothing is told of it. */
  readonly progress: { readonly done: number; readonly total: number } | null;
  readonly error: WireError | null;
  readonly add: (filter: Filter) => void;
  /** Puts a filter in the place of another. */
  readonly replace: (before: Filter, after: Filter) => void;
  readonly remove: (filter: Filter) => void;
  /** Replaces the text that is looked for; empty: none. */
  readonly find: (text: string) => void;
  readonly clear: () => void;
  readonly sortBy: (sort: View['sort']) => void;
  /** Back to what is on the screen: what was asked for is not waited for any more. */
  readonly stop: () => void;
  readonly reload: () => void;
}

/** How columns are read: text is looked for in what is on the screen. */
export interface FindIn {
  /** Of the dates; NULL: raw values. */
  readonly zone: string | null;
  /** The columns that are dates, by name. */
  readonly roles: Readonly<Record<string, ColumnRole>>;
}

const same = (a: Filter, b: Filter) => JSON.stringify(a) === JSON.stringify(b);

/** A range of the same column replaces the one before; so does nothing else. */
function added(before: readonly Filter[], filter: Filter): readonly Filter[] {
  const isReplaced = (each: Filter) => filter.op === 'between' && each.op === 'between' && each.column === filter.column;
  return [...before.filter((each) => !same(each, filter) && !isReplaced(each)), filter];
}

/**
 * Filters and order of a result, and what they leave of it.
 * @param first filters to begin with  @param isWhole all rows are there: until then none is asked about
 */
export function useView(runId: string, findIn: FindIn, isWhole: boolean, first: readonly Filter[]): ShownView {
  const [chosen, setFilters] = useState(first);
  const [sort, setSort] = useState<View['sort']>(null);
  // Dates may be read otherwise by now than when the text was typed.
  const filters = chosen.map((filter) => (filter.op === 'find' ? { ...filter, ...findIn } : filter));
  const view: View = { filters, sort };
  // The order changes no count: the overview is asked without it.
  const counted = useOperation('result.overview', isWhole ? { runId, view: { filters, sort: null } } : null);
  const made = useOperation('result.prepare', isWhole ? { runId, view } : null);
  const last = useRef<{ readonly overview: Overview; readonly view: View } | null>(null);
  if (counted.value && made.value) last.current = { overview: counted.value, view };

  const key = JSON.stringify(view);
  const [told, setTold] = useState<{ readonly key: string; readonly done: number; readonly total: number } | null>(null);
  useEvent('view.progress', ({ runId: of, view: which, done, total }) => {
    if (of === runId) setTold({ key: JSON.stringify(which), done, total });
  });

  return {
    filters,
    sort,
    shown: last.current?.view ?? { filters: [...first], sort: null },
    overview: last.current?.overview ?? null,
    isReading: counted.loading || made.loading,
    progress: made.loading && told?.key === key ? told : null,
    error: made.error ?? counted.error,
    add: (filter) => setFilters((before) => added(before, filter)),
    replace: (old, next) =>
      setFilters((before) => {
        const at = before.findIndex((each) => same(each, old));
        const rest = before.filter((each) => !same(each, old) && !same(each, next));
        return at < 0 ? added(before, next) : [...rest.slice(0, at), next, ...rest.slice(at)];
      }),
    remove: (filter) => setFilters((before) => before.filter((each) => !same(each, filter))),
    find: (text) =>
      setFilters((before) => [
        ...before.filter((each) => each.op !== 'find'),
        ...(text === '' ? [] : [{ op: 'find' as const, text, ...findIn }]),
      ]),
    clear: () => setFilters([]),
    sortBy: setSort,
    stop() {
      setFilters(last.current?.view.filters ?? first);
      setSort(last.current?.view.sort ?? null);
    },
    reload() {
      counted.reload();
      made.reload();
    },
  };
}
