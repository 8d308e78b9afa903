/** What every part of finding works with. */
import type { FlowLog } from '../../../../preload/contract/setup.ts';
import type { Services } from '../cleanup-context.ts';
import type { CleanupTarget, Found } from '../cleanup-target.ts';
import type { ObjectLists } from '../object-lists.ts';
import type { Catalog } from './catalog.ts';
import type { Reading } from './reading.ts';

export interface Finding extends Services, Reading {
  readonly cleanupId: string;
  readonly lists: ObjectLists;
  readonly region: string;
  /** NULL: nobody tells. What is found by it is not found then. */
  readonly account: string | null;
  /** Ids of the flow logs that the plan is of; some may be gone. */
  readonly ids: ReadonlySet<string>;
  /** All that are there, of the plan or not. NULL: they may not be read, and anybody may use anything. */
  readonly flowLogs: readonly FlowLog[] | null;
  readonly catalog: Catalog;
  /** What could not be named by a flow log: tables, workgroups, files and buckets of which it is gone. */
  readonly leftovers: boolean;
  nextId(step: Found['step']): string;
}

/** An item with what is usual for one. What somebody else made, uses, or has put into it is not proposed. */
export function found(
  finding: Pick<Finding, 'nextId'>,
  step: Found['step'],
  target: CleanupTarget,
  about: Pick<Found, 'identity' | 'madeBy'> & Partial<Omit<Found, 'step' | 'target'>>,
): Found {
  const { notes = [], needsTyped = false, madeBy } = about;
  return {
    id: finding.nextId(step),
    step,
    name: null,
    count: null,
    bytes: null,
    needsTyped,
    isProposed: madeBy !== 'other' && !needsTyped && notes.length === 0,
    notes,
    ...about,
    target,
  };
}

export const ownFlowLogs = ({ flowLogs, ids }: Pick<Finding, 'flowLogs' | 'ids'>): readonly FlowLog[] =>
  (flowLogs ?? []).filter(({ id }) => ids.has(id));
