/** What a test does with the account behind its clients' back: look at it, let time pass, act as somebody else. */
import type { AccountState } from './account-state.ts';
import { type Delivery, type DeliveryWindow, deliver } from './ec2/deliver.ts';
import type { FlowLog, NewFlowLog } from './ec2/flow-logs.ts';
import type { Network } from './ec2/network.ts';
import type { Key } from './kms-service.ts';
import { type Snapshot, snapshotOf } from './snapshot.ts';
import { loadPartitions } from './stacks/load-partitions.ts';
import { functionOf } from './stacks/query-resources.ts';
import type { Stack } from './stacks/stack.ts';
import type { Stacks } from './stacks/stacks.ts';
import { objectOf, type Value } from './stacks/template.ts';

export interface Account {
  readonly network: Network;
  /** By the order in which they were made. */
  readonly flowLogs: readonly FlowLog[];
  /** Deleted ones too. */
  readonly stacks: readonly Stack[];
  readonly logGroups: readonly string[];
  /** Keys of KMS, to be added to. */
  readonly keys: Key[];
  /** As somebody makes one who is not the client. @throws AwsFault */
  createFlowLog(wanted: NewFlowLog): FlowLog;
  deleteFlowLog(id: string): void;
  /** @param message `Access error`, `Unknown error`; NULL: it delivers well */
  setDelivery(flowLogId: string, message: string | null): void;
  /** Objects as the flow log writes them, of the sample's records; where it may not write, its status says so. */
  deliver(flowLogId: string, window: DeliveryWindow): Promise<Delivery>;
  /** Every rule comes due once. @param now Unix ms */
  runSchedules(now?: number): void;
  /** Resolves when no stack is being made or deleted. */
  settled(): Promise<void>;
  /** Everything that exists: equal to an earlier one when the account is what it was. */
  snapshot(): Snapshot;
  createBucket(name: string, region?: string): void;
  /** JSON; NULL: it has none any more. */
  setBucketPolicy(bucket: string, policy: string | null): void;
  /** The bucket is another account's from now on, which lets this one in. */
  setBucketOwner(bucket: string, account: string): void;
  /** Takes the name, as another account's. */
  takeBucketName(name: string): void;
}

export function createAccount(state: AccountState, stacks: Stacks): Account {
  const { flowLogs, buckets, store } = state;
  const flowLog = (id: string): FlowLog => {
    const found = flowLogs.find(id);
    if (!found) throw new Error(`there is no flow log ${id}`);
    return found;
  };
  return {
    network: state.network,
    keys: state.keys,
    get flowLogs() {
      return flowLogs.all();
    },
    get stacks() {
      return stacks.all();
    },
    get logGroups() {
      return state.logGroups.all();
    },
    createFlowLog: flowLogs.create,
    deleteFlowLog: flowLogs.remove,
    setDelivery(id, message) {
      const found = flowLog(id);
      found.deliverStatus = message === null ? 'SUCCESS' : 'FAILED';
      found.deliverError = message;
    },
    deliver: (id, window) => deliver(flowLog(id), window, { buckets, store }),
    runSchedules(now = Date.now()) {
      for (const { targets } of state.rules.values()) {
        for (const { arn, input } of targets) {
          const name = functionOf(arn);
          if (state.functions.has(name)) loadPartitions(state, name, objectOf(JSON.parse(input) as Value), now);
        }
      }
    },
    settled: stacks.settled,
    snapshot: () => snapshotOf(state, stacks),
    createBucket: (name, region) => void (region === undefined ? buckets.ensure(name) : buckets.create(name, region)),
    setBucketPolicy(bucket, policy) {
      buckets.ensure(bucket).policy = policy;
    },
    setBucketOwner: (bucket, owner) => void buckets.owners.set(bucket, owner),
    takeBucketName: (name) => void buckets.foreign.add(name),
  };
}
