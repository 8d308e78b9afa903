/** Flow logs and the tables over them: looked at, planned, made. */
import type { Place } from '../../preload/contract/setup.ts';
import type { AwsClients } from '../aws/clients.ts';
import type { LogLayout } from '../flowlogs/log-layout.ts';
import type { HandlersOf } from '../rpc/handlers.ts';
import { readArrivals } from '../setup/arrivals/arrivals.ts';
import { makeFlowLog } from '../setup/flow-log/make-flow-log.ts';
import { planFlowLog } from '../setup/flow-log/plan-flow-log.ts';
import { awsTemplate, makeAwsStack } from '../setup/integration/aws-template.ts';
import { findIntegrations } from '../setup/integration/find-integrations.ts';
import { fillGaps, findGaps } from '../setup/integration/gaps.ts';
import { logPlaces } from '../setup/integration/log-places.ts';
import { readStack } from '../setup/integration/make-stack.ts';
import { makeTable, planTable } from '../setup/integration/make-table.ts';
import { takeInventory } from '../setup/inventory/inventory.ts';
import { listBuckets } from '../setup/inventory/list-buckets.ts';
import { inS3, readFlowLogById } from '../setup/inventory/list-flow-logs.ts';
import { accountOf, regionOfPlace, type SetupContext } from '../setup/setup-context.ts';

export interface SetupParts {
  readonly clients: AwsClients;
  readonly now: () => number;
}

export function setupOperations({ clients, now }: SetupParts) {
  const at = (place: Place): SetupContext => ({ place, clients, now });
  return {
    'setup.inventory': (place) => takeInventory(at(place)),
    'setup.buckets': async (place) => ({ buckets: [...(await listBuckets(clients.s3(place)))] }),
    'setup.planFlowLog': ({ place, choice }) => planFlowLog(at(place), choice),
    'setup.makeFlowLog': ({ place, choice }) => makeFlowLog(at(place), choice),
    'setup.arrivals': ({ place, flowLogId }) => readArrivals(at(place), flowLogId),
    'setup.integrations': async ({ place, flowLogId }) => {
      const context = at(place);
      const flowLog = inS3(await readFlowLogById(clients.ec2(place), flowLogId));
      const [account, region] = await Promise.all([accountOf(context), regionOfPlace(place)]);
      const layout: LogLayout = { ...flowLog, account, region };
      const [integrations, places] = await Promise.all([findIntegrations(context, flowLog, layout), logPlaces(clients.s3(place), layout)]);
      return { integrations: [...integrations], ...places };
    },
    'setup.awsTemplate': ({ place, choice }) => awsTemplate(at(place), choice),
    'setup.makeStack': async ({ place, choice, template, capabilities }) => ({
      stackId: await makeAwsStack(at(place), choice, template, capabilities),
    }),
    'setup.stack': ({ place, stackId }) => readStack(at(place), stackId),
    'setup.planTable': ({ place, choice }) => planTable(at(place), choice),
    'setup.makeTable': ({ place, choice, by }) => makeTable(at(place), choice, by),
    'setup.gaps': ({ place, database, table }) => findGaps(at(place), { database, table }),
    'setup.fillGaps': async ({ place, database, table, missing }) => ({
      steps: [...(await fillGaps(at(place), { database, table }, missing))],
    }),
  } satisfies HandlersOf<'setup'>;
}
