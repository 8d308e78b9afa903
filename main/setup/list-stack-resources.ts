import type { StackResourceSummary } from '@aws-sdk/client-cloudformation';
import type { CloudFormationApi } from '../aws/cloudformation-api.ts';
import { allPages } from './all-pages.ts';

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
