/** Everything that exists in the account: what the services share, and what a snapshot tells. */
import type { Catalog } from './catalog.ts';
import type { FlowLogs } from './ec2/flow-logs.ts';
import type { Network } from './ec2/network.ts';
import type { Key } from './kms-service.ts';
import type { LogGroups } from './log-groups.ts';
import type { Buckets } from './s3/buckets.ts';
import type { ObjectStoreControl } from './s3/object-store.ts';
import type { WorkGroupHolders } from './work-group-operations.ts';

/** A function as a stack makes it: what it does is known, and not read from its code. */
export interface LambdaFunction {
  readonly name: string;
  readonly role: string;
}

export interface EventRule {
  readonly name: string;
  readonly schedule: string;
  readonly targets: readonly { readonly arn: string; readonly input: string }[];
}

export interface AccountState extends WorkGroupHolders {
  readonly network: Network;
  readonly catalog: Catalog;
  readonly buckets: Buckets;
  readonly store: ObjectStoreControl;
  readonly flowLogs: FlowLogs;
  /** Of KMS. */
  readonly keys: Key[];
  readonly logGroups: LogGroups;
  /** IAM's roles by name, with the services that may take them on. */
  readonly roles: Map<string, { readonly policies: readonly string[] }>;
  readonly functions: Map<string, LambdaFunction>;
  /** Who may call a function, by the permission's name. */
  readonly permissions: Map<string, { readonly functionName: string; readonly principal: string }>;
  readonly rules: Map<string, EventRule>;
}
