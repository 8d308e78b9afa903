/** The part of CREATE EXTERNAL TABLE after the name: columns, keys, format, location, properties. */
import type { DdlCursor } from './ddl-cursor.ts';
import type { StorageDescriptor, TableInput } from './table-input.ts';

type Columns = NonNullable<StorageDescriptor['Columns']>;

export const LAZY_SIMPLE = 'org.apache.hadoop.hive.serde2.lazy.LazySimpleSerDe';
export const PARQUET = 'org.apache.hadoop.hive.ql.io.parquet.serde.ParquetHiveSerDe';
export const REGEX = 'org.apache.hadoop.hive.serde2.RegexSerDe';

/** Formats that have a short name. */
export const formats = {
  TEXTFILE: {
    InputFormat: 'org.apache.hadoop.mapred.TextInputFormat',
    OutputFormat: 'org.apache.hadoop.hive.ql.io.HiveIgnoreKeyTextOutputFormat',
  },
  PARQUET: {
    InputFormat: 'org.apache.hadoop.hive.ql.io.parquet.MapredParquetInputFormat',
    OutputFormat: 'org.apache.hadoop.hive.ql.io.parquet.MapredParquetOutputFormat',
  },
} as const;

interface Read {
  description?: string;
  keys: Columns;
  library?: string;
  serdeParameters: Readonly<Record<string, string>>;
  inputFormat: string;
  outputFormat: string;
  location?: string;
  properties: Readonly<Record<string, string>>;
}

/** @throws AwsFault `InvalidRequestException` where the statement cannot be read, or has no location */
export function readTableInput(cursor: DdlCursor, name: string): TableInput {
  const columns = readColumns(cursor);
  const read: Read = {
    keys: [],
    serdeParameters: {},
    inputFormat: formats.TEXTFILE.InputFormat,
    outputFormat: formats.TEXTFILE.OutputFormat,
    properties: {},
  };
  while (!cursor.isAtEnd()) readClause(cursor, read);
  // Athena has no tables of its own: an external table without a location cannot be.
  if (read.location === undefined) cursor.fail();
  return {
    Name: name,
    ...(read.description === undefined ? {} : { Description: read.description }),
    TableType: 'EXTERNAL_TABLE',
    Parameters: { EXTERNAL: 'TRUE', ...read.properties },
    PartitionKeys: read.keys,
    StorageDescriptor: {
      Columns: columns,
      Location: read.location ?? '',
      InputFormat: read.inputFormat,
      OutputFormat: read.outputFormat,
      SerdeInfo: {
        SerializationLibrary: read.library ?? LAZY_SIMPLE,
        Parameters: { 'serialization.format': '1', ...read.serdeParameters },
      },
    },
  };
}

function readClause(cursor: DdlCursor, read: Read): void {
  if (cursor.take('COMMENT')) read.description = cursor.text();
  else if (cursor.take('PARTITIONED', 'BY')) read.keys = readColumns(cursor);
  else if (cursor.take('ROW', 'FORMAT', 'DELIMITED')) read.serdeParameters = readDelimiters(cursor);
  else if (cursor.take('ROW', 'FORMAT', 'SERDE')) {
    read.library = cursor.text();
    if (cursor.take('WITH', 'SERDEPROPERTIES')) read.serdeParameters = readProperties(cursor);
  } else if (cursor.take('STORED', 'AS', 'INPUTFORMAT')) {
    read.inputFormat = cursor.text();
    cursor.expect('OUTPUTFORMAT');
    read.outputFormat = cursor.text();
  } else if (cursor.take('STORED', 'AS', 'PARQUET')) {
    read.library ??= PARQUET;
    read.inputFormat = formats.PARQUET.InputFormat;
    read.outputFormat = formats.PARQUET.OutputFormat;
  } else if (cursor.take('LOCATION')) read.location = cursor.text();
  else if (cursor.take('TBLPROPERTIES')) read.properties = readProperties(cursor);
  else cursor.expect('STORED', 'AS', 'TEXTFILE');
}

function readColumns(cursor: DdlCursor): Columns {
  cursor.expectSign('(');
  const columns: Columns[number][] = [];
  do {
    const column = { Name: cursor.name(), Type: cursor.type() };
    columns.push(cursor.take('COMMENT') ? { ...column, Comment: cursor.text() } : column);
  } while (cursor.takeSign(','));
  cursor.expectSign(')');
  return columns;
}

function readDelimiters(cursor: DdlCursor): Readonly<Record<string, string>> {
  const found: Record<string, string> = {};
  for (;;) {
    if (cursor.take('FIELDS', 'TERMINATED', 'BY')) found['field.delim'] = cursor.text();
    else if (cursor.take('ESCAPED', 'BY')) found['escape.delim'] = cursor.text();
    else if (cursor.take('LINES', 'TERMINATED', 'BY')) found['line.delim'] = cursor.text();
    else if (cursor.take('NULL', 'DEFINED', 'AS')) found['serialization.null.format'] = cursor.text();
    else return found;
  }
}

export function readProperties(cursor: DdlCursor): Readonly<Record<string, string>> {
  cursor.expectSign('(');
  const found: Record<string, string> = {};
  do {
    const name = cursor.text();
    cursor.expectSign('=');
    found[name] = cursor.text();
  } while (cursor.takeSign(','));
  cursor.expectSign(')');
  return found;
}
