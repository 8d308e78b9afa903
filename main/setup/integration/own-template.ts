/** Nagare's table as it is made by other hands: AWS CLI, CloudFormation, Terraform. Each makes what the app itself would. */
import type { TableChoice } from '../../../preload/contract/integration.ts';
import type { Elsewhere, Place } from '../../../preload/contract/setup.ts';
import { Block, hclResource, Reference } from '../elsewhere/hcl.ts';
import { awsCommand } from '../elsewhere/shell.ts';
import { type TemplateResource, templateText } from '../elsewhere/template.ts';
import { CATALOG_MARK, TAG } from '../marks.ts';
import { storageOf, type TableDefinition } from './own-table.ts';
import { ddlOf } from './table-ddl.ts';

/** What a workgroup is made with, as Athena has it; its own settings hold, whatever a client sends. */
export function workGroupConfiguration({ bytesLimit, resultLocation }: Pick<TableChoice, 'bytesLimit' | 'resultLocation'>) {
  return {
    EnforceWorkGroupConfiguration: true,
    PublishCloudWatchMetricsEnabled: true,
    ResultConfiguration: { OutputLocation: resultLocation },
    ...(bytesLimit === null ? {} : { BytesScannedCutoffPerQuery: bytesLimit }),
  };
}

export const WORKGROUP_WORDS = 'Queries of VPC flow logs';

/** What is there already, and is left as it is. */
interface Made {
  readonly workgroup: boolean;
  readonly database: boolean;
  /** Where the statements' results go; NULL or left out: the workgroup says. */
  readonly resultLocation?: string | null;
}

type CommandPlace = Place & { readonly region: string };

export function tableElsewhere(definition: TableDefinition, choice: TableChoice, place: CommandPlace, present: Made): Elsewhere {
  return {
    cli: byCli(definition, choice, place, present),
    cloudFormation: tableTemplate(definition, choice, present),
    terraform: byTerraform(definition, choice, present),
  };
}

function byCli(definition: TableDefinition, choice: TableChoice, place: CommandPlace, present: Made): string {
  const commands = [
    ...(present.workgroup ? [] : [createWorkgroupCommand(choice, place)]),
    // Athena's statements are only begun by a command: the database has to be there when that of the table comes.
    ...(present.database ? [] : [awsCommand('glue', 'create-database', { 'database-input': databaseInput(definition) }, place)]),
    ...ddlOf(definition)
      .slice(1)
      .map((statement) => statementCommand(statement, choice, place, present.resultLocation ?? null)),
  ];
  return `${commands.join('\n\n')}\n`;
}

export function createWorkgroupCommand(choice: TableChoice, place: CommandPlace): string {
  const options = {
    name: choice.workgroup,
    description: WORKGROUP_WORDS,
    configuration: workGroupConfiguration(choice),
    tags: [{ Key: TAG.key, Value: TAG.value }],
  };
  return awsCommand('athena', 'create-work-group', options, place);
}

/** @param resultLocation for a workgroup that names none */
export function statementCommand(
  statement: string,
  { workgroup }: Pick<TableChoice, 'workgroup'>,
  place: CommandPlace,
  resultLocation: string | null,
): string {
  const options = {
    'work-group': workgroup,
    'result-configuration': resultLocation === null ? null : { OutputLocation: resultLocation },
    'query-string': statement,
  };
  return awsCommand('athena', 'start-query-execution', options, place);
}

function databaseInput({ database, parameters }: TableDefinition) {
  return { Name: database, Description: 'VPC flow logs', Parameters: { [CATALOG_MARK]: parameters[CATALOG_MARK] ?? '' } };
}

/** The template of a stack that makes the same. */
export function tableTemplate(definition: TableDefinition, choice: TableChoice, present: Made): string {
  const storage = storageOf(definition.fileFormat);
  const columns = (all: TableDefinition['columns']) => all.map(({ name, type }) => ({ Name: name, Type: type }));
  const workgroup: TemplateResource = {
    Type: 'AWS::Athena::WorkGroup',
    Properties: {
      Name: choice.workgroup,
      Description: WORKGROUP_WORDS,
      State: 'ENABLED',
      // Or the stack could not be deleted once a query has run.
      RecursiveDeleteOption: true,
      WorkGroupConfiguration: workGroupConfiguration(choice),
      Tags: [{ Key: TAG.key, Value: TAG.value }],
    },
  };
  const database: TemplateResource = {
    Type: 'AWS::Glue::Database',
    Properties: {
      CatalogId: { Ref: 'AWS::AccountId' },
      DatabaseInput: databaseInput(definition),
    },
  };
  return templateText('A table over VPC flow logs, and a workgroup for its queries', {
    ...(present.workgroup ? {} : { WorkGroup: workgroup }),
    ...(present.database ? {} : { Database: database }),
    Table: {
      Type: 'AWS::Glue::Table',
      ...(present.database ? {} : { DependsOn: ['Database'] }),
      Properties: {
        CatalogId: { Ref: 'AWS::AccountId' },
        DatabaseName: definition.database,
        TableInput: {
          Name: definition.table,
          TableType: 'EXTERNAL_TABLE',
          Parameters: definition.parameters,
          PartitionKeys: columns(definition.keys),
          StorageDescriptor: {
            Columns: columns(definition.columns),
            Location: definition.location,
            InputFormat: storage.input,
            OutputFormat: storage.output,
            SerdeInfo: { SerializationLibrary: storage.serde, Parameters: storage.serdeParameters },
          },
        },
      },
    },
  });
}

/** Its resources. */
export function byTerraform(definition: TableDefinition, choice: TableChoice, present: Made): string {
  const storage = storageOf(definition.fileFormat);
  const blocks = (all: TableDefinition['columns']) => all.map(({ name, type }) => new Block({ name, type }));
  const mark = { [CATALOG_MARK]: definition.parameters[CATALOG_MARK] ?? '' };
  const resources = [
    ...(present.workgroup
      ? []
      : [
          hclResource('aws_athena_workgroup', 'flow_logs', {
            name: choice.workgroup,
            description: WORKGROUP_WORDS,
            force_destroy: true,
            tags: { [TAG.key]: TAG.value },
            configuration: new Block({
              enforce_workgroup_configuration: true,
              publish_cloudwatch_metrics_enabled: true,
              ...(choice.bytesLimit === null ? {} : { bytes_scanned_cutoff_per_query: choice.bytesLimit }),
              result_configuration: new Block({ output_location: choice.resultLocation }),
            }),
          }),
        ]),
    ...(present.database
      ? []
      : [
          hclResource('aws_glue_catalog_database', 'flow_logs', {
            name: definition.database,
            description: 'VPC flow logs',
            parameters: mark,
          }),
        ]),
    hclResource('aws_glue_catalog_table', 'flow_logs', {
      name: definition.table,
      database_name: present.database ? definition.database : new Reference('aws_glue_catalog_database.flow_logs.name'),
      table_type: 'EXTERNAL_TABLE',
      parameters: definition.parameters,
      partition_keys: blocks(definition.keys),
      storage_descriptor: new Block({
        location: definition.location,
        input_format: storage.input,
        output_format: storage.output,
        ser_de_info: new Block({ serialization_library: storage.serde, parameters: storage.serdeParameters }),
        columns: blocks(definition.columns),
      }),
    }),
  ];
  return resources.join('\n');
}
