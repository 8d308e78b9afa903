import { useState } from 'react';
import type { WireError } from '../../preload/contract/errors.ts';
import type { ColumnSummary, View } from '../../preload/contract/result.ts';
import { useEvent } from '../api/use-event.ts';
import { useAnalysis } from './use-analysis.ts';

export interface Summary {
  /** By the column's name, as far as they are here. */
  readonly columns: ReadonlyMap<string, ColumnSummary>;
  readonly isOver: boolean;
  readonly error: WireError | null;
  readonly reload: () => void;
}

const none: ReadonlyMap<string, ColumnSummary> = new Map();

/** What the columns hold in the rows of a view, each as soon as it is known. @param names in the order in which they are wanted */
export function useSummary(runId: string, filters: View['filters'], names: readonly string[], isWanted: boolean): Summary {
  const analysis = useAnalysis('result.summary', { runId, view: { filters, sort: null }, columns: [...names] }, isWanted);
  const key = JSON.stringify([runId, filters]);
  const [told, setTold] = useState({ key, columns: none });
  useEvent('summary.column', ({ runId: id, view, summary }) => {
    if (JSON.stringify([id, view.filters]) !== key) return;
    setTold((before) => ({ key, columns: new Map(before.key === key ? before.columns : none).set(summary.column, summary) }));
  });
  return {
    columns: analysis.value ? byName(analysis.value.columns) : told.key === key ? told.columns : none,
    isOver: analysis.value !== null,
    error: analysis.error,
    reload: analysis.reload,
  };
}

const byName = (columns: readonly ColumnSummary[]) => new Map(columns.map((summary) => [summary.column, summary] as const));
