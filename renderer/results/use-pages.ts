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

type Rows = readonly (readonly Cell[])[];

interface Page {
  readonly rows: Rows;
  /** How many rows there were in all when it was asked for. */
  readonly rowCount: number;
}

interface Kept {
  readonly key: string;
  readonly pages: Map<number, Page>;
  readonly asked: Map<number, Promise<Page>>;
}

/** Whether rows have come since that belong to it. */
const isShort = (page: Page, rowCount: number) => page.rows.length < PAGE && page.rowCount < rowCount;

/** The rows of a view, page by page as they come into sight. @param rowCount may grow: a page that was not full is asked for again */
export function usePages(runId: string, view: View, rowCount: number): Pages {
  const client = useClient();
  const [, redraw] = useReducer((n: number) => n + 1, 0);
  const key = `${runId} ${JSON.stringify(view)}`;
  const kept = useRef<Kept>({ key, pages: new Map(), asked: new Map() });
  if (kept.current.key !== key) kept.current = { key, pages: new Map(), asked: new Map() };
  const count = useRef(rowCount);
  count.current = rowCount;
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
      const at = index - page * PAGE;
      if (found && !isShort(found, count.current)) return found.rows[at] ?? null;
      if (!store.asked.has(page)) {
        // Not in the middle of drawing: a fast scroll passes many pages that nobody stops at.
        void ask(client, store, runId, view, page, count.current).then(
          () => isThere.current && store === kept.current && redraw(),
          // Left out: the page is asked for again when it is next in sight.
          () => store.asked.delete(page),
        );
      }
      return found?.rows[at] ?? null;
    },
    [client, key],
  );

  // biome-ignore lint/correctness/useExhaustiveDependencies: as above.
  const read = useCallback(
    async (from: number, to: number) => {
      const store = kept.current;
      const rows: (readonly Cell[])[] = [];
      for (let page = Math.floor(from / PAGE); page * PAGE < to; page++) {
        const kept = store.pages.get(page);
        const all = kept && !isShort(kept, count.current) ? kept : await ask(client, store, runId, view, page, count.current);
        rows.push(...all.rows.slice(Math.max(0, from - page * PAGE), to - page * PAGE));
      }
      return rows;
    },
    [client, key],
  );

  return { row, read };
}

async function ask(client: Client, store: Kept, runId: string, view: View, page: number, rowCount: number): Promise<Page> {
  const known = store.asked.get(page);
  if (known) return known;
  const answer = client.request('result.page', { runId, view, offset: page * PAGE, limit: PAGE }).then(({ rows }) => {
    const read: Page = { rows, rowCount };
    store.pages.set(page, read);
    store.asked.delete(page);
    if (store.pages.size > MOST_PAGES) {
      const oldest = store.pages.keys().next().value;
      if (oldest !== undefined) store.pages.delete(oldest);
    }
    return read;
  });
  store.asked.set(page, answer);
  return answer;
}
