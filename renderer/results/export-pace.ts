/** How long an export still takes, from how fast it has been. Pure. */
import type { Job } from '../../preload/contract/run.ts';

export interface Paced {
  readonly jobId: string;
  /** The first progress that was heard of: what came before it, a sort perhaps, says nothing of the rows. */
  readonly firstDone: number;
  readonly firstMs: number;
  /** NULL: not known yet. */
  readonly leftMs: number | null;
}

/** Before that the pace is chance. */
const LEAST_MS = 1000;

/** @param nowMs Unix milliseconds */
export function paceOf(before: Paced | null, job: Pick<Job, 'id' | 'state' | 'done' | 'total'>, nowMs: number): Paced | null {
  if (job.state !== 'running' || job.done === 0) return before?.jobId === job.id ? before : null;
  if (before?.jobId !== job.id) return { jobId: job.id, firstDone: job.done, firstMs: nowMs, leftMs: null };
  const written = job.done - before.firstDone;
  const tookMs = nowMs - before.firstMs;
  if (job.total === null || written <= 0 || tookMs < LEAST_MS) return { ...before, leftMs: null };
  return { ...before, leftMs: ((job.total - job.done) / written) * tookMs };
}

/** To what an estimate is good for: 10 s below a minute that is not near, a second when it is, else a minute. */
export function roundedUp(milliseconds: number): number {
  const step = milliseconds > 60_000 ? 60_000 : milliseconds > 20_000 ? 10_000 : 1000;
  return Math.max(1000, Math.ceil(milliseconds / step) * step);
}
