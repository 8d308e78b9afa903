/** Which objects in S3 hold a table's rows, and of which partition each is. */
import { type CatalogTable, locationOf, partitionLocationOf } from '../catalog.ts';
import type { ObjectStore, StoredObject } from '../s3/object-store.ts';
import { projectionOf } from './projected-partitions.ts';

export interface TableObject {
  readonly key: string;
  readonly stored: StoredObject;
  /** In the order of the table's keys. */
  readonly values: readonly string[];
}

export function objectsOf(table: CatalogTable, store: ObjectStore): readonly TableObject[] {
  const projection = projectionOf(table, Date.now());
  if (projection) {
    return inFolder(store, projection.bucket, projection.prefix).flatMap(([key, stored]) => {
      const values = projection.valuesOf(key);
      return values === null ? [] : [{ key, stored, values }];
    });
  }
  const places = table.partitionKeys.length === 0 ? [[] as readonly string[]] : table.partitions;
  return places.flatMap((values) => {
    const url = values.length === 0 ? locationOf(table) : partitionLocationOf(table, values);
    const [, bucket = '', prefix = ''] = /^s3:\/\/([^/]+)\/(.*)$/.exec(url.endsWith('/') ? url : `${url}/`) ?? [];
    return inFolder(store, bucket, prefix).map(([key, stored]) => ({ key, stored, values }));
  });
}

/** Whatever is below it, but for what Hive takes for hidden. */
function inFolder(store: ObjectStore, bucket: string, prefix: string): readonly (readonly [key: string, stored: StoredObject])[] {
  return store.keys(bucket, prefix).flatMap((key) => {
    const name = key.slice(key.lastIndexOf('/') + 1);
    const stored = store.get(bucket, key);
    return !stored || name === '' || /^[._]/.test(name) ? [] : [[key, stored] as const];
  });
}
