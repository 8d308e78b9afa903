/** Stacks of CloudFormation: made, and followed to their end. */
import { randomUUID } from 'node:crypto';
import type { Stack as AwsStack, Capability, StackEvent, StackResourceSummary } from '@aws-sdk/client-cloudformation';
import type { Stack } from '../../../preload/contract/integration.ts';
import { AppError } from '../../app-error.ts';
import type { CloudFormationApi } from '../../aws/cloudformation-api.ts';
import { scrub } from '../../aws/scrub.ts';
import { firstPages } from '../all-pages.ts';
import { listStackResources } from '../list-stacks.ts';
import { FLOW_LOG_TAG, isMarked, isTagValue, TAG, TEMPLATE_TAG } from '../marks.ts';
import type { SetupContext } from '../setup-context.ts';

/** CloudFormation takes no longer template in the request itself, bytes; above it the template has to lie in S3. */
export const MOST_INLINE_BYTES = 51_200;

export interface StackInput {
  readonly name: string;
  readonly flowLogId: string;
  readonly template: { readonly body: string } | { readonly url: string };
  /** `s3://bucket/folder/` where AWS put the template, if it did: a clean-up finds it by that. */
  readonly templateLocation?: string;
  readonly capabilities: readonly string[];
}

/**
 * A stack of that name which Nagare made before, and which did not fail, is that stack.
 * @throws AppError `name_in_use` for another one, `stack_failed` for what is left of an earlier try, and AWS's codes
 */
export async function createStack(
  cloudFormation: Pick<CloudFormationApi, 'createStack' | 'describeStacks'>,
  { name, flowLogId, template, templateLocation = '', capabilities }: StackInput,
): Promise<{ readonly id: string; readonly isNew: boolean }> {
  try {
    const { StackId } = await cloudFormation.createStack({
      StackName: name,
      ...('body' in template ? { TemplateBody: template.body } : { TemplateURL: template.url }),
      Capabilities: capabilities as Capability[],
      Tags: [
        { Key: TAG.key, Value: TAG.value },
        { Key: FLOW_LOG_TAG, Value: flowLogId },
        // A place that no tag can hold is not remembered: the stack is made all the same.
        ...(isTagValue(templateLocation) ? [{ Key: TEMPLATE_TAG, Value: templateLocation }] : []),
      ],
      ClientRequestToken: randomUUID(),
    });
    if (StackId === undefined) throw new AppError('stack_failed', 'CloudFormation made no stack, and did not say why.');
    return { id: StackId, isNew: true };
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'name_in_use') throw error;
    const found = await describe(cloudFormation, name);
    if (!found || !isMarked(found.Tags)) {
      throw new AppError('name_in_use', `There is a stack ${name} already. Choose another name.`, { details: { name } });
    }
    if (stateOf(found.StackStatus ?? '') === 'failed') {
      throw new AppError('stack_failed', `The stack ${name} failed before and is still there. Delete it, or choose another name.`, {
        details: { name, status: found.StackStatus ?? '', reason: scrub(found.StackStatusReason ?? '') },
      });
    }
    return { id: found.StackId ?? name, isNew: false };
  }
}

/** How far it is. A stack that is gone is told as such. @throws AppError of AWS's codes */
export async function readStack({ place, clients }: SetupContext, stackId: string): Promise<Stack> {
  const cloudFormation = clients.cloudFormation(place);
  const found = await describe(cloudFormation, stackId);
  if (!found) return { id: stackId, name: stackId, status: 'DELETE_COMPLETE', reason: null, state: 'gone', events: [], source: null };
  const events = await firstPages<StackEvent>(async (token) => {
    const page = await cloudFormation.describeStackEvents({ StackName: stackId, ...(token === undefined ? {} : { NextToken: token }) });
    return { items: page.StackEvents, next: page.NextToken };
  }, 10);
  const status = found.StackStatus ?? '';
  const state = stateOf(status);
  const resources = state === 'ready' ? await listStackResources(cloudFormation, stackId) : [];
  return {
    id: found.StackId ?? stackId,
    name: found.StackName ?? stackId,
    status,
    reason: told(found.StackStatusReason),
    state,
    events: events.toReversed().map((event) => ({
      at: event.Timestamp?.toISOString() ?? '',
      logicalId: event.LogicalResourceId ?? '',
      type: event.ResourceType ?? '',
      status: event.ResourceStatus ?? '',
      reason: told(event.ResourceStatusReason),
    })),
    source: sourceOfResources(place, resources),
  };
}

const told = (reason: string | undefined): string | null => (reason === undefined ? null : scrub(reason));

/** What can be queried once the stack is there; NULL: it made no table. */
function sourceOfResources(place: SetupContext['place'], resources: readonly StackResourceSummary[]): Stack['source'] {
  const physical = (type: string) => resources.find((each) => each.ResourceType === type)?.PhysicalResourceId ?? null;
  // Glue's physical ids are names; a table's may have its database before it.
  const table = physical('AWS::Glue::Table')?.split('|').at(-1) ?? null;
  if (table === null) return null;
  return {
    kind: 'athena',
    ...place,
    workgroup: physical('AWS::Athena::WorkGroup'),
    catalog: null,
    database: physical('AWS::Glue::Database'),
    table,
  };
}

/**
 * A stack that is whole. One whose update or import was taken back is what it was before, and in use; one whose making
 * was taken back (`ROLLBACK_COMPLETE`) has nothing left.
 */
const READY = /^(CREATE|UPDATE|IMPORT|UPDATE_ROLLBACK|IMPORT_ROLLBACK)_COMPLETE$/;

/** @param status CloudFormation's own, as `CREATE_IN_PROGRESS` */
export function stateOf(status: string): Stack['state'] {
  if (READY.test(status)) return 'ready';
  if (status === 'DELETE_COMPLETE') return 'gone';
  return /_IN_PROGRESS$/.test(status) ? 'under_way' : 'failed';
}

/** Undefined: there is none, of which CloudFormation makes an error without a code of its own. */
async function describe(cloudFormation: Pick<CloudFormationApi, 'describeStacks'>, name: string): Promise<AwsStack | undefined> {
  try {
    return (await cloudFormation.describeStacks({ StackName: name })).Stacks?.[0];
  } catch (error) {
    if (error instanceof AppError && /does not exist/i.test(String(error.details.reason ?? ''))) return undefined;
    throw error;
  }
}
