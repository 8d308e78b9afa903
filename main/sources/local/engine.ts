/** DuckDB over the flow logs of one folder: one SELECT at a time, closed against reading or writing anything else. */
import { type DuckDBConnection, DuckDBInstance, type DuckDBPreparedStatement, type DuckDBType, StatementType } from '@duckdb/node-api';
import type { ColumnType } from '../../../preload/contract/query.ts';
import { AppError } from '../../app-error.ts';
import { quoteLiteral } from '../../flowlogs/quote.ts';
import type { FileGroup } from '../source.ts';
import { registerAddressFunctions } from './address-functions.ts';
import { chunkRows, type EngineRow, isTakenAsItIs } from './chunk-rows.ts';
import { registerDoubleText } from './double-text.ts';
import { engineFailure, messageOf } from './engine-failure.ts';
import { interruptOn } from './interrupt-on.ts';
import { type TableName, viewStatements } from './table-view.ts';
import { trinoMacros } from './trino-macros.ts';
import { UNNAMED } from './trino-rewrite.ts';
import { trinoToDuckdb } from './trino-to-duckdb.ts';
import { textExpression, trinoType } from './trino-values.ts';

export interface EngineOptions {
  /** Absolute: where the files are. */
  readonly folder: string;
  /** Nothing but their files can be read. */
  readonly groups: readonly FileGroup[];
  readonly table: TableName;
  readonly memoryMb?: number;
  /** Folder for what does not fit into memory: made when it is needed, gone with the engine. NULL: such a statement fails. */
  readonly spillFolder?: string | null;
}

export interface EngineResult {
  /** Trino's type names. */
  readonly columns: readonly ColumnType[];
  /** In batches. */
  readonly rows: AsyncIterable<readonly EngineRow[]>;
}

export interface Engine {
  /** @param sql one Trino SELECT. @throws AppError `bad_sql` with DuckDB's own text, `file_unreadable`, `disk_full`, `cancelled` */
  query(sql: string, signal?: AbortSignal): Promise<EngineResult>;
  /** A SELECT of ours that means the same to DuckDB: the translator, whose loading takes a third of a second, is left alone. */
  queryOwn(sql: string): Promise<EngineResult>;
  close(): void;
}

const MEMORY_MB = 1024;

/** @throws AppError `file_unreadable` when the files are not what they seem */
export async function openEngine(options: EngineOptions): Promise<Engine> {
  const instance = await DuckDBInstance.create(':memory:', {
    autoinstall_known_extensions: 'false',
    autoload_known_extensions: 'false',
    memory_limit: `${options.memoryMb ?? MEMORY_MB}MB`,
  });
  const connection = await instance.connect();
  let calm = () => {};
  const close = () => {
    calm();
    connection.closeSync();
    instance.closeSync();
  };
  try {
    registerAddressFunctions(connection);
    registerDoubleText(connection);
    await connection.run(
      // Without a name DuckDB would spill to where the app was started.
      `SET TimeZone = 'UTC'; SET integer_division = true; SET temp_directory = ${quoteLiteral(options.spillFolder ?? '')}`,
    );
    const files = options.groups.flatMap((group) => group.files);
    await connection.run(`SET allowed_paths = [${files.map(quoteLiteral).join(', ')}]`);
    for (const macro of trinoMacros) await connection.run(macro);
    for (const statement of viewStatements(options.groups, options.table)) await connection.run(statement);
    // From here on no other file is readable, and nothing of this can be undone by a statement.
    await connection.run('SET enable_external_access = false; SET lock_configuration = true');
  } catch (cause) {
    close();
    const failure = engineFailure(cause);
    if (failure.code === 'file_unreadable' && failure.details.path !== undefined) throw failure;
    throw new AppError('file_unreadable', 'The flow-log files cannot be read.', {
      cause,
      details: { path: options.folder, reason: messageOf(cause) },
    });
  }
  return {
    query(sql, signal) {
      calm();
      calm = interruptOn(signal, connection);
      return query(connection, sql, trinoToDuckdb, signal);
    },
    queryOwn: (sql) => query(connection, sql, async (own) => own),
    close,
  };
}

async function query(
  connection: DuckDBConnection,
  sql: string,
  translate: (sql: string) => Promise<string>,
  signal?: AbortSignal,
): Promise<EngineResult> {
  const translated = await translate(sql);
  signal?.throwIfAborted();
  const guard = async <T>(act: () => Promise<T>): Promise<T> => {
    try {
      return await act();
    } catch (cause) {
      signal?.throwIfAborted();
      throw cause instanceof AppError ? cause : engineFailure(cause, sql);
    }
  };
  const described = await guard(() => prepareOne(connection, translated));
  const types = Array.from({ length: described.columnCount }, (_, index) => described.columnType(index));
  const typeIds = types.map((type) => type.typeId);
  const columns = types.map((type, index) => ({
    name: described.columnName(index) === UNNAMED ? `_col${index}` : described.columnName(index),
    type: trinoType(type),
  }));
  const result = await guard(() => connection.stream(withTexts(types, translated)));
  return {
    columns,
    rows: (async function* () {
      const fetch = () => guard(() => result.fetchChunk());
      let next = fetch();
      let isUnderWay = true;
      try {
        for (;;) {
          const chunk = await next;
          isUnderWay = false;
          if (!chunk || chunk.rowCount === 0) return;
          // DuckDB makes the next rows while these are stored.
          next = fetch();
          next.catch(() => undefined);
          isUnderWay = true;
          yield chunkRows(chunk, typeIds);
        }
      } finally {
        // Whoever leaves early closes the engine, which must not be fetching then.
        if (isUnderWay) {
          const stop = interruptOn(AbortSignal.abort(), connection);
          await next.catch(() => undefined);
          stop();
        }
      }
    })(),
  };
}

/** The statement with as text what cannot be taken as it is. */
function withTexts(types: readonly DuckDBType[], sql: string): string {
  const names = types.map((_, index) => `c${index}`);
  const values = types.map((type, index) => (isTakenAsItIs(type) ? `c${index}` : textExpression(`c${index}`, type)));
  // The line feed ends a comment that the statement may close with.
  return `SELECT ${values.join(', ')} FROM (${sql}\n) AS answer (${names.join(', ')})`;
}

/** DuckDB itself says how many statements there are and what they do: no pattern could. */
async function prepareOne(connection: DuckDBConnection, sql: string): Promise<DuckDBPreparedStatement> {
  const statements = await connection.extractStatements(sql);
  if (statements.count !== 1) {
    throw new AppError('bad_sql', 'Give one statement at a time.', { details: { reason: `${statements.count} statements` } });
  }
  const prepared = await statements.prepare(0);
  if (prepared.statementType !== StatementType.SELECT) {
    throw new AppError('bad_sql', 'Only a SELECT can be run.', { details: { reason: 'not a SELECT' } });
  }
  return prepared;
}
