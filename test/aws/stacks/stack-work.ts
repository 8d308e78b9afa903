/** Making and unmaking a stack: one resource after another, at a pace, with what happens when one fails. */
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep, setImmediate as turn } from 'node:timers/promises';
import type { AccountState } from '../account-state.ts';
import { ACCOUNT } from '../sts-service.ts';
import { AwsFault } from '../wire.ts';
import { dataResources } from './data-resources.ts';
import { customResource, queryResources } from './query-resources.ts';
import { resolved, resolvedProperties, type Scope } from './resolve.ts';
import type { ResourceType } from './resource-type.ts';
import { type Stack, type StackResource, tellOfResource, tellOfStack } from './stack.ts';
import { inOrder } from './template.ts';

const types: Readonly<Record<string, ResourceType>> = { ...dataResources, ...queryResources };

export const typeOf = (name: string): ResourceType | undefined => (name.startsWith('Custom::') ? customResource : types[name]);

export interface StackWorkOptions {
  readonly state: AccountState;
  /** What a resource takes, ms. */
  readonly paceMs: () => number;
  /** Text by which a resource is to fail, by its logical id or its type. */
  readonly failing: ReadonlyMap<string, string>;
  readonly signal: AbortSignal;
}

export async function createStack(stack: Stack, options: StackWorkOptions): Promise<void> {
  tellOfStack(stack, 'CREATE_IN_PROGRESS', 'User Initiated');
  for (const logicalId of inOrder(stack.template)) {
    const { type } = stack.template.resources.get(logicalId) ?? { type: '' };
    const resource: StackResource = {
      logicalId,
      type,
      physicalId: '',
      properties: {},
      attributes: {},
      status: 'CREATE_IN_PROGRESS',
      reason: null,
      at: new Date(),
    };
    stack.resources.set(logicalId, resource);
    tellOfResource(stack, resource, 'CREATE_IN_PROGRESS');
    await pause(options);
    try {
      make(stack, resource, options);
    } catch (error) {
      tellOfResource(stack, resource, 'CREATE_FAILED', reasonOf(error, typeOf(type)));
      await fail(stack, resource, options);
      return;
    }
    tellOfResource(stack, resource, 'CREATE_IN_PROGRESS', 'Resource creation Initiated');
    tellOfResource(stack, resource, 'CREATE_COMPLETE');
  }
  const scope = scopeOf(stack);
  stack.outputs = new Map([...stack.template.outputs].map(([name, { value }]) => [name, String(resolved(value, scope))]));
  tellOfStack(stack, 'CREATE_COMPLETE');
}

function make(stack: Stack, resource: StackResource, { state, failing }: StackWorkOptions): void {
  const { logicalId, type } = resource;
  resource.properties = resolvedProperties(stack.template.resources.get(logicalId)?.properties ?? {}, scopeOf(stack));
  const wanted = failing.get(logicalId) ?? failing.get(type);
  if (wanted !== undefined) throw new AwsFault('InternalFailure', wanted);
  const made = typeOf(type)?.create(resource.properties, { state, logicalId, stackName: stack.name, region: stack.region });
  resource.physicalId = made?.physicalId ?? '';
  resource.attributes = made?.attributes ?? {};
}

async function fail(stack: Stack, failed: StackResource, options: StackWorkOptions): Promise<void> {
  const reason = `The following resource(s) failed to create: [${failed.logicalId}]. `;
  if (stack.onFailure === 'DO_NOTHING') {
    tellOfStack(stack, 'CREATE_FAILED', reason);
    return;
  }
  const isDeleting = stack.onFailure === 'DELETE';
  tellOfStack(
    stack,
    isDeleting ? 'DELETE_IN_PROGRESS' : 'ROLLBACK_IN_PROGRESS',
    `${reason}${isDeleting ? 'Delete' : 'Rollback'} requested by user.`,
  );
  const left = await removeResources(stack, new Set(), options);
  if (left.length > 0) tellOfStack(stack, isDeleting ? 'DELETE_FAILED' : 'ROLLBACK_FAILED', notDeleted(left));
  else tellOfStack(stack, isDeleting ? 'DELETE_COMPLETE' : 'ROLLBACK_COMPLETE');
}

const notDeleted = (left: readonly string[]): string => `The following resource(s) failed to delete: [${left.join(', ')}]. `;

/** @param retained logical ids that are left where they are */
export async function deleteStack(stack: Stack, retained: ReadonlySet<string>, options: StackWorkOptions): Promise<void> {
  tellOfStack(stack, 'DELETE_IN_PROGRESS', 'User Initiated');
  const left = await removeResources(stack, retained, options);
  if (left.length > 0) tellOfStack(stack, 'DELETE_FAILED', notDeleted(left));
  else tellOfStack(stack, 'DELETE_COMPLETE');
}

/** The last made first; what others still need stays where one of these could not go. @returns those that are left */
async function removeResources(stack: Stack, retained: ReadonlySet<string>, options: StackWorkOptions): Promise<readonly string[]> {
  const left: string[] = [];
  for (const resource of [...stack.resources.values()].toReversed()) {
    const { logicalId, type, physicalId, properties, status } = resource;
    if (status === 'DELETE_COMPLETE' || status === 'DELETE_SKIPPED') continue;
    if (retained.has(logicalId) || stack.template.resources.get(logicalId)?.isRetained) {
      tellOfResource(stack, resource, 'DELETE_SKIPPED');
      continue;
    }
    tellOfResource(stack, resource, 'DELETE_IN_PROGRESS');
    await pause(options);
    try {
      const place = { state: options.state, logicalId, stackName: stack.name, region: stack.region };
      const wanted = options.failing.get(`delete ${logicalId}`) ?? options.failing.get(`delete ${type}`);
      if (wanted !== undefined) throw new AwsFault('InternalFailure', wanted);
      if (physicalId !== '') typeOf(type)?.remove(physicalId, properties, place);
      tellOfResource(stack, resource, 'DELETE_COMPLETE');
    } catch (error) {
      tellOfResource(stack, resource, 'DELETE_FAILED', reasonOf(error, typeOf(type)));
      left.push(logicalId);
    }
  }
  return left;
}

/** As the handlers of resources tell what their service said. */
function reasonOf(error: unknown, type: ResourceType | undefined): string {
  if (!(error instanceof AwsFault)) throw error;
  const service = `(Service: ${type?.service ?? 'CloudFormation'}, Status Code: ${error.status}, Request ID: ${randomUUID()})`;
  const isInvalid = error.code === 'InvalidRequestException';
  const code = error.code.startsWith('AlreadyExists') ? 'AlreadyExists' : isInvalid ? 'InvalidRequest' : 'GeneralServiceException';
  const message = `${isInvalid ? 'Invalid request provided: ' : ''}${error.message} ${service}`;
  return `Resource handler returned message: "${message}" (RequestToken: ${randomUUID()}, HandlerErrorCode: ${code})`;
}

function scopeOf(stack: Stack): Scope {
  const pseudo: Readonly<Record<string, string>> = {
    'AWS::AccountId': ACCOUNT,
    'AWS::Region': stack.region,
    'AWS::Partition': 'aws',
    'AWS::URLSuffix': 'amazonaws.com',
    'AWS::StackName': stack.name,
    'AWS::StackId': stack.id,
  };
  return {
    ref: (name) => pseudo[name] ?? stack.parameters.get(name) ?? stack.resources.get(name)?.physicalId,
    attribute: (resource, name) => stack.resources.get(resource)?.attributes[name],
  };
}

/** Whoever looks in between sees a stack under way, however fast it goes. */
async function pause({ paceMs, signal }: StackWorkOptions): Promise<void> {
  if (paceMs() === 0) await turn();
  else await sleep(paceMs(), undefined, { signal });
}
