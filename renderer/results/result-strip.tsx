import type { Filter, Overview, ResultColumn } from '../../preload/contract/result.ts';
import { StripChart } from './strip.tsx';

/** Flows over time above the rows, where they are flows that have a start; a part that is dragged over becomes a filter. */
export function ResultStrip({
  columns,
  overview,
  zone,
  onRange,
}: {
  readonly columns: readonly ResultColumn[];
  /** NULL until the first answer. */
  readonly overview: Overview | null;
  readonly zone: string;
  readonly onRange: (filter: Filter) => void;
}) {
  // Counted rows are no flows: an aggregate has its own column for them.
  const isAggregate = columns.some((column) => column.name === 'flows');
  const time = isAggregate ? undefined : columns.find((column) => column.field === 'start' && column.role === 'time');
  if (!time) return null;
  // Its place is kept: the rows that are being read would jump when it comes.
  if (overview === null) return <div className="result-strip result-strip-place" />;
  const { strip } = overview;
  if (!strip || strip.buckets.length <= 1) return null;
  return <StripChart strip={strip} zone={zone} onRange={(from, to) => onRange({ op: 'between', column: time.name, from, to })} />;
}
