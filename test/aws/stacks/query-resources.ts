/** Resources that ask and act: Athena, IAM, Lambda, EventBridge, and what a function makes by itself. */
import { randomUUID } from 'node:crypto';
import { ACCOUNT } from '../sts-service.ts';
import { AwsFault } from '../wire.ts';
import { deleteWorkGroup, tagsOf } from '../work-group-operations.ts';
import { type WorkGroupConfiguration, withConfiguration } from '../work-groups.ts';
import { loadPartitions } from './load-partitions.ts';
import { madeUpName, type ResourceType, textOf } from './resource-type.ts';
import { isList, objectOf } from './template.ts';

export const queryResources: Readonly<Record<string, ResourceType>> = {
  'AWS::Athena::WorkGroup': {
    service: 'Athena',
    create(properties, { state }) {
      const name = textOf(properties, 'Name') ?? '';
      const description = textOf(properties, 'Description');
      const group = {
        name,
        ...(description === undefined ? {} : { description }),
        ...(isList(properties.Tags) ? { tags: tagsOf(properties.Tags) } : {}),
        ...(textOf(properties, 'State') === 'DISABLED' ? { state: 'DISABLED' as const } : {}),
      };
      const configuration = objectOf(properties.WorkGroupConfiguration ?? null) as unknown as WorkGroupConfiguration;
      state.workgroups.create(withConfiguration(group, configuration));
      return { physicalId: name };
    },
    remove(name, properties, { state }) {
      if (state.workgroups.all().every((group) => group.name !== name)) return;
      deleteWorkGroup(state, name, textOf(properties, 'RecursiveDeleteOption') === 'true');
    },
  },
  'AWS::Athena::NamedQuery': {
    service: 'Athena',
    create(properties, { state }) {
      const description = textOf(properties, 'Description');
      const query = {
        id: randomUUID(),
        workgroup: state.workgroups.get(textOf(properties, 'WorkGroup') ?? 'primary').name,
        name: textOf(properties, 'Name') ?? '',
        database: textOf(properties, 'Database') ?? 'default',
        sql: textOf(properties, 'QueryString') ?? '',
        ...(description === undefined ? {} : { description }),
      };
      state.namedQueries.push(query);
      return { physicalId: query.id, attributes: { NamedQueryId: query.id } };
    },
    remove(id, _, { state }) {
      const at = state.namedQueries.findIndex((query) => query.id === id);
      if (at >= 0) state.namedQueries.splice(at, 1);
    },
  },
  'AWS::IAM::Role': {
    service: 'Iam',
    create(properties, place) {
      const name = textOf(properties, 'RoleName') ?? madeUpName(place);
      if (place.state.roles.has(name)) throw new AwsFault('AlreadyExists', `Role with name ${name} already exists.`);
      const policies = isList(properties.Policies) ? properties.Policies.map((each) => String(objectOf(each).PolicyName)) : [];
      place.state.roles.set(name, { policies });
      return { physicalId: name, attributes: { Arn: `arn:aws:iam::${ACCOUNT}:role/${name}`, RoleId: 'AROAEMULATOR' } };
    },
    remove: (name, _, { state }) => void state.roles.delete(name),
  },
  'AWS::Lambda::Function': {
    service: 'Lambda',
    create(properties, place) {
      const name = textOf(properties, 'FunctionName') ?? madeUpName(place);
      if (place.state.functions.has(name)) throw new AwsFault('AlreadyExists', `Function already exist: ${name}`);
      place.state.functions.set(name, { name, role: textOf(properties, 'Role') ?? '' });
      return { physicalId: name, attributes: { Arn: `arn:aws:lambda:${place.region}:${ACCOUNT}:function:${name}` } };
    },
    remove: (name, _, { state }) => void state.functions.delete(name),
  },
  'AWS::Lambda::Permission': {
    service: 'Lambda',
    create(properties, place) {
      const name = madeUpName(place);
      const functionName = functionOf(textOf(properties, 'FunctionName') ?? '');
      place.state.permissions.set(name, { functionName, principal: textOf(properties, 'Principal') ?? '' });
      return { physicalId: name };
    },
    remove: (name, _, { state }) => void state.permissions.delete(name),
  },
  'AWS::Events::Rule': {
    service: 'EventBridge',
    create(properties, place) {
      const name = textOf(properties, 'Name') ?? madeUpName(place);
      const targets = isList(properties.Targets) ? properties.Targets.map(objectOf) : [];
      place.state.rules.set(name, {
        name,
        schedule: textOf(properties, 'ScheduleExpression') ?? '',
        targets: targets.map((target) => ({ arn: textOf(target, 'Arn') ?? '', input: textOf(target, 'Input') ?? '{}' })),
      });
      return { physicalId: name, attributes: { Arn: `arn:aws:events:${place.region}:${ACCOUNT}:rule/${name}` } };
    },
    remove: (name, _, { state }) => void state.rules.delete(name),
  },
};

/** A function that is called as a part of the stack, and again when the stack goes: it then leaves what it made, and writes its log once more. */
export const customResource: ResourceType = {
  service: 'Lambda',
  create(properties, { state, logicalId }) {
    const name = functionOf(textOf(properties, 'ServiceToken') ?? '');
    if (!state.functions.has(name)) throw new AwsFault('ResourceNotFound', `Function not found: ${textOf(properties, 'ServiceToken')}`);
    loadPartitions(state, name, properties, Date.now());
    return { physicalId: `${logicalId}-${randomUUID()}` };
  },
  remove(_, properties, { state }) {
    const name = functionOf(textOf(properties, 'ServiceToken') ?? '');
    if (state.functions.has(name)) state.logGroups.ensure(`/aws/lambda/${name}`);
  },
};

/** Name of a function, of its ARN. */
export const functionOf = (arn: string): string => arn.split(':').at(-1) ?? '';
