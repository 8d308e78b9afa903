/** A stack as CloudFormation keeps it: its resources, and everything that happened. */
import { randomUUID } from 'node:crypto';
import { ACCOUNT } from '../sts-service.ts';
import type { Properties, Template } from './template.ts';

export type StackStatus =
  | 'CREATE_IN_PROGRESS'
  | 'CREATE_COMPLETE'
  | 'CREATE_FAILED'
  | 'ROLLBACK_IN_PROGRESS'
  | 'ROLLBACK_COMPLETE'
  | 'ROLLBACK_FAILED'
  | 'DELETE_IN_PROGRESS'
  | 'DELETE_COMPLETE'
  | 'DELETE_FAILED'
  /** The emulator updates no stack; a test says that it was. */
  | 'UPDATE_ROLLBACK_COMPLETE';

export type ResourceStatus =
  | 'CREATE_IN_PROGRESS'
  | 'CREATE_COMPLETE'
  | 'CREATE_FAILED'
  | 'DELETE_IN_PROGRESS'
  | 'DELETE_COMPLETE'
  | 'DELETE_FAILED'
  | 'DELETE_SKIPPED';

export interface StackResource {
  readonly logicalId: string;
  readonly type: string;
  physicalId: string;
  /** Properties with their functions worked out. */
  properties: Properties;
  attributes: Readonly<Record<string, string>>;
  status: ResourceStatus;
  reason: string | null;
  at: Date;
}

export interface StackEvent {
  readonly id: string;
  readonly logicalId: string;
  readonly physicalId: string;
  readonly type: string;
  readonly status: StackStatus | ResourceStatus;
  readonly reason: string | null;
  readonly properties: Properties | null;
  readonly at: Date;
}

export interface Stack {
  readonly id: string;
  readonly name: string;
  readonly region: string;
  readonly template: Template;
  readonly templateText: string;
  readonly parameters: ReadonlyMap<string, string>;
  readonly capabilities: readonly string[];
  readonly tags: Readonly<Record<string, string>>;
  readonly token: string | null;
  readonly onFailure: 'ROLLBACK' | 'DELETE' | 'DO_NOTHING';
  readonly createdAt: Date;
  readonly resources: Map<string, StackResource>;
  /** Oldest first. */
  readonly events: StackEvent[];
  outputs: ReadonlyMap<string, string>;
  status: StackStatus;
  reason: string | null;
  deletedAt: Date | null;
  /** Resolves when what is under way with it is over. */
  settled: Promise<void>;
}

export const stackId = (name: string, region: string): string =>
  `arn:aws:cloudformation:${region}:${ACCOUNT}:stack/${name}/${randomUUID()}`;

export function tellOfStack(stack: Stack, status: StackStatus, reason: string | null = null): void {
  stack.status = status;
  stack.reason = reason;
  if (status === 'DELETE_COMPLETE') stack.deletedAt = new Date();
  const { id, name } = stack;
  stack.events.push({
    id: randomUUID(),
    logicalId: name,
    physicalId: id,
    type: 'AWS::CloudFormation::Stack',
    status,
    reason,
    properties: null,
    at: new Date(),
  });
}

export function tellOfResource(stack: Stack, resource: StackResource, status: ResourceStatus, reason: string | null = null): void {
  Object.assign(resource, { status, reason, at: new Date() });
  const { logicalId, physicalId, type, properties } = resource;
  const isIdle = status.endsWith('IN_PROGRESS') === false;
  stack.events.push({
    id: `${logicalId}-${isIdle ? status : 'IN_PROGRESS'}-${randomUUID()}`,
    logicalId,
    physicalId,
    type,
    status,
    reason,
    properties,
    at: new Date(),
  });
}
