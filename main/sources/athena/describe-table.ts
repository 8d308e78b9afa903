/** A table as the catalogue has it: introspected, never assumed. */
import type { AthenaRef, Table } from '../../../preload/contract/query.ts';
import { AppError } from '../../app-error.ts';
import type { AthenaApi } from '../../aws/athena-api.ts';
import type { AwsClients } from '../../aws/clients.ts';
import type { GlueApi } from '../../aws/glue-api.ts';
import { fieldOf } from '../../flowlogs/fields.ts';
import { trinoTypeOf } from './column-types.ts';
import { catalogOf, databaseOf } from './defaults.ts';
import { type CatalogKey, partitionScheme } from './partition-scheme.ts';

/** Partitions looked at to see how their values are written. */
const SAMPLE = 50;

/** @throws AppError `table_not_found` and AWS's other codes */
export async function describeTable(ref: AthenaRef, clients: AwsClients, signal?: AbortSignal): Promise<Table> {
  const metadata = await tableMetadata(ref, clients.athena(ref), signal);
  const keys = (metadata.PartitionKeys ?? []).map((key) => ({ name: key.Name ?? '', type: key.Type ?? 'string' }));
  const data = (metadata.Columns ?? []).map((column) => ({ name: column.Name ?? '', type: column.Type ?? 'string' }));
  const parameters = metadata.Parameters ?? {};
  const wantsValues = keys.length > 0 && parameters['projection.enabled']?.toLowerCase() !== 'true';
  const values = wantsValues ? await sampleValues(ref, clients.glue(ref), keys, signal) : [];
  const scheme = partitionScheme(keys, parameters, values);
  const columns = [...data, ...keys].map(({ name, type }) => ({ name, type: trinoTypeOf(type) }));
  const warnings: Table['warnings'] = [];
  if (!scheme.isUnderstood) warnings.push('partitions_unknown');
  if (!isFlowLog(columns.map((column) => column.name))) warnings.push('not_flow_logs');
  return {
    catalog: catalogOf(ref),
    database: databaseOf(ref),
    table: metadata.Name ?? ref.table,
    columns,
    partitionKeys: [...scheme.keys],
    newestEpoch: null,
    warnings,
  };
}

async function tableMetadata(ref: AthenaRef, athena: AthenaApi, signal?: AbortSignal) {
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

/** Values of some partitions; none where Glue does not hold the catalogue or may not be asked. */
async function sampleValues(
  ref: AthenaRef,
  glue: GlueApi,
  keys: readonly CatalogKey[],
  signal?: AbortSignal,
): Promise<readonly (readonly string[])[]> {
  if (catalogOf(ref).toLowerCase() !== 'awsdatacatalog') return [];
  try {
    const { Partitions = [] } = await glue.getPartitions(
      { DatabaseName: databaseOf(ref), TableName: ref.table, MaxResults: SAMPLE, ExcludeColumnSchema: true },
      signal,
    );
    return Partitions.flatMap(({ Values }) => (Values?.length === keys.length ? [Values] : []));
  } catch (error) {
    if (error instanceof AppError && (error.code === 'access_denied' || error.code === 'table_not_found' || error.code === 'aws_error')) {
      return [];
    }
    throw error;
  }
}

function isFlowLog(names: readonly string[]): boolean {
  const known = new Set(names.map((name) => fieldOf(name)?.column));
  return known.has('start') || (known.has('srcaddr') && known.has('dstaddr'));
}
