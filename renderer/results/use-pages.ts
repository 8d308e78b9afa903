import { useCallback, useEffect, useReducer, useRef } from 'react';
import type { Cell, View } from '../../preload/contract/result.ts';
import type { Client } from '../api/client.ts';
import { useClient } from '../api/client-context.tsx';

const PAGE = 200;
/** Pages kept: some ten thousand rows. */
const MOST_PAGES = 60;

export interface Pages {
  /** The row if it is here; else it is asked for, and the component drawn again when it comes. */
  readonly row: (index: number) => readonly Cell[] | null;
  /** Rows `from` up to, not including, `to`, asked for where they are missing. @throws RequestError */
  readonly read: (from: number, to: number) => Promise<readonly (readonly Cell[])[]>;
}

interface Kept {
  readonly key: string;
  readonly pages: Map<number, readonly (readonly Cell[])[]>;
  readonly asked: Map<number, Promise<readonly (readonly Cell[])[]>>;
}

/** The rows of a view, page by page as they come into sight. */
export function usePages(runId: string, view: View): Pages {
  const client = useClient();
  const [, redraw] = useReducer((n: number) => n + 1, 0);
  const key = `${runId} ${JSON.stringify(view)}`;
  const kept = useRef<Kept>({ key, pages: new Map(), asked: new Map() });
  if (kept.current.key !== key) kept.current = { key, pages: new Map(), asked: new Map() };
  const isThere = useRef(true);
  useEffect(() => {
    isThere.current = true;
    return () => {
      isThere.current = false;
    };
  }, []);

  // biome-ignore lint/correctness/useExhaustiveDependencies: `key` is `runId` and `view` by value.
  const row = useCallback(
    (index: number) => {
      const store = kept.current;
      const page = Math.floor(index / PAGE);
      const found = store.pages.get(page);
      if (found) return found[index - page * PAGE] ?? null;
      if (!store.asked.has(page)) {
        // Not in the middle of drawing: a fast scroll passes many pages that nobody stops at.
        void ask(client, store, runId, view, page).then(
          () => isThere.current && store === kept.current && redraw(),
          // Left out: the page is asked for again when it is next in sight.
          () => store.asked.delete(page),
        );
      }
      return null;
    },
    [client, key],
  );

  // biome-ignore lint/correctness/useExhaustiveDependencies: as above.
  const read = useCallback(
    async (from: number, to: number) => {
      const store = kept.current;
      const rows: (readonly Cell[])[] = [];
      for (let page = Math.floor(from / PAGE); page * PAGE < to; page++) {
        const all = store.pages.get(page) ?? (await ask(client, store, runId, view, page));
        rows.push(...all.slice(Math.max(0, from - page * PAGE), to - page * PAGE));
      }
      return rows;
    },
    [client, key],
  );

  return { row, read };
}

async function ask(client: Client, store: Kept, runId: string, view: View, page: number): Promise<readonly (readonly Cell[])[]> {
  const known = store.asked.get(page);
  if (known) return known;
  const answer = client.request('result.page', { runId, view, offset: page * PAGE, limit: PAGE }).then(({ rows }) => {
    store.pages.set(page, rows);
    store.asked.delete(page);
    if (store.pages.size > MOST_PAGES) {
      const oldest = store.pages.keys().next().value;
      if (oldest !== undefined) store.pages.delete(oldest);
    }
    return rows;
  });
  store.asked.set(page, answer);
  return answer;
}
