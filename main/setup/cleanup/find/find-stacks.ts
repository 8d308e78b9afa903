/** Stacks that made what belongs to these flow logs, and the log groups that their functions write. */
import type { StackResourceSummary } from '@aws-sdk/client-cloudformation';
import { AppError } from '../../../app-error.ts';
import type { CloudFormationApi } from '../../../aws/cloudformation-api.ts';
import { bounded } from '../../../jobs/bounded.ts';
import { flowLogOfTags, listStackResources, listStacks, tagOf } from '../../list-stacks.ts';
import { isMarked, TEMPLATE_TAG } from '../../marks.ts';
import type { Found, StackResource } from '../cleanup-target.ts';
import { databaseOfFlowLog, flowLogOfDatabase, flowLogOfWorkgroup } from '../integration-names.ts';
import { flowLogOf, tablesOfOthers } from './catalog.ts';
import type { OwnWorkgroup } from './find-workgroups.ts';
import { type Finding, found } from './finding.ts';

const WIDTH = 4;

export interface OwnStack {
  readonly id: string;
  readonly name: string;
  readonly status: string;
  readonly isMarked: boolean;
  /** By its tag; NULL: it has none, or is not Nagare's. */
  readonly flowLogId: string | null;
  /** `s3://bucket/folder/` of the template that it was made of; NULL: it does not say. */
  readonly template: string | null;
  readonly resources: readonly StackResource[];
}

/** What an integration is made of. A stack that holds anything else is somebody's own, and takes it along. */
export const INTEGRATION =
  /^(AWS::Glue::(Database|Table|Partition)|AWS::Athena::(WorkGroup|NamedQuery)|AWS::IAM::(Role|Policy)|AWS::Lambda::(Function|Permission)|AWS::Events::Rule|AWS::CloudFormation::CustomResource|Custom::\w+)$/;

/** Every stack that is there, with its resources: only this finds what is left of flow logs that nobody names. */
export async function allStacks(cloudFormation: CloudFormationApi): Promise<readonly OwnStack[]> {
  const stacks = await listStacks(cloudFormation);
  const read = await bounded(stacks, WIDTH, (stack) => readStack(cloudFormation, stack.StackId ?? ''));
  return read.flatMap((each) => each ?? []);
}

/** Ids of the stacks that hold one of these things, by their physical ids. */
async function stacksHolding(cloudFormation: CloudFormationApi, physicalIds: readonly string[]): Promise<readonly string[]> {
  const ids = await bounded(physicalIds, WIDTH, async (PhysicalResourceId) => {
    try {
      return (await cloudFormation.describeStackResources({ PhysicalResourceId })).StackResources?.[0]?.StackId ?? null;
    } catch (error) {
      // CloudFormation has no code of its own for what is in no stack.
      if (error instanceof AppError && /does not exist/i.test(String(error.details.reason ?? ''))) return null;
      throw error;
    }
  });
  return ids.flatMap((id) => id ?? []);
}

/** NULL: it is gone. @throws AppError of AWS's codes */
export async function readStack(
  cloudFormation: Pick<CloudFormationApi, 'describeStacks' | 'listStackResources'>,
  id: string,
): Promise<OwnStack | null> {
  try {
    const { Stacks: [stack] = [] } = await cloudFormation.describeStacks({ StackName: id });
    if (!stack || stack.StackStatus === 'DELETE_COMPLETE') return null;
    const resources = await listStackResources(cloudFormation, id);
    return {
      id: stack.StackId ?? id,
      name: stack.StackName ?? id,
      status: stack.StackStatus ?? '',
      isMarked: isMarked(stack.Tags),
      flowLogId: flowLogOfTags(stack.Tags),
      template: tagOf(stack.Tags, TEMPLATE_TAG),
      resources: resources.filter(({ ResourceStatus }) => !/^DELETE_(COMPLETE|SKIPPED)$/.test(ResourceStatus ?? '')).map(resourceOf),
    };
  } catch (error) {
    if (error instanceof AppError && /does not exist/i.test(String(error.details.reason ?? ''))) return null;
    throw error;
  }
}

const resourceOf = ({ LogicalResourceId = '', ResourceType = '', PhysicalResourceId = '' }: StackResourceSummary): StackResource => ({
  logicalId: LogicalResourceId,
  type: ResourceType,
  physicalId: PhysicalResourceId,
});

export const physical = ({ resources }: Pick<OwnStack, 'resources'>, type: string): readonly string[] =>
  resources.filter((each) => each.type === type && each.physicalId !== '').map(({ physicalId }) => physicalId);

/**
 * Of which flow log there was to be a stack whose making was taken back: nothing of it is left but its name. What a stack
 * still has tells better than its tag whose it is. NULL: it has something, or no tag.
 */
const flowLogOfNothing = ({ flowLogId, resources }: OwnStack): string | null => (resources.length === 0 ? flowLogId : null);

/** The flow logs that a stack's things are named after, or that one of which nothing is left was for. */
export const flowLogsOfStack = (stack: OwnStack): readonly string[] => [
  ...[flowLogOfNothing(stack) ?? []].flat(),
  ...physical(stack, 'AWS::Glue::Database').flatMap((name) => flowLogOfDatabase(name) ?? []),
  ...physical(stack, 'AWS::Athena::WorkGroup').flatMap((name) => flowLogOfWorkgroup(name) ?? []),
];

/** @param all where every stack was read; NULL: they are searched by what is known */
export async function readStacks(
  finding: Finding,
  workgroups: readonly OwnWorkgroup[],
  all: readonly OwnStack[] | null,
): Promise<readonly OwnStack[]> {
  const { ids, catalog, cloudFormation, unlessDenied } = finding;
  const databases = catalog.filter(({ mark }) => ids.has(mark ?? '')).map(({ name }) => name);
  const tables = catalog.flatMap((each) => each.tables ?? []).filter((table) => ids.has(flowLogOf(table) ?? ''));
  const names = new Set([
    ...[...ids].map(databaseOfFlowLog),
    ...ids,
    ...databases,
    ...tables.map(({ table }) => table),
    ...workgroups.map(({ name }) => name),
  ]);
  const isMeant = (stack: OwnStack) =>
    ids.has(flowLogOfNothing(stack) ?? '') || stack.resources.some(({ physicalId }) => names.has(physicalId));
  if (all !== null) return all.filter(isMeant);
  const tagged = (await unlessDenied('cloudformation:DescribeStacks', listStacks(cloudFormation), []))
    .filter(({ Tags }) => ids.has(flowLogOfTags(Tags) ?? ''))
    .flatMap(({ StackId }) => StackId ?? []);
  const holding = await stacksHolding(cloudFormation, [...names]);
  const read = await bounded([...new Set([...holding, ...tagged])], WIDTH, (id) => readStack(cloudFormation, id));
  // Of those that are known by their tag alone, only one of which nothing is left.
  return read.flatMap((stack) => (stack !== null && (holding.includes(stack.id) || isMeant(stack)) ? stack : []));
}

export function stackItems(finding: Finding, stacks: readonly OwnStack[], workgroupItems: readonly Found[]): readonly Found[] {
  const { ids, catalog } = finding;
  const isOwn = (stack: OwnStack, { type, physicalId }: StackResource): boolean => {
    if (!INTEGRATION.test(type)) return false;
    if (type === 'AWS::Glue::Database') {
      const database = catalog.find(({ name }) => name === physicalId);
      const tables = database?.tables ?? [];
      const holdsOwn = stack.isMarked && tables.length > 0 && tables.every((table) => ids.has(flowLogOf(table) ?? ''));
      return ids.has(flowLogOfDatabase(physicalId) ?? '') || ids.has(database?.mark ?? '') || holdsOwn;
    }
    // The workgroup of a stack that Nagare made is for its table, whatever its name.
    return type !== 'AWS::Athena::WorkGroup' || stack.isMarked || ids.has(flowLogOfWorkgroup(physicalId) ?? '');
  };
  return stacks.map((stack) => {
    const strange = stack.resources.filter((each) => !(each.physicalId === '' || isOwn(stack, each)));
    const workgroups = physical(stack, 'AWS::Athena::WorkGroup').map((name) => ({
      name,
      item: workgroupItems.find(({ target }) => target.kind === 'workgroup' && target.workgroup === name) ?? null,
    }));
    // A workgroup that is no item of the plan goes with its stack all the same, whoever uses it.
    const users = workgroups
      .flatMap(({ name, item }) => (item === null ? tablesOfOthers(name, finding) : []))
      .map((each) => `${each.database}.${each.table}`);
    const inUse = users.length > 0 ? [{ code: 'used_elsewhere' as const, about: users.join(', ') }] : [];
    const holdsMore = strange.map(({ type, physicalId }) => `${type} ${physicalId}`).join(', ');
    const target = {
      kind: 'stack' as const,
      stackId: stack.id,
      resources: stack.resources,
      workgroups: workgroups.map(({ name, item }) => ({ name, itemId: item?.id ?? null })),
    };
    return found(finding, 'stack', target, {
      identity: stack.id,
      name: stack.name,
      count: stack.resources.length,
      madeBy: holdsMore !== '' ? 'other' : stack.isMarked ? 'nagare' : 'aws',
      // Other people's things go with it: only somebody who has read what they are may say so.
      needsTyped: holdsMore !== '',
      notes: [
        ...(holdsMore === '' ? [] : [{ code: 'holds_more' as const, about: holdsMore }]),
        ...workgroups.flatMap(({ item }) => item?.notes ?? []),
        ...inUse,
      ],
    });
  });
}

/**
 * Log groups of the stacks' functions: CloudFormation does not know them. One that is not there yet is in the plan as
 * well: the function writes it when the stack is deleted.
 */
export async function logGroupItems(finding: Finding, stacks: readonly Found[]): Promise<readonly Found[]> {
  const { logs, unlessDenied } = finding;
  // Functions of a stack that holds other things as well may be somebody's own.
  const functions = stacks.flatMap(({ target, madeBy }) =>
    target.kind === 'stack' && madeBy !== 'other' ? physical(target, 'AWS::Lambda::Function') : [],
  );
  const items: Found[] = [];
  for (const name of functions) {
    const logGroup = `/aws/lambda/${name.split(':').at(-1)}`;
    const { logGroups } = await unlessDenied<{
      logGroups?: { logGroupName?: string | undefined; storedBytes?: number | undefined }[] | undefined;
    }>('logs:DescribeLogGroups', logs.describeLogGroups({ logGroupNamePrefix: logGroup }), {});
    const there = (logGroups ?? []).find((each) => each.logGroupName === logGroup);
    items.push(
      found(
        finding,
        'log_group',
        { kind: 'log_group', logGroup },
        { identity: logGroup, bytes: there?.storedBytes ?? null, madeBy: 'aws' },
      ),
    );
  }
  return items;
}
