/** The stack of a flow log that is still being made, or that failed: found again after a restart, by its tag. */
import type { Stack as AwsStack } from '@aws-sdk/client-cloudformation';
import type { Integration } from '../../../preload/contract/integration.ts';
import { AppError } from '../../app-error.ts';
import { allPages } from '../all-pages.ts';
import { FLOW_LOG_TAG, isMarked } from '../marks.ts';
import type { SetupContext } from '../setup-context.ts';
import { stateOf } from './make-stack.ts';

/**
 * @param integrations what is there already: a stack that somebody else began is known by its table
 * @returns the newest one's id; NULL: none is under way or failed, or the list may not be read
 * @throws AppError of AWS's codes
 */
export async function unfinishedStack(
  { place, clients }: SetupContext,
  flowLogId: string,
  integrations: readonly Integration[],
): Promise<string | null> {
  const tagged = (await stacksOf(clients.cloudFormation(place)))
    .filter(({ Tags }) => isMarked(Tags) && Tags?.some(({ Key, Value }) => Key === FLOW_LOG_TAG && Value === flowLogId))
    .filter(({ StackStatus }) => stateOf(StackStatus ?? '') !== 'ready')
    .sort((one, other) => (other.CreationTime?.getTime() ?? 0) - (one.CreationTime?.getTime() ?? 0));
  const byTable = integrations.find(({ stack }) => stack !== null && stateOf(stack.status) === 'under_way')?.stack?.id;
  return tagged[0]?.StackId ?? byTable ?? null;
}

async function stacksOf(cloudFormation: ReturnType<SetupContext['clients']['cloudFormation']>): Promise<readonly AwsStack[]> {
  try {
    return await allPages<AwsStack>(async (NextToken) => {
      const page = await cloudFormation.describeStacks(NextToken === undefined ? {} : { NextToken });
      return { items: page.Stacks, next: page.NextToken };
    });
  } catch (error) {
    if (error instanceof AppError && error.code === 'access_denied') return [];
    throw error;
  }
}
