/** The stack of a flow log that is still being made, or that failed: found again after a restart, by its tag. */
import type { Integration } from '../../../preload/contract/integration.ts';
import { AppError } from '../../app-error.ts';
import { isSound } from '../../flowlogs/table-soundness.ts';
import { flowLogOfTags, listStacks } from '../list-stacks.ts';
import type { SetupContext } from '../setup-context.ts';
import { stateOf } from './make-stack.ts';

/**
 * @param integrations what is there already: a stack that somebody else began is known by its table
 * @returns the id of the newest one, where that is under way, or failed and no table took its place; NULL: there is none,
 * or the list cannot be had: nothing else of the flow log depends on it
 */
export async function unfinishedStack(
  { place, clients }: SetupContext,
  flowLogId: string,
  integrations: readonly Integration[],
): Promise<string | null> {
  const [newest] = (await stacksOf(clients.cloudFormation(place)))
    .filter(({ Tags, StackStatus }) => flowLogOfTags(Tags) === flowLogId && !isBeingDeleted(StackStatus ?? ''))
    .sort((one, other) => (other.CreationTime?.getTime() ?? 0) - (one.CreationTime?.getTime() ?? 0));
  const state = newest ? stateOf(newest.StackStatus ?? '') : null;
  const isTold = state === 'under_way' || (state === 'failed' && !integrations.some(isSound));
  const byTable = integrations.find(
    ({ stack }) => stack !== null && stateOf(stack.status) === 'under_way' && !isBeingDeleted(stack.status),
  );
  return (isTold ? newest?.StackId : null) ?? byTable?.stack?.id ?? null;
}

/** What is taken away is no table in the making, also where that failed: the clean-up tells of it. */
const isBeingDeleted = (status: string): boolean => status.startsWith('DELETE_');

async function stacksOf(cloudFormation: ReturnType<SetupContext['clients']['cloudFormation']>): ReturnType<typeof listStacks> {
  try {
    return await listStacks(cloudFormation);
  } catch (error) {
    if (error instanceof AppError) return [];
    throw error;
  }
}
