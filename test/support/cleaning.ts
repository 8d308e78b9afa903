/** Clean-ups of an emulated account: flow logs with files, integrations with queries that ran, and a clean-up of them. */
import { join } from 'node:path';
import type Database from 'better-sqlite3';
import { onTestFinished } from 'vitest';
import { suggestAws, suggestTable } from '../../main/flowlogs/setup-suggestions.ts';
import { createCleanupStore } from '../../main/history/cleanup-store.ts';
import { openHistory } from '../../main/history/open-history.ts';
import { ownIdentity } from '../../main/history/process-identity.ts';
import { type Cleanups, createCleanups } from '../../main/setup/cleanup/cleanups.ts';
import { awsTemplate, makeAwsStack } from '../../main/setup/integration/aws-template.ts';
import { makeTable } from '../../main/setup/integration/make-table.ts';
import { runStatement } from '../../main/setup/integration/run-statement.ts';
import { inS3, readFlowLogById, type S3FlowLog } from '../../main/setup/inventory/list-flow-logs.ts';
import type { Cleanup, CleanupItem } from '../../preload/contract/cleanup.ts';
import type { AwsChoice } from '../../preload/contract/integration.ts';
import type { FlowLogChoice } from '../../preload/contract/setup.ts';
import { fileOfFlowLog } from '../aws/ec2/log-files.ts';
import type { EmulatorOptions } from '../aws/emulator.ts';
import { madeFlowLog, place, REGION, type SetupHere, setupHere } from './setup.ts';
import { tempFolder } from './temp-folder.ts';

export const ACCOUNT = '123456789012';
/** Across an hour. */
const NIGHT = Date.UTC(2026, 0, 31, 22, 55) / 1000;

export interface Cleaning extends SetupHere {
  readonly home: string;
  readonly cleanups: Cleanups;
  readonly db: Database.Database;
  /** What was told, in order. */
  readonly told: Cleanup[];
  plan(flowLogIds: readonly string[], leftovers?: boolean): Promise<Cleanup>;
  /** Runs these items, or those that are proposed, to their end. */
  run(cleanup: Cleanup, itemIds?: readonly string[], typed?: readonly string[]): Promise<Cleanup>;
  read(id: string): Cleanup;
  /** In a workgroup that is none of the clean-up's. */
  runElsewhere(sql: string): Promise<void>;
}

export async function cleaning(options: EmulatorOptions = {}): Promise<Cleaning> {
  const here = await setupHere(options);
  const home = tempFolder();
  const { db } = openHistory(join(home, 'history.db'));
  const told: Cleanup[] = [];
  const waiting = new Map<string, (cleanup: Cleanup) => void>();
  const cleanups = createCleanups({
    store: createCleanupStore(db, ownIdentity(), Date.now),
    clients: here.clients,
    folder: join(home, 'cleanups'),
    now: Date.now,
    changed(cleanup) {
      told.push(cleanup);
      if (cleanup.state !== 'running') waiting.get(cleanup.id)?.(cleanup);
    },
    report: (error) => {
      throw error;
    },
    persistence: { firstDelayMs: 1, tries: 5 },
  });
  onTestFinished(async () => {
    await cleanups.close();
    db.close();
  });
  const read = (id: string): Cleanup => {
    const found = cleanups.list().find((each) => each.id === id);
    if (!found) throw new Error(`no clean-up ${id}`);
    return found;
  };
  return {
    ...here,
    home,
    cleanups,
    db,
    told,
    read,
    async runElsewhere(sql) {
      const athena = here.clients.athena(place);
      const isThere = here.aws.account.snapshot().workgroups.some(({ name }) => name === 'others');
      if (!isThere) {
        await athena.createWorkGroup({
          Name: 'others',
          Configuration: { EnforceWorkGroupConfiguration: true, ResultConfiguration: { OutputLocation: 's3://others-results/q/' } },
        });
        here.aws.account.createBucket('others-results');
      }
      await runStatement(athena, sql, 'others');
    },
    plan: (flowLogIds, leftovers = false) => cleanups.plan({ place, flowLogIds: [...flowLogIds], leftovers }),
    run(cleanup, itemIds = proposed(cleanup), typed = []) {
      return new Promise((resolve, reject) => {
        waiting.set(cleanup.id, resolve);
        try {
          cleanups.run({ id: cleanup.id, itemIds: [...itemIds], typed: [...typed] });
        } catch (error) {
          reject(error as Error);
        }
      });
    },
  };
}

export const proposed = ({ items }: Cleanup): readonly string[] => items.filter(({ isProposed }) => isProposed).map(({ id }) => id);

/** Of a plan: `flow_log fl-0123 planned`. */
export const statesOf = ({ items }: Cleanup): readonly string[] => items.map(({ step, state }) => `${step} ${state}`);

export function itemOf(cleanup: Cleanup, step: CleanupItem['step'], index = 0): CleanupItem {
  const found = cleanup.items.filter((item) => item.step === step)[index];
  if (!found) throw new Error(`no ${step} among ${statesOf(cleanup).join(', ')}`);
  return found;
}

/** A flow log with two files, an hour apart, in a bucket of its own, unless the change names one that is there. */
export async function loggedFlows(here: SetupHere, change: Partial<FlowLogChoice> = {}): Promise<LoggedFlows> {
  const id = await madeFlowLog(here, change);
  const own = here.aws.account.flowLogs.find((flowLog) => flowLog.id === id);
  if (!own) throw new Error(`no flow log ${id}`);
  const keys = [NIGHT, NIGHT + 3600].map((epoch) => {
    const { bucket, key } = fileOfFlowLog(own, epoch, 'abcdef01');
    here.aws.store.put(bucket, key, Buffer.from(`records of ${epoch}`));
    return key;
  });
  own.deliveredAt = new Date();
  return { ...inS3(await readFlowLogById(here.clients.ec2(place), id)), keys };
}

export type LoggedFlows = S3FlowLog & { readonly keys: readonly string[] };

/** AWS's own, with a query that ran. @param isRecursive as Nagare sends the template; else as AWS gives it */
export async function awsIntegration(here: SetupHere, flowLog: LoggedFlows, change: Partial<AwsChoice> = {}, isRecursive = true) {
  const choice: AwsChoice = { ...suggestAws(flowLog), ...change };
  const { template, capabilities } = await awsTemplate(here.context, choice);
  const sent = isRecursive ? template : template.replaceAll('RecursiveDeleteOption: true', 'RecursiveDeleteOption: false');
  const stackId = await makeAwsStack(here.context, choice, sent, capabilities);
  await here.aws.account.settled();
  const stack = here.aws.account.stacks.find(({ id }) => id === stackId);
  const physical = (type: string) => [...(stack?.resources.values() ?? [])].find((each) => each.type === type)?.physicalId ?? '';
  const made = {
    stackId,
    database: physical('AWS::Glue::Database'),
    table: physical('AWS::Glue::Table'),
    workgroup: physical('AWS::Athena::WorkGroup'),
  };
  await query(here, made);
  return made;
}

export async function ownIntegration(here: SetupHere, flowLog: LoggedFlows, by: 'ddl' | 'stack' = 'ddl') {
  const choice = suggestTable(flowLog, { accounts: [ACCOUNT], regions: [REGION], since: NIGHT }, NIGHT);
  await makeTable(here.context, choice, by);
  await here.aws.account.settled();
  await query(here, choice);
  return choice;
}

/** A query that runs in the workgroup to its end, with its result. */
export const query = (here: SetupHere, { workgroup }: { readonly workgroup: string }): Promise<void> =>
  runStatement(here.clients.athena(place), 'SELECT 1', workgroup);
