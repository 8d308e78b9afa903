/** Flow logs and the tables over them: looked at, planned, made. What does it is loaded when somebody sets something up. */
import type { Place } from '../../preload/contract/setup.ts';
import type { AwsClients } from '../aws/clients.ts';
import type { LogLayout } from '../flowlogs/log-layout.ts';
import type { HandlersOf } from '../rpc/handlers.ts';
import type { SetupContext } from '../setup/setup-context.ts';

export interface SetupParts {
  readonly clients: AwsClients;
  readonly now: () => number;
}

const flowLogs = () => import('../setup/flow-log/make-flow-log.ts');
const plans = () => import('../setup/flow-log/plan-flow-log.ts');
const inventories = () => import('../setup/inventory/inventory.ts');
const buckets = () => import('../setup/inventory/list-buckets.ts');
const arrivals = () => import('../setup/arrivals/arrivals.ts');
const templates = () => import('../setup/integration/aws-template.ts');
const stacks = () => import('../setup/integration/make-stack.ts');
const tables = () => import('../setup/integration/make-table.ts');
const tablePlans = () => import('../setup/integration/plan-table.ts');
const gaps = () => import('../setup/integration/gaps.ts');

export function setupOperations({ clients, now }: SetupParts) {
  const at = (place: Place): SetupContext => ({ place, clients, now });
  return {
    'setup.inventory': async (place) => (await inventories()).takeInventory(at(place)),
    'setup.buckets': async (place) => ({ buckets: [...(await (await buckets()).listBuckets(clients.s3(place)))] }),
    'setup.planFlowLog': async ({ place, choice }) => (await plans()).planFlowLog(at(place), choice),
    'setup.makeFlowLog': async ({ place, choice }) => (await flowLogs()).makeFlowLog(at(place), choice),
    'setup.arrivals': async ({ place, flowLogId }) => (await arrivals()).readArrivals(at(place), flowLogId),
    'setup.integrations': ({ place, flowLogId }) => integrationsOf(at(place), flowLogId),
    'setup.awsTemplate': async ({ place, choice }) => (await templates()).awsTemplate(at(place), choice),
    'setup.makeStack': async ({ place, choice, template, capabilities }) => ({
      stackId: await (await templates()).makeAwsStack(at(place), choice, template, capabilities),
    }),
    'setup.stack': async ({ place, stackId }) => (await stacks()).readStack(at(place), stackId),
    'setup.planTable': async ({ place, choice }) => (await tablePlans()).planTable(at(place), choice),
    'setup.makeTable': async ({ place, choice, by }) => (await tables()).makeTable(at(place), choice, by),
    'setup.gaps': async ({ place, database, table }) => (await gaps()).findGaps(at(place), { database, table }),
    'setup.fillGaps': async ({ place, database, table, missing }) => ({
      steps: [...(await (await gaps()).fillGaps(at(place), { database, table }, missing))],
    }),
  } satisfies HandlersOf<'setup'>;
}

/** The tables that read the flow log's files, and whose files they are. */
async function integrationsOf(context: SetupContext, flowLogId: string) {
  const { place, clients } = context;
  const { inS3, readFlowLogById } = await import('../setup/inventory/list-flow-logs.ts');
  const { accountOf, regionOfPlace } = await import('../setup/setup-context.ts');
  const { findIntegrations } = await import('../setup/integration/find-integrations.ts');
  const { unfinishedStack } = await import('../setup/integration/find-stack.ts');
  const flowLog = inS3(await readFlowLogById(clients.ec2(place), flowLogId));
  const [account, region] = await Promise.all([accountOf(context), regionOfPlace(place)]);
  const layout: LogLayout = { ...flowLog, account, region };
  const { integrations, places } = await findIntegrations(context, flowLog, layout);
  const { accounts, regions, since } = places;
  return { integrations: [...integrations], stackId: await unfinishedStack(context, flowLogId, integrations), accounts, regions, since };
}
