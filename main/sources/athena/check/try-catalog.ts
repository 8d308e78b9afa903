/** The table's definition, by Athena and by Glue: where its data lies, whether it has partitions, who governs it. */

import { catalogOf, databaseOf, workgroupOf } from '../../../flowlogs/athena-defaults.ts';
import { projectionOf } from '../../../flowlogs/partition-projection.ts';
import type { Checking } from './checking.ts';
import { lineOf } from './line.ts';
import { placeOf, type S3Place } from './policy.ts';

export interface FoundTable {
  /** Where its files are, as far as the catalogue told. */
  readonly data: readonly S3Place[];
  readonly isGoverned: boolean;
}

export async function tryCatalog(checking: Checking): Promise<FoundTable> {
  const { ref, clients, arns, attempt, tell } = checking;
  const isGlue = catalogOf(ref).toLowerCase() === 'awsdatacatalog';
  const place = { DatabaseName: databaseOf(ref) };
  const [metadata, glue, partitions] = await Promise.all([
    attempt('table_metadata', arns.catalog, (signal) =>
      clients
        .athena(ref)
        .getTableMetadata({ CatalogName: catalogOf(ref), ...place, TableName: ref.table, WorkGroup: workgroupOf(ref) }, signal),
    ),
    isGlue ? attempt('glue_table', arns.glueTable, (signal) => clients.glue(ref).getTable({ ...place, Name: ref.table }, signal)) : null,
    isGlue
      ? attempt('glue_partitions', arns.glueTable, (signal) =>
          clients.glue(ref).getPartitions({ ...place, TableName: ref.table, MaxResults: 1, ExcludeColumnSchema: true }, signal),
        )
      : null,
  ]);
  if (!isGlue) {
    tell(lineOf('glue_table', arns.glueTable, 'unneeded'));
    tell(lineOf('glue_partitions', arns.glueTable, 'unneeded'));
  }
  const parameters = { ...metadata?.TableMetadata?.Parameters, ...glue?.Table?.Parameters };
  const template = projectionOf(parameters) ? parameters['storage.location.template'] : undefined;
  const urls = [
    template,
    glue?.Table?.StorageDescriptor?.Location ?? parameters.location,
    // A partition may lie anywhere.
    partitions?.Partitions?.[0]?.StorageDescriptor?.Location,
  ];
  const isGoverned = glue?.Table?.IsRegisteredWithLakeFormation === true;
  tell(lineOf('lake_formation', '*', isGoverned ? 'untested' : 'unneeded'));
  return { data: outermost(urls.flatMap((url) => placeOf(url) ?? [])), isGoverned };
}

/** Places of which none lies in another. */
export function outermost(places: readonly S3Place[]): readonly S3Place[] {
  const isIn = (inner: S3Place, outer: S3Place) => inner.bucket === outer.bucket && inner.prefix.startsWith(outer.prefix);
  const same = (one: S3Place, other: S3Place) => one.bucket === other.bucket && one.prefix === other.prefix;
  return places.filter((place, index) =>
    places.every((other, otherIndex) => index === otherIndex || !isIn(place, other) || (same(place, other) && index < otherIndex)),
  );
}
