/** Everything that belongs to some flow logs: looked for, told, written down. Only reads. */
import { type Cleanup, cleanupSteps } from '../../../preload/contract/cleanup.ts';
import type { Persistence } from '../../sources/athena/persist.ts';
import { listFlowLogs } from '../inventory/list-flow-logs.ts';
import { CATALOG_MARK } from '../marks.ts';
import { accountOf, regionOfPlace, type SetupContext } from '../setup-context.ts';
import { patientServices } from './cleanup-context.ts';
import type { Found } from './cleanup-target.ts';
import { readCatalog } from './find/catalog.ts';
import { findBuckets, findLeftBuckets } from './find/find-buckets.ts';
import { findCatalog } from './find/find-catalog.ts';
import { findLogFiles } from './find/find-log-files.ts';
import { findPolicies } from './find/find-policy.ts';
import { findResults } from './find/find-results.ts';
import { allStacks, flowLogsOfStack, logGroupItems, readStacks, stackItems } from './find/find-stacks.ts';
import { findTemplates } from './find/find-template.ts';
import { listWorkgroups, readWorkgroups, workgroupItems } from './find/find-workgroups.ts';
import { type Finding, found, ownFlowLogs } from './find/finding.ts';
import { createReading } from './find/reading.ts';
import { flowLogOfDatabase, flowLogOfWorkgroup } from './integration-names.ts';
import type { ObjectLists } from './object-lists.ts';

export interface PlanRequest {
  readonly cleanupId: string;
  readonly flowLogIds: readonly string[];
  readonly leftovers: boolean;
}

export interface CleanupPlan extends Pick<Cleanup, 'account' | 'region' | 'unread'> {
  readonly flowLogIds: readonly string[];
  /** In the order in which they are carried out. */
  readonly items: readonly Found[];
}

/** @throws AppError where nothing can be found: credentials, region, network, a disk that is full */
export async function planCleanup(
  context: SetupContext,
  request: PlanRequest,
  lists: ObjectLists,
  persistence: Persistence,
  cancel: AbortSignal,
): Promise<CleanupPlan> {
  const services = patientServices(context, persistence, { cancel });
  const reading = createReading();
  const { unlessDenied } = reading;
  const [region, account] = await Promise.all([
    regionOfPlace(context.place),
    unlessDenied<string | null>('sts:GetCallerIdentity', accountOf(context), null),
  ]);
  const [flowLogs, catalog, groups] = await Promise.all([
    unlessDenied('ec2:DescribeFlowLogs', listFlowLogs(services.ec2), null),
    unlessDenied('glue:GetDatabases', readCatalog(services.glue, reading), []),
    unlessDenied('athena:ListWorkGroups', listWorkgroups(services.athena), []),
  ]);
  const everyStack = request.leftovers
    ? await unlessDenied('cloudformation:DescribeStacks', allStacks(services.cloudFormation), null)
    : null;
  const named = [
    ...catalog.flatMap(({ name, mark, tables }) => [
      flowLogOfDatabase(name),
      mark,
      ...(tables ?? []).map((table) => table.parameters[CATALOG_MARK] ?? null),
    ]),
    ...groups.map(({ Name = '' }) => flowLogOfWorkgroup(Name)),
    ...(everyStack ?? []).flatMap(flowLogsOfStack),
  ].flatMap((id) => id ?? []);
  // Where flow logs may not be read, none is known to be gone.
  const isGone = (id: string) => flowLogs?.every((each) => each.id !== id) ?? false;
  const ids = new Set([...request.flowLogIds, ...(request.leftovers ? named.filter(isGone) : [])]);
  const finding: Finding = {
    ...services,
    ...reading,
    cleanupId: request.cleanupId,
    lists,
    region,
    account,
    ids,
    flowLogs,
    catalog,
    leftovers: request.leftovers,
    nextId: counter(),
  };
  const items = await findItems(finding, groups, everyStack);
  const order = (item: Found) => cleanupSteps.indexOf(item.step);
  return { account, region, flowLogIds: [...ids], items: items.toSorted((a, b) => order(a) - order(b)), unread: unique(reading.unread) };
}

async function findItems(
  finding: Finding,
  groups: Awaited<ReturnType<typeof listWorkgroups>>,
  everyStack: Awaited<ReturnType<typeof allStacks>> | null,
): Promise<readonly Found[]> {
  const { unlessDenied } = finding;
  const workgroups = await readWorkgroups(finding, groups);
  const ofWorkgroups = await workgroupItems(finding, workgroups);
  const stacks = await unlessDenied('cloudformation:DescribeStackResources', readStacks(finding, workgroups, everyStack), []);
  const ofStacks = stackItems(finding, stacks, ofWorkgroups);
  const left = await findLeftBuckets(finding);
  const templates = await findTemplates(finding, { workgroups, stacks, left });
  const results = await findResults(finding, workgroups, groups, templates);
  const objects = [...results, ...templates, ...(await findLogFiles(finding, left))];
  return [
    ...flowLogItems(finding),
    ...ofWorkgroups,
    ...ofStacks,
    ...(await findCatalog(finding, ofStacks)),
    ...(await logGroupItems(finding, ofStacks)),
    ...objects,
    ...(await findPolicies(finding)),
    ...(await findBuckets(finding, left, objects)),
  ];
}

/** They were asked for by name: whoever made them, they are proposed. */
function flowLogItems(finding: Finding): readonly Found[] {
  return ownFlowLogs(finding).map(({ id, name, byNagare }) => ({
    ...found(finding, 'flow_log', { kind: 'flow_log', flowLogId: id }, { identity: id, name, madeBy: byNagare ? 'nagare' : 'other' }),
    isProposed: true,
  }));
}

function counter(): Finding['nextId'] {
  const counts = new Map<string, number>();
  return (step) => {
    const count = (counts.get(step) ?? 0) + 1;
    counts.set(step, count);
    return `${step}-${count}`;
  };
}

/** Each action once. */
const unique = (unread: Cleanup['unread']): Cleanup['unread'] =>
  unread.filter((each, index) => unread.findIndex(({ action }) => action === each.action) === index);
