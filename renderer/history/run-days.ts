import type { Run } from '../../preload/contract/run.ts';
import { dayKey } from '../i18n/format.ts';

export interface RunDay {
  /** `2026-11-23`, the calendar day in the zone. */
  readonly key: string;
  /** The newest run's moment. */
  readonly instant: Date;
  readonly runs: readonly Run[];
}

/** Runs by day, in the order given. Pure. */
export function runDays(runs: readonly Run[], zone: string): readonly RunDay[] {
  const days: { key: string; instant: Date; runs: Run[] }[] = [];
  for (const run of runs) {
    const instant = new Date(run.createdAt);
    const key = dayKey(instant, zone);
    const last = days.at(-1);
    if (last?.key === key) last.runs.push(run);
    else days.push({ key, instant, runs: [run] });
  }
  return days;
}
