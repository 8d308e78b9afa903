/** A table as the catalogue has it: introspected, never assumed. */
import type { AthenaRef, Table } from '../../../preload/contract/query.ts';
import { AppError } from '../../app-error.ts';
import type { AthenaApi } from '../../aws/athena-api.ts';
import type { AwsClients } from '../../aws/clients.ts';
import { catalogOf, databaseOf } from '../../flowlogs/athena-defaults.ts';
import { fieldOf } from '../../flowlogs/fields.ts';
import { projectionOf } from '../../flowlogs/partition-projection.ts';
import { partitionScheme, timeRoles } from '../../flowlogs/partition-scheme.ts';
import { trinoTypeOf } from './column-types.ts';
import type { Keep } from './kept.ts';
import { partitionValues } from './partition-values.ts';

/** @param keep remembers the list of partitions, for estimates too @param isToDraw as in `partitionValues` @throws AppError `table_not_found` and AWS's other codes */
export async function describeTable(
  ref: AthenaRef,
  clients: AwsClients,
  keep: Keep,
  signal?: AbortSignal,
  isToDraw = false,
): Promise<Table> {
  const metadata = await tableMetadata(ref, clients.athena(ref), signal);
  const keys = (metadata.PartitionKeys ?? []).map((key) => ({ name: key.Name ?? '', type: key.Type ?? 'string' }));
  const data = (metadata.Columns ?? []).map((column) => ({ name: column.Name ?? '', type: column.Type ?? 'string' }));
  const parameters = metadata.Parameters ?? {};
  const wantsValues = keys.some((key) => timeRoles(key.name) !== null) && !projectionOf(parameters);
  const values = wantsValues ? await partitionValues(ref, clients, keys, keep, { signal, isToDraw }) : [];
  const scheme = partitionScheme(keys, parameters, values);
  // `region` may be both a field of the records and a key: by one name there is one column, the key.
  const isKey = (name: string) => keys.some((key) => key.name.toLowerCase() === name.toLowerCase());
  const columns = [...data.filter(({ name }) => !isKey(name)), ...keys].map(({ name, type }) => ({ name, type: trinoTypeOf(type) }));
  const warnings: Table['warnings'] = [];
  if (!scheme.isUnderstood) warnings.push({ code: 'partitions_unknown' });
  for (const column of scheme.injected) {
    const key = scheme.scope.find((each) => each.column === column);
    warnings.push({ code: 'partitions_injected', column, field: key?.field ?? null });
  }
  if (!isFlowLog(columns.map((column) => column.name))) warnings.push({ code: 'not_flow_logs' });
  return {
    catalog: catalogOf(ref),
    database: databaseOf(ref),
    table: metadata.Name ?? ref.table,
    columns,
    partitionKeys: [...scheme.keys],
    scopeKeys: [...scheme.scope],
    newestEpoch: null,
    warnings,
  };
}

/** What Athena says of the table. @throws AppError `table_not_found` and AWS's other codes */
export async function tableMetadata(ref: AthenaRef, athena: AthenaApi, signal?: AbortSignal) {
  const name = `${databaseOf(ref)}.${ref.table}`;
  const notFound = (cause?: unknown, details = {}) =>
    new AppError('table_not_found', `There is no table ${name}. Check catalog, database, table and region.`, {
      cause,
      details: { ...details, table: name },
    });
  try {
    const answer = await athena.getTableMetadata(
      {
        CatalogName: catalogOf(ref),
        DatabaseName: databaseOf(ref),
        TableName: ref.table,
        ...(ref.workgroup === null ? {} : { WorkGroup: ref.workgroup }),
      },
      signal,
    );
    if (!answer.TableMetadata) throw notFound();
    return answer.TableMetadata;
  } catch (error) {
    if (error instanceof AppError && error.code === 'table_not_found') throw notFound(error, error.details);
    throw error;
  }
}

function isFlowLog(names: readonly string[]): boolean {
  const known = new Set(names.map((name) => fieldOf(name)?.column));
  return known.has('start') || (known.has('srcaddr') && known.has('dstaddr'));
}
