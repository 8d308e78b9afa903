/**
 * The CloudFormation template that AWS makes for querying a flow log: its resources and names are AWS's (the page "Generate
 * the CloudFormation template"), the text of the named queries and of the function are not published.
 */

import { fieldOf } from '../../../main/flowlogs/fields.ts';
import { columnName } from '../../../main/sources/local/table-view.ts';
import { predefinedOver } from '../named-queries.ts';
import { ACCOUNT } from '../sts-service.ts';
import { formats, LAZY_SIMPLE, PARQUET } from '../tables/ddl-table.ts';
import type { FlowLog } from './flow-logs.ts';
import { folderOfFlowLog } from './log-files.ts';

export interface Integration {
  readonly frequency: 'none' | 'daily' | 'weekly' | 'monthly';
  /** ARN of where the results go. */
  readonly results: string;
  /** `2022-11-28`, or NULL where none was given. */
  readonly startDate: string | null;
  readonly endDate: string | null;
}

const reference = (logicalId: string) => ({ Ref: logicalId });
const arnOf = (logicalId: string) => ({ 'Fn::GetAtt': [logicalId, 'Arn'] });

/** Names of a log format's fields, in its order. */
export const fieldsOf = (format: string): readonly string[] => [...format.matchAll(/\$\{([^}]+)\}/g)].map((match) => match[1] ?? '');

export const partitionNames = (frequency: Integration['frequency']): readonly string[] =>
  frequency === 'monthly' ? ['year', 'month'] : ['year', 'month', 'day'];

export function integrationTemplate(flowLog: FlowLog, integration: Integration): Readonly<Record<string, unknown>> {
  const id = flowLog.id.replaceAll('-', '');
  const dates = [integration.startDate, integration.endDate].map((date) => date?.replaceAll('-', '') ?? '');
  const table = `${id}${integration.frequency}${dates.join('')}`;
  const database = `vpcflowlogsathenadatabase${id}`;
  const workgroup = `${table}WorkGroup`;
  const loader = {
    dbName: database,
    tableName: table,
    hive: flowLog.isHive,
    account_id: ACCOUNT,
    service: 'vpcflowlogs',
    region: flowLog.region,
    location: folderOfFlowLog(flowLog),
    athenaIntegrations: [
      {
        partitionTableName: table,
        partitionLoadFrequency: integration.frequency,
        ...(integration.startDate === null ? {} : { partitionStartDate: integration.startDate }),
        ...(integration.endDate === null ? {} : { partitionEndDate: integration.endDate }),
      },
    ],
  };
  const isRecurring = integration.startDate === null && integration.frequency !== 'none';
  const columns = fieldsOf(flowLog.format).map((name) => ({ Name: columnName(name), Type: fieldOf(name)?.type ?? 'string' }));
  const known = new Set(columns.map(({ Name }) => Name));
  const queries = predefinedOver(`"${database}"."${table}"`).filter(([, , sql]) => needed(sql).every((column) => known.has(column)));
  return {
    AWSTemplateFormatVersion: '2010-09-09',
    Description: 'CloudFormation template for Athena integration with VPC Flow Logs',
    Resources: {
      VpcFlowLogsAthenaDatabase: {
        Type: 'AWS::Glue::Database',
        Properties: { DatabaseInput: { Name: database }, CatalogId: reference('AWS::AccountId') },
      },
      [table]: {
        Type: 'AWS::Glue::Table',
        DependsOn: 'VpcFlowLogsAthenaDatabase',
        Properties: {
          DatabaseName: database,
          CatalogId: reference('AWS::AccountId'),
          TableInput: {
            Name: table,
            TableType: 'EXTERNAL_TABLE',
            Parameters: { EXTERNAL: 'TRUE', ...(flowLog.isParquet ? {} : { 'skip.header.line.count': '1' }) },
            PartitionKeys: partitionNames(integration.frequency).map((Name) => ({ Name, Type: 'string' })),
            StorageDescriptor: {
              Columns: columns,
              Location: folderOfFlowLog(flowLog),
              ...(flowLog.isParquet ? formats.PARQUET : formats.TEXTFILE),
              SerdeInfo: flowLog.isParquet
                ? { SerializationLibrary: PARQUET, Parameters: { 'serialization.format': '1' } }
                : { SerializationLibrary: LAZY_SIMPLE, Parameters: { 'serialization.format': ' ', 'field.delim': ' ' } },
            },
          },
        },
      },
      [workgroup]: {
        Type: 'AWS::Athena::WorkGroup',
        Properties: {
          Name: workgroup,
          Description: 'This workgroup has the queries related to vpc flow logs.',
          State: 'ENABLED',
          Tags: [{ Key: 'service', Value: 'vpcflowlogs' }],
          WorkGroupConfiguration: {
            EnforceWorkGroupConfiguration: true,
            ResultConfiguration: { OutputLocation: urlOf(integration.results) },
          },
        },
      },
      ...Object.fromEntries(
        queries.map(([name, description, sql]) => [
          name,
          {
            Type: 'AWS::Athena::NamedQuery',
            DependsOn: [table, workgroup],
            Properties: { Name: name, Description: description, Database: database, WorkGroup: workgroup, QueryString: sql },
          },
        ]),
      ),
      VpcFlowLogsLambdaExecutorRole: { Type: 'AWS::IAM::Role', Properties: roleProperties(database, table, flowLog) },
      VpcFlowLogsCreatePartitions: {
        Type: 'AWS::Lambda::Function',
        Properties: {
          Handler: 'index.handler',
          Runtime: 'nodejs20.x',
          Timeout: 900,
          Role: arnOf('VpcFlowLogsLambdaExecutorRole'),
          Code: { ZipFile: '// The emulator carries out what AWS publishes of this function: partitions for days, in Glue.' },
        },
      },
      VpcFlowLogsLoadPartitions: {
        Type: 'Custom::VpcFlowLogsLoadPartitions',
        DependsOn: table,
        Properties: { ServiceToken: arnOf('VpcFlowLogsCreatePartitions'), ...loader },
      },
      ...(isRecurring ? recurring(loader) : {}),
    },
  };
}

/** Flow-log columns that a statement names. */
const needed = (sql: string): readonly string[] =>
  [...sql.matchAll(/\b[a-z]+(?:_[a-z]+)*\b/g)].map(([word]) => word).filter((word) => word !== 'start' && fieldOf(word)?.column === word);

const urlOf = (arn: string): string => `s3://${arn.replace(/^arn:aws[\w-]*:s3:::/, '').replace(/\/*$/, '/')}`;

function roleProperties(database: string, table: string, { region }: FlowLog): Readonly<Record<string, unknown>> {
  const glue = `arn:aws:glue:${region}:${ACCOUNT}`;
  const statement = (actions: readonly string[], resources: readonly string[]) => ({
    Effect: 'Allow',
    Action: actions,
    Resource: resources,
  });
  return {
    AssumeRolePolicyDocument: {
      Version: '2012-10-17',
      Statement: [{ Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com' }, Action: 'sts:AssumeRole' }],
    },
    Policies: [
      {
        PolicyName: 'VpcFlowLogsLambdaExecutor',
        PolicyDocument: {
          Version: '2012-10-17',
          Statement: [
            statement(['logs:CreateLogGroup', 'logs:CreateLogStream', 'logs:PutLogEvents'], ['arn:aws:logs:*:*:*']),
            statement(
              ['glue:GetTable', 'glue:CreatePartition', 'glue:UpdatePartition', 'glue:GetPartition'],
              [`${glue}:catalog`, `${glue}:database/${database}`, `${glue}:table/${database}/${table}`],
            ),
          ],
        },
      },
    ],
  };
}

/** At midnight UTC, the partition of the day that begins. */
function recurring(loader: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  return {
    VpcFlowLogsPartitionSchedule: {
      Type: 'AWS::Events::Rule',
      Properties: {
        ScheduleExpression: 'cron(0 0 * * ? *)',
        State: 'ENABLED',
        Targets: [{ Id: 'VpcFlowLogsCreatePartitions', Arn: arnOf('VpcFlowLogsCreatePartitions'), Input: JSON.stringify(loader) }],
      },
    },
    VpcFlowLogsPartitionPermission: {
      Type: 'AWS::Lambda::Permission',
      Properties: {
        Action: 'lambda:InvokeFunction',
        FunctionName: reference('VpcFlowLogsCreatePartitions'),
        Principal: 'events.amazonaws.com',
        SourceArn: arnOf('VpcFlowLogsPartitionSchedule'),
      },
    },
  };
}
