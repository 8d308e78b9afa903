/**
 * Nagare's own table over a flow log's files: partitions are projected, so that there is nothing to load, ever. Pure:
 * what is run, and what is done elsewhere, are made of the same definition.
 */

import type { TableChoice } from '../../../preload/contract/integration.ts';
import type { FlowLog } from '../../../preload/contract/setup.ts';
import { fieldOf } from '../../flowlogs/fields.ts';
import { rootFolder } from '../../flowlogs/log-layout.ts';
import { CATALOG_MARK } from '../marks.ts';

export interface Column {
  readonly name: string;
  /** Hive's. */
  readonly type: string;
}

export interface TableDefinition {
  readonly database: string;
  readonly table: string;
  readonly columns: readonly Column[];
  readonly keys: readonly Column[];
  readonly parameters: Readonly<Record<string, string>>;
  /** `s3://bucket/folder/AWSLogs/`. */
  readonly location: string;
  readonly fileFormat: 'parquet' | 'plain-text';
}

/** The workgroup that was made with a table; beside the mark in its parameters. */
export const WORKGROUP_PARAMETER = 'nagare.workgroup';

/** @param flowLog one that goes to S3 */
export function ownTable(flowLog: FlowLog & { readonly bucket: string }, choice: TableChoice): TableDefinition {
  const { fileFormat, hive, hourly } = flowLog;
  const times = ['year', 'month', 'day', ...(hourly ? ['hour'] : [])];
  const location = `s3://${flowLog.bucket}/${rootFolder(flowLog)}`;
  const timeFolders = times.map((name) => `${hive ? `${name}=` : ''}\${${name}}/`).join('');
  const places = hive
    ? `aws-account-id=\${aws_account_id}/aws-service=vpcflowlogs/aws-region=\${aws_region}/`
    : `\${aws_account_id}/vpcflowlogs/\${aws_region}/`;
  return {
    database: choice.database,
    table: choice.table,
    columns: columnsOfFields(flowLog.fields),
    // Names that no field has: a `region` of the records and one of the folders would be one column.
    keys: ['aws_account_id', 'aws_region', ...times].map((name) => ({ name, type: 'string' })),
    parameters: {
      EXTERNAL: 'TRUE',
      classification: fileFormat === 'parquet' ? 'parquet' : 'csv',
      ...(fileFormat === 'parquet' ? {} : { 'skip.header.line.count': '1' }),
      'projection.enabled': 'true',
      'projection.aws_account_id.type': 'enum',
      'projection.aws_account_id.values': choice.accounts.join(','),
      'projection.aws_region.type': 'enum',
      'projection.aws_region.values': choice.regions.join(','),
      'projection.year.type': 'date',
      'projection.year.format': 'yyyy',
      'projection.year.range': `${choice.since.slice(0, 4)},NOW`,
      'projection.year.interval': '1',
      'projection.year.interval.unit': 'YEARS',
      ...counted('month', 1, 12),
      ...counted('day', 1, 31),
      ...(hourly ? counted('hour', 0, 23) : {}),
      'storage.location.template': location + places + timeFolders,
      [CATALOG_MARK]: flowLog.id,
      [WORKGROUP_PARAMETER]: choice.workgroup,
    },
    location,
    fileFormat: fileFormat ?? 'plain-text',
  };
}

function counted(name: string, first: number, last: number): Readonly<Record<string, string>> {
  return {
    [`projection.${name}.type`]: 'integer',
    [`projection.${name}.range`]: `${first},${last}`,
    [`projection.${name}.digits`]: '2',
  };
}

/** A field that AWS added since is read as a text: Parquet by its name, text by its place. */
export function columnsOfFields(fields: readonly string[]): readonly Column[] {
  return fields.map((name) => ({ name: name.toLowerCase().replace(/\W/g, '_'), type: fieldOf(name)?.type ?? 'string' }));
}

const PARQUET = {
  input: 'org.apache.hadoop.hive.ql.io.parquet.MapredParquetInputFormat',
  output: 'org.apache.hadoop.hive.ql.io.parquet.MapredParquetOutputFormat',
  serde: 'org.apache.hadoop.hive.ql.io.parquet.serde.ParquetHiveSerDe',
  serdeParameters: { 'serialization.format': '1' },
};
const TEXT = {
  input: 'org.apache.hadoop.mapred.TextInputFormat',
  output: 'org.apache.hadoop.hive.ql.io.HiveIgnoreKeyTextOutputFormat',
  serde: 'org.apache.hadoop.hive.serde2.lazy.LazySimpleSerDe',
  serdeParameters: { 'serialization.format': ' ', 'field.delim': ' ' },
};

/** How Glue names the readers of a file format. */
export const storageOf = (fileFormat: TableDefinition['fileFormat']) => (fileFormat === 'parquet' ? PARQUET : TEXT);
