import { useState } from 'react';
import type { Chart, View } from '../../preload/contract/result.ts';
import { useEvent } from '../api/use-event.ts';
import { type Analysis, useAnalysis } from './use-analysis.ts';

export interface Charting extends Analysis<Chart> {
  /** The chart without its rankings, while these are still made. */
  readonly begun: Chart | null;
}

/** What is drawn of a view, once it is wanted. @param zone by whose days the time is cut */
export function useChart(runId: string, filters: View['filters'], zone: string, isWanted: boolean): Charting {
  const analysis = useAnalysis('result.chart', { runId, view: { filters, sort: null }, zone }, isWanted);
  const key = JSON.stringify([runId, filters, zone]);
  const [told, setTold] = useState<{ readonly key: string; readonly chart: Chart } | null>(null);
  useEvent('chart.begun', ({ runId: id, view, zone: cutIn, chart }) => {
    if (JSON.stringify([id, view.filters, cutIn]) === key) setTold({ key, chart });
  });
  return { ...analysis, begun: told?.key === key ? told.chart : null };
}
