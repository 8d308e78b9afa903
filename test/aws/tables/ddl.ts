/** Statements about databases, tables and partitions, read into what they ask for. */
import { type DdlCursor, ddlCursor } from './ddl-cursor.ts';
import { readProperties, readTableInput } from './ddl-table.ts';
import type { TableInput } from './table-input.ts';

interface TableName {
  /** NULL: the one that the execution is in. */
  readonly database: string | null;
  readonly name: string;
}

export interface PartitionSpec {
  readonly values: ReadonlyMap<string, string>;
  readonly location?: string;
}

export type Ddl =
  | {
      readonly kind: 'createDatabase';
      readonly name: string;
      readonly isLenient: boolean;
      readonly parameters: Readonly<Record<string, string>>;
    }
  | { readonly kind: 'dropDatabase'; readonly name: string; readonly isLenient: boolean; readonly isCascading: boolean }
  | { readonly kind: 'createTable'; readonly table: TableName; readonly isLenient: boolean; readonly input: TableInput }
  | { readonly kind: 'dropTable'; readonly table: TableName; readonly isLenient: boolean }
  | {
      readonly kind: 'addPartitions';
      readonly table: TableName;
      readonly isLenient: boolean;
      readonly partitions: readonly PartitionSpec[];
    }
  | {
      readonly kind: 'dropPartitions';
      readonly table: TableName;
      readonly isLenient: boolean;
      readonly partitions: readonly PartitionSpec[];
    }
  | { readonly kind: 'setProperties'; readonly table: TableName; readonly properties: Readonly<Record<string, string>> }
  | { readonly kind: 'repair'; readonly table: TableName }
  | { readonly kind: 'showPartitions'; readonly table: TableName };

/** @returns NULL for any other statement @throws AwsFault `InvalidRequestException` for one that cannot be read */
export function ddlOf(sql: string): Ddl | null {
  const cursor = ddlCursor(sql);
  const ddl = read(cursor, sql);
  if (ddl !== null && !cursor.isAtEnd()) cursor.fail();
  return ddl;
}

function read(cursor: DdlCursor, sql: string): Ddl | null {
  if (cursor.take('CREATE')) {
    if (takeDatabase(cursor)) {
      const isLenient = cursor.take('IF', 'NOT', 'EXISTS');
      const name = cursor.name();
      return { kind: 'createDatabase', name, isLenient, parameters: readDatabaseClauses(cursor) };
    }
    // CREATE TABLE AS SELECT and views are no matter of the catalogue alone.
    if (!cursor.take('EXTERNAL', 'TABLE') || /\bAS\s+SELECT\b/i.test(sql)) return null;
    const isLenient = cursor.take('IF', 'NOT', 'EXISTS');
    const table = cursor.tableName();
    return { kind: 'createTable', table, isLenient, input: readTableInput(cursor, table.name) };
  }
  if (cursor.take('DROP')) {
    const isDatabase = takeDatabase(cursor);
    if (!isDatabase && !cursor.take('TABLE')) return null;
    const isLenient = cursor.take('IF', 'EXISTS');
    if (!isDatabase) return { kind: 'dropTable', table: cursor.tableName(), isLenient };
    const name = cursor.name();
    const isCascading = cursor.take('CASCADE');
    if (!isCascading) cursor.take('RESTRICT');
    return { kind: 'dropDatabase', name, isLenient, isCascading };
  }
  if (cursor.take('ALTER', 'TABLE')) {
    const table = cursor.tableName();
    if (cursor.take('SET', 'TBLPROPERTIES')) return { kind: 'setProperties', table, properties: readProperties(cursor) };
    const isAdding = cursor.take('ADD');
    if (!isAdding) cursor.expect('DROP');
    const isLenient = isAdding ? cursor.take('IF', 'NOT', 'EXISTS') : cursor.take('IF', 'EXISTS');
    const partitions = readPartitions(cursor);
    return { kind: isAdding ? 'addPartitions' : 'dropPartitions', table, isLenient, partitions };
  }
  if (cursor.take('MSCK', 'REPAIR', 'TABLE')) return { kind: 'repair', table: cursor.tableName() };
  if (cursor.take('SHOW', 'PARTITIONS')) return { kind: 'showPartitions', table: cursor.tableName() };
  return null;
}

const takeDatabase = (cursor: DdlCursor): boolean => cursor.take('DATABASE') || cursor.take('SCHEMA');

/** Its properties; what it is described by is let go of. */
function readDatabaseClauses(cursor: DdlCursor): Readonly<Record<string, string>> {
  if (cursor.take('COMMENT')) cursor.text();
  if (cursor.take('LOCATION')) cursor.text();
  return cursor.take('WITH', 'DBPROPERTIES') ? readProperties(cursor) : {};
}

/** `PARTITION (a='x', b='y') LOCATION '...'`, one after another. */
function readPartitions(cursor: DdlCursor): readonly PartitionSpec[] {
  const partitions: PartitionSpec[] = [];
  do {
    cursor.expect('PARTITION');
    cursor.expectSign('(');
    const values = new Map<string, string>();
    do {
      const name = cursor.name();
      cursor.expectSign('=');
      values.set(name, cursor.value());
    } while (cursor.takeSign(','));
    cursor.expectSign(')');
    partitions.push(cursor.take('LOCATION') ? { values, location: cursor.text() } : { values });
    cursor.takeSign(',');
  } while (!cursor.isAtEnd());
  return partitions;
}
