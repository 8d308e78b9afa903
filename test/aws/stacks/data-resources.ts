/** Resources that hold flow logs and tables: EC2, S3, Glue. */

import { DEFAULT_FORMAT, type FlowLog, type ResourceType as FlowLogResource, type NewFlowLog } from '../ec2/flow-logs.ts';
import { checkedPolicy } from '../s3/bucket-operations.ts';
import type { TableInput } from '../tables/table-input.ts';
import { AwsFault } from '../wire.ts';
import { bucketSettings } from './bucket-properties.ts';
import { type Made, madeUpName, type ResourceType, textOf } from './resource-type.ts';
import { isList, objectOf, type Properties } from './template.ts';

export const dataResources: Readonly<Record<string, ResourceType>> = {
  'AWS::EC2::FlowLog': {
    service: 'Ec2',
    create(properties, { state, region }): Made {
      const flowLog: FlowLog = state.flowLogs.create(flowLogOf(properties, region));
      return { physicalId: flowLog.id, attributes: { Id: flowLog.id } };
    },
    remove(id, _, { state }) {
      if (state.flowLogs.find(id)) state.flowLogs.remove(id);
    },
  },
  'AWS::S3::Bucket': {
    service: 'S3',
    create(properties, place) {
      const name = textOf(properties, 'BucketName') ?? madeUpName(place).toLowerCase();
      const bucket = place.state.buckets.create(name, place.region);
      for (const [setting, value] of bucketSettings(properties)) bucket.settings.set(setting, value);
      return { physicalId: name, attributes: { Arn: `arn:aws:s3:::${name}` } };
    },
    remove(name, _, { state }) {
      if (!state.buckets.find(name)) return;
      if (state.store.versions(name, '').length > 0)
        throw new AwsFault('BucketNotEmpty', 'The bucket you tried to delete is not empty', 409);
      state.buckets.remove(name);
      state.store.forget(name);
    },
  },
  'AWS::S3::BucketPolicy': {
    service: 'S3',
    create(properties, { state }) {
      const name = textOf(properties, 'Bucket') ?? '';
      const bucket = state.buckets.named(name);
      bucket.policy = checkedPolicy(JSON.stringify(properties.PolicyDocument), name);
      return { physicalId: name };
    },
    remove(name, _, { state }) {
      const bucket = state.buckets.find(name);
      if (bucket) bucket.policy = null;
    },
  },
  'AWS::Glue::Database': {
    service: 'Glue',
    create(properties, place) {
      const input = objectOf(properties.DatabaseInput ?? null);
      const name = textOf(input, 'Name') ?? madeUpName(place).toLowerCase();
      const description = textOf(input, 'Description');
      const parameters = objectOf(input.Parameters ?? null) as Readonly<Record<string, string>>;
      place.state.catalog.createDatabase({ name, parameters, ...(description === undefined ? {} : { description }) });
      return { physicalId: name.toLowerCase() };
    },
    remove(name, _, { state }) {
      if (state.catalog.databases.includes(name)) state.catalog.deleteDatabase(name);
    },
  },
  'AWS::Glue::Table': {
    service: 'Glue',
    create(properties, { state }) {
      const input = objectOf(properties.TableInput ?? null) as unknown as TableInput;
      const made = state.catalog.createTable(textOf(properties, 'DatabaseName') ?? '', input);
      return { physicalId: made.name };
    },
    remove(name, properties, { state }) {
      const database = (textOf(properties, 'DatabaseName') ?? '').toLowerCase();
      if (state.catalog.tablesOf(database).some((table) => table.name === name)) state.catalog.deleteTable(database, name);
    },
  },
};

function flowLogOf(properties: Properties, region: string): NewFlowLog {
  const options = objectOf(properties.DestinationOptions ?? null);
  const tags = isList(properties.Tags) ? properties.Tags.map(objectOf).map(({ Key, Value }) => [String(Key), String(Value)]) : [];
  const optional = (name: string, as: string) => {
    const value = textOf(properties, name);
    return value === undefined ? {} : { [as]: value };
  };
  return {
    region,
    resourceType: textOf(properties, 'ResourceType') as FlowLogResource,
    resourceId: textOf(properties, 'ResourceId') ?? '',
    trafficType: (textOf(properties, 'TrafficType') ?? 'ALL') as NewFlowLog['trafficType'],
    destinationType: (textOf(properties, 'LogDestinationType') ?? 'cloud-watch-logs') as NewFlowLog['destinationType'],
    ...optional('LogDestination', 'destination'),
    ...optional('LogGroupName', 'logGroup'),
    ...optional('DeliverLogsPermissionArn', 'permissionArn'),
    format: textOf(properties, 'LogFormat') ?? DEFAULT_FORMAT,
    intervalSeconds: textOf(properties, 'MaxAggregationInterval') === '60' ? 60 : 600,
    isParquet: textOf(options, 'FileFormat') === 'parquet',
    isHive: textOf(options, 'HiveCompatiblePartitions') === 'true',
    isHourly: textOf(options, 'PerHourPartition') === 'true',
    tags: Object.fromEntries(tags),
  };
}
