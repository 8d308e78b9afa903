/** The benchmark's rows as flow-log files, as AWS would have written them. */
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { quoteIdentifier, quoteLiteral } from '../../main/flowlogs/quote.ts';
import { writeParquet } from '../support/flow-log-files.ts';
import { flowColumns } from './flow-csv.ts';

const rowsOf = (csv: string) => `read_csv(${quoteLiteral(csv)}, header = true, all_varchar = true, parallel = true)`;

/** One Parquet file, typed. @returns its folder */
export async function writeParquetFiles(folder: string, csv: string): Promise<string> {
  const columns = flowColumns.map(([name, type]) => `CAST(${quoteIdentifier(name)} AS ${type}) AS ${quoteIdentifier(name)}`);
  await writeParquet({ [join(folder, 'rows.parquet')]: `SELECT ${columns.join(', ')} FROM ${rowsOf(csv)}` });
  return folder;
}

/** One `.log.gz`: names with hyphens, `-` for nothing. @param folder is there already @returns the folder */
export async function writeTextFiles(folder: string, csv: string): Promise<string> {
  const columns = flowColumns.map(([name]) => `coalesce(${quoteIdentifier(name)}, '-') AS ${quoteIdentifier(name.replaceAll('_', '-'))}`);
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  const options = "FORMAT csv, HEADER, DELIMITER ' ', QUOTE '', ESCAPE '', COMPRESSION gzip";
  await connection.run(
    `COPY (SELECT ${columns.join(', ')} FROM ${rowsOf(csv)}) TO ${quoteLiteral(join(folder, 'rows.log.gz'))} (${options})`,
  );
  connection.closeSync();
  instance.closeSync();
  return folder;
}
