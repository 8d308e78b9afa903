import { createContext, type ReactNode, useContext, useSyncExternalStore } from 'react';
import type { QueryState } from './query-state.ts';
import type { QueryStore } from './query-store.ts';

const QueryContext = createContext<QueryStore | null>(null);

export function QueryProvider({ store, children }: { readonly store: QueryStore; readonly children: ReactNode }) {
  return <QueryContext value={store}>{children}</QueryContext>;
}

/** @throws Error outside a QueryProvider: a bug. */
export function useQueryStore(): QueryStore {
  const store = useContext(QueryContext);
  if (!store) throw new Error('no query store above this component');
  return store;
}

/** The store's state, drawn again when it changes. */
export function useQueryState(): QueryState {
  const store = useQueryStore();
  return useSyncExternalStore(store.subscribe, store.get);
}
