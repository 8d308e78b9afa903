/** Athena's operations that make, change and delete workgroups and the queries they keep. */
import { randomUUID } from 'node:crypto';
import type { Executions } from './executions.ts';
import { type JsonInput, type JsonOperation, text } from './json-service.ts';
import { type NamedQuery, namedQueryAnswer } from './named-queries.ts';
import { ACCOUNT } from './sts-service.ts';
import { AwsFault, HOME_REGION } from './wire.ts';
import { type WorkGroup, type WorkGroupConfiguration, type WorkGroups, withConfiguration } from './work-groups.ts';

export interface WorkGroupHolders {
  readonly workgroups: WorkGroups;
  readonly executions: Executions;
  readonly namedQueries: NamedQuery[];
}

export const workGroupArn = (name: string): string => `arn:aws:athena:${HOME_REGION}:${ACCOUNT}:workgroup/${name}`;

/** With everything in it, or only if there is nothing. @throws AwsFault `InvalidRequestException` */
export function deleteWorkGroup({ workgroups, executions, namedQueries }: WorkGroupHolders, name: string, isRecursive: boolean): void {
  const { name: own } = workgroups.get(name);
  const holds =
    executions.listed().some(({ workgroup }) => workgroup.name === own) || namedQueries.some(({ workgroup }) => workgroup === own);
  if (own !== 'primary' && holds && !isRecursive) throw new AwsFault('InvalidRequestException', `WorkGroup ${own} is not empty`);
  workgroups.remove(own);
  executions.forget(own);
  for (const query of namedQueries.filter(({ workgroup }) => workgroup === own)) namedQueries.splice(namedQueries.indexOf(query), 1);
}

export function workGroupOperations(holders: WorkGroupHolders): Readonly<Record<string, JsonOperation>> {
  const { workgroups, namedQueries } = holders;
  const queryTokens = new Map<string, string>();
  const tagged = (input: JsonInput): WorkGroup => {
    const name = /:workgroup\/(.+)$/.exec(text(input, 'ResourceARN'))?.[1];
    if (name === undefined) throw new AwsFault('InvalidRequestException', 'Invalid resource ARN.');
    return workgroups.get(name);
  };
  const namedQuery = (input: JsonInput): NamedQuery => {
    const id = text(input, 'NamedQueryId');
    const found = namedQueries.find((each) => each.id === id);
    if (!found) throw new AwsFault('InvalidRequestException', `NamedQuery ${id} was not found`);
    return found;
  };
  return {
    CreateWorkGroup(input) {
      const group: WorkGroup = {
        name: text(input, 'Name'),
        ...(typeof input.Description === 'string' ? { description: input.Description } : {}),
        ...(Array.isArray(input.Tags) ? { tags: tagsOf(input.Tags) } : {}),
      };
      workgroups.create(withConfiguration(group, (input.Configuration ?? {}) as WorkGroupConfiguration));
      return {};
    },
    UpdateWorkGroup(input) {
      const before = workgroups.get(text(input, 'WorkGroup'));
      workgroups.replace(withConfiguration(changed(before, input), updated(input.ConfigurationUpdates)));
      return {};
    },
    DeleteWorkGroup(input) {
      deleteWorkGroup(holders, text(input, 'WorkGroup'), input.RecursiveDeleteOption === true);
      return {};
    },
    CreateNamedQuery(input) {
      const token = typeof input.ClientRequestToken === 'string' ? input.ClientRequestToken : null;
      const known = token === null ? undefined : queryTokens.get(token);
      if (known !== undefined) return { NamedQueryId: known };
      const workgroup = workgroups.get(typeof input.WorkGroup === 'string' ? input.WorkGroup : 'primary').name;
      const query: NamedQuery = {
        id: randomUUID(),
        workgroup,
        name: text(input, 'Name'),
        database: text(input, 'Database'),
        sql: text(input, 'QueryString'),
        ...(typeof input.Description === 'string' ? { description: input.Description } : {}),
      };
      namedQueries.push(query);
      if (token !== null) queryTokens.set(token, query.id);
      return { NamedQueryId: query.id };
    },
    GetNamedQuery: (input) => ({ NamedQuery: namedQueryAnswer(namedQuery(input)) }),
    DeleteNamedQuery(input) {
      namedQueries.splice(namedQueries.indexOf(namedQuery(input)), 1);
      return {};
    },
    TagResource(input) {
      const group = tagged(input);
      workgroups.replace({ ...group, tags: { ...group.tags, ...tagsOf(input.Tags as readonly unknown[]) } });
      return {};
    },
    UntagResource(input) {
      const group = tagged(input);
      const gone = input.TagKeys as readonly string[];
      const tags = Object.fromEntries(Object.entries(group.tags ?? {}).filter(([key]) => !gone.includes(key)));
      workgroups.replace({ ...group, tags });
      return {};
    },
    ListTagsForResource: (input) => ({
      Tags: Object.entries(tagged(input).tags ?? {}).map(([Key, Value]) => ({ Key, Value })),
    }),
  };
}

export const tagsOf = (tags: readonly unknown[]): Readonly<Record<string, string>> =>
  Object.fromEntries((tags as readonly { readonly Key: string; readonly Value?: string }[]).map(({ Key, Value = '' }) => [Key, Value]));

function changed({ bytesScannedCutoff, ...before }: WorkGroup, input: JsonInput): WorkGroup {
  const { RemoveBytesScannedCutoffPerQuery = false } = (input.ConfigurationUpdates ?? {}) as {
    readonly RemoveBytesScannedCutoffPerQuery?: boolean;
  };
  return {
    ...before,
    ...(bytesScannedCutoff === undefined || RemoveBytesScannedCutoffPerQuery ? {} : { bytesScannedCutoff }),
    ...(input.State === 'DISABLED' || input.State === 'ENABLED' ? { state: input.State } : {}),
    ...(typeof input.Description === 'string' ? { description: input.Description } : {}),
  };
}

/** An update calls the same settings by names of its own. */
function updated(updates: unknown): WorkGroupConfiguration {
  const { ResultConfigurationUpdates: result, ...rest } = (updates ?? {}) as WorkGroupConfiguration & {
    readonly ResultConfigurationUpdates?: WorkGroupConfiguration['ResultConfiguration'];
  };
  return { ...rest, ...(result === undefined ? {} : { ResultConfiguration: result }) };
}
