/** Stacks of a place, and what they are made of. */
import type { Stack, StackResourceSummary } from '@aws-sdk/client-cloudformation';
import type { CloudFormationApi } from '../aws/cloudformation-api.ts';
import { allPages } from './all-pages.ts';
import { FLOW_LOG_TAG, isMarked } from './marks.ts';

/** All that are there or under way, each with its tags. @throws AppError of AWS's codes */
export async function listStacks(cloudFormation: Pick<CloudFormationApi, 'describeStacks'>): Promise<readonly Stack[]> {
  return allPages<Stack>(async (NextToken) => {
    const page = await cloudFormation.describeStacks(NextToken === undefined ? {} : { NextToken });
    return { items: page.Stacks, next: page.NextToken };
  });
}

/** The flow log that Nagare made it for; NULL: Nagare did not make it, or the stack has no such tag. */
export const flowLogOfTags = (tags: Stack['Tags']): string | null => (isMarked(tags) ? tagOf(tags, FLOW_LOG_TAG) : null);

/** NULL: the stack has no such tag. */
export const tagOf = (tags: Stack['Tags'], key: string): string | null => tags?.find(({ Key }) => Key === key)?.Value ?? null;

/**
 * Everything that a stack is made of. `DescribeStackResources` would stop after 100 without a word
 * (docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_DescribeStackResources.html).
 * @param StackName its name or id; of a deleted one the id, for 90 days. @throws AppError of AWS's codes
 */
export async function listStackResources(
  cloudFormation: Pick<CloudFormationApi, 'listStackResources'>,
  StackName: string,
): Promise<readonly StackResourceSummary[]> {
  return allPages<StackResourceSummary>(async (NextToken) => {
    const page = await cloudFormation.listStackResources({ StackName, ...(NextToken === undefined ? {} : { NextToken }) });
    return { items: page.StackResourceSummaries, next: page.NextToken };
  });
}
