/**
 * A stack, followed to its end. Where CloudFormation cannot delete a workgroup because queries ran in it, the workgroup is
 * deleted with its contents and the stack again; only what still does not go is left behind, and told.
 */
import type { StackEvent, StackResourceSummary } from '@aws-sdk/client-cloudformation';
import { AppError } from '../../../app-error.ts';
import { scrub } from '../../../aws/scrub.ts';
import { pagesOf } from '../../all-pages.ts';
import { listStackResources } from '../../list-stacks.ts';
import type { CleanupTarget } from '../cleanup-target.ts';
import { physical, readStack } from '../find/find-stacks.ts';
import { type Acting, changed, type Outcome, unlessGone } from './acting.ts';
import { otherTables } from './delete-one.ts';
import { checkContents } from './delete-workgroup.ts';

type StackTarget = Extract<CleanupTarget, { kind: 'stack' }>;

const FIRST_POLL_MS = 200;
const MOST_POLL_MS = 5000;
/** A custom resource alone may be waited for by CloudFormation for an hour. */
const WITHIN_MS = 75 * 60_000;
const ATTEMPTS = 3;

export async function deleteStack(acting: Acting, target: StackTarget): Promise<Outcome> {
  const { cloudFormation, note } = acting;
  let retained: readonly string[] = [];
  for (let attempt = 1; ; attempt++) {
    const stack = await readStack(cloudFormation, target.stackId);
    if (stack === null) {
      await tellWhatStayed(acting, target);
      return attempt === 1 ? 'gone' : 'done';
    }
    if (stack.status !== 'DELETE_IN_PROGRESS') {
      await checkStack(acting, target, stack.resources);
      const retains = retained.length > 0 ? { RetainResources: [...retained] } : {};
      await cloudFormation.deleteStack({ StackName: target.stackId, ...retains });
    }
    const end = await followed(acting, target);
    if (end === 'done') await tellWhatStayed(acting, target);
    if (end !== 'failed') return end;
    const failures = await failuresOf(acting, target.stackId);
    const reasons = failures.map(({ reason }) => reason).join(' ');
    if (attempt >= ATTEMPTS)
      throw new AppError('stack_failed', 'CloudFormation could not delete the stack.', { details: { reason: reasons } });
    const emptied = await emptyWorkgroups(acting, target, failures);
    if (emptied) continue;
    note('deleted_again', reasons);
    // What failed twice by itself stays behind; the rest goes.
    if (attempt > 1) retained = failures.map(({ logicalId }) => logicalId);
  }
}

/** Nothing goes with the stack that was not in the plan. @throws AppError `cleanup_changed` */
async function checkStack(acting: Acting, target: StackTarget, now: StackTarget['resources']): Promise<void> {
  const known = new Map(target.resources.map(({ logicalId, physicalId }) => [logicalId, physicalId]));
  // An update may have put another thing in the place of one that was planned.
  const fresh = now.filter(({ logicalId, physicalId }) => {
    const planned = known.get(logicalId);
    return planned === undefined || (planned !== '' && physicalId !== '' && physicalId !== planned);
  });
  if (fresh.length > 0) {
    throw changed(
      'The stack makes other things than it did when the plan was made. It stays; plan again.',
      fresh.map(({ logicalId, physicalId }) => [logicalId, physicalId].join(' ').trimEnd()).join(', '),
    );
  }
  const tables = new Set(physical({ resources: target.resources }, 'AWS::Glue::Table').map((id) => id.split('|').at(-1) ?? id));
  for (const database of physical({ resources: now }, 'AWS::Glue::Database')) {
    const others = await otherTables(acting, database, tables);
    if (others.length > 0) {
      throw new AppError('still_in_use', `The stack's database has other tables, which would go with it: ${others.join(', ')}.`, {
        details: { reason: others.join(', ') },
      });
    }
  }
  for (const { name, itemId } of target.workgroups) {
    if (itemId !== null) await unlessGone(() => checkContents(acting, name, itemId));
  }
}

async function followed(acting: Acting, { stackId, resources }: StackTarget): Promise<'done' | 'failed' | 'stopped'> {
  const { cloudFormation, progress, sleep, isStopping } = acting;
  let waited = 0;
  for (let delay = FIRST_POLL_MS; waited < WITHIN_MS; delay = Math.min(delay * 1.5, MOST_POLL_MS)) {
    const stack = await readStack(cloudFormation, stackId);
    progress({ done: resources.length - (stack?.resources.length ?? 0) });
    if (stack === null) return 'done';
    if (stack.status === 'DELETE_FAILED') return 'failed';
    // CloudFormation goes on by itself, and is found at it.
    if (isStopping()) return 'stopped';
    await sleep(delay);
    waited += delay;
  }
  throw new AppError('stack_failed', 'CloudFormation has not come to an end with the stack. Run this again later.', {
    details: { reason: 'DELETE_IN_PROGRESS' },
  });
}

/** CloudFormation knows for 90 days what it left where it is: because it was told to, or its template says so. */
async function tellWhatStayed({ cloudFormation, note, progress }: Acting, { stackId, resources }: StackTarget): Promise<void> {
  let stayed: readonly StackResourceSummary[] = [];
  await unlessGone(async () => {
    stayed = (await listStackResources(cloudFormation, stackId)).filter(({ ResourceStatus }) => ResourceStatus === 'DELETE_SKIPPED');
  });
  if (stayed.length === 0) return;
  note('left_behind', stayed.map(({ ResourceType, PhysicalResourceId = '' }) => `${ResourceType} ${PhysicalResourceId}`).join(', '));
  progress({ done: resources.length - stayed.length });
}

interface Failure {
  readonly logicalId: string;
  readonly type: string;
  readonly physicalId: string;
  /** AWS's own text. */
  readonly reason: string;
}

/** What the last attempt could not delete. */
async function failuresOf(acting: Acting, stackId: string): Promise<readonly Failure[]> {
  return (await eventsOfDeletion(acting, stackId))
    .filter((event) => event.ResourceStatus === 'DELETE_FAILED' && !isOfStack(event, stackId))
    .map((event) => ({
      logicalId: event.LogicalResourceId ?? '',
      type: event.ResourceType ?? '',
      physicalId: event.PhysicalResourceId ?? '',
      reason: scrub(event.ResourceStatusReason ?? ''),
    }));
}

/** Newest first, those since the stack's deletion was begun: of a large stack several pages. */
async function eventsOfDeletion({ cloudFormation }: Acting, stackId: string): Promise<readonly StackEvent[]> {
  const pages = pagesOf<StackEvent>(async (NextToken) => {
    const page = await cloudFormation.describeStackEvents({ StackName: stackId, ...(NextToken === undefined ? {} : { NextToken }) });
    return { items: page.StackEvents, next: page.NextToken };
  });
  const since: StackEvent[] = [];
  for await (const events of pages) {
    const begun = events.findIndex((event) => isOfStack(event, stackId) && event.ResourceStatus === 'DELETE_IN_PROGRESS');
    since.push(...events.slice(0, begun < 0 ? events.length : begun));
    if (begun >= 0) break;
  }
  return since;
}

const isOfStack = ({ PhysicalResourceId }: StackEvent, stackId: string): boolean => PhysicalResourceId === stackId;

/** @returns whether there was one to empty */
async function emptyWorkgroups(acting: Acting, target: StackTarget, failures: readonly Failure[]): Promise<boolean> {
  const full = failures.filter(({ type, reason }) => type === 'AWS::Athena::WorkGroup' && /is not empty/i.test(reason));
  for (const { physicalId, reason } of full) {
    acting.note('not_empty', reason);
    const itemId = target.workgroups.find(({ name }) => name === physicalId)?.itemId ?? null;
    await unlessGone(async () => {
      if (itemId !== null) await checkContents(acting, physicalId, itemId);
      await acting.athena.deleteWorkGroup({ WorkGroup: physicalId, RecursiveDeleteOption: true });
    });
  }
  return full.length > 0;
}
