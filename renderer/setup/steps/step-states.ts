/** How each step stands, from what is known of the flow log. Pure. */
import { flowLogLacks, isSerious } from '../../../main/flowlogs/flow-log-lacks.ts';
import { isSound } from '../../../main/flowlogs/table-soundness.ts';
import type { Integration, Stack } from '../../../preload/contract/integration.ts';
import type { Run } from '../../../preload/contract/run.ts';
import type { Arrivals, FlowLog } from '../../../preload/contract/setup.ts';
import type { StepState } from './step.tsx';

export const stepNames = ['flowLog', 'arrivals', 'integration', 'ready'] as const;
export type StepName = (typeof stepNames)[number];
export type StepStates = Readonly<Record<StepName, StepState>>;

export interface Known {
  readonly log: FlowLog | null;
  /** NULL: not asked yet, or not to be had. */
  readonly arrivals: Arrivals | null;
  readonly integrations: readonly Integration[] | null;
  readonly stack: Stack | null;
  readonly test: Run | null;
}

export function stepStates({ log, arrivals, integrations, stack, test }: Known): StepStates {
  return {
    flowLog: ofFlowLog(log),
    arrivals: log?.bucket == null || arrivals === null ? 'waiting' : ofArrivals(arrivals),
    integration: ofIntegration(integrations, stack),
    ready: ofTest(test),
  };
}

/** The step to begin with: the first that is not done, or needs a look. */
export function firstOpen(states: StepStates): StepName {
  return stepNames.find((name) => states[name] !== 'done' && states[name] !== 'attention') ?? 'ready';
}

function ofFlowLog(log: FlowLog | null): StepState {
  if (log === null) return 'waiting';
  const lacks = flowLogLacks(log);
  if (lacks.some(isSerious)) return 'failed';
  return lacks.length > 0 ? 'attention' : 'done';
}

function ofArrivals({ newest, reasons }: Arrivals): StepState {
  const holding = reasons.filter(({ holds }) => holds === 'yes').map(({ code }) => code);
  const isEarly = holding.includes('too_early');
  if (holding.some((code) => code !== 'too_early' && code !== 'no_traffic')) return 'failed';
  // Files have come, but no longer do.
  if (newest.length > 0) return reasons.length > 0 && !isEarly ? 'attention' : 'done';
  return isEarly ? 'working' : 'attention';
}

function ofIntegration(integrations: readonly Integration[] | null, stack: Stack | null): StepState {
  if (stack?.state === 'under_way') return 'working';
  if (integrations?.some(isSound)) return 'done';
  if (stack?.state === 'failed') return 'failed';
  return integrations && integrations.length > 0 ? 'attention' : 'waiting';
}

function ofTest(test: Run | null): StepState {
  if (test === null) return 'waiting';
  switch (test.state) {
    case 'saved':
      return test.rowCount === 0 ? 'attention' : 'done';
    case 'failed':
      return 'failed';
    case 'cancelled':
      return 'waiting';
    default:
      return 'working';
  }
}

/**
 * An hour to try a table with, Unix seconds, both ends included: the newest whole hour with files, but for the one that
 * is still going on; where there is none, the last full hour.
 */
export function testWindow(arrivals: Arrivals | null, nowSeconds: number): { readonly from: number; readonly to: number } {
  const begun = Math.floor(nowSeconds / 3600) * 3600;
  const withFiles = (arrivals?.hours ?? []).filter(({ files }) => files > 0).map(({ at }) => at);
  const full = withFiles.filter((at) => at < begun);
  const from = full.length > 0 ? Math.max(...full) : withFiles.length > 0 ? Math.max(...withFiles) : begun - 3600;
  return { from, to: from + 3599 };
}
