/** What Athena means where a source says nothing. */
import type { AthenaRef } from '../../preload/contract/query.ts';

export const workgroupOf = (ref: Pick<AthenaRef, 'workgroup'>): string => ref.workgroup ?? 'primary';
export const catalogOf = (ref: Pick<AthenaRef, 'catalog'>): string => ref.catalog ?? 'AwsDataCatalog';
export const databaseOf = (ref: Pick<AthenaRef, 'database'>): string => ref.database ?? 'default';
