/** What an item of a plan is to whoever deletes it. Kept as JSON beside the item; long lists are files (`object-lists.ts`). */
import type { CleanupItem } from '../../../preload/contract/cleanup.ts';
import type { Statement } from './delivery-statements.ts';

export interface TableName {
  readonly database: string;
  readonly table: string;
}

export interface StackResource {
  readonly logicalId: string;
  readonly type: string;
  readonly physicalId: string;
}

export type CleanupTarget =
  | { readonly kind: 'queries'; readonly workgroup: string; readonly executionIds: readonly string[] }
  | { readonly kind: 'flow_log'; readonly flowLogId: string }
  /** Its named queries and executions are its list. */
  | { readonly kind: 'workgroup'; readonly workgroup: string }
  /**
   * @property location of the table as it was: another table of that name has another
   * @property createdAt ISO 8601; one that was made anew over the same files has another. NULL: Glue does not say; plans of before have none
   */
  | ({ readonly kind: 'table'; readonly location: string; readonly createdAt?: string | null } & TableName)
  /** @property workgroups of the stack, with the items that have their contents as lists */
  | {
      readonly kind: 'stack';
      readonly stackId: string;
      readonly resources: readonly StackResource[];
      readonly workgroups: readonly { readonly name: string; readonly itemId: string | null }[];
    }
  | { readonly kind: 'database'; readonly database: string }
  | { readonly kind: 'log_group'; readonly logGroup: string }
  /** Versions and uploads of its list, in the order of these folders' or keys' beginnings. */
  | { readonly kind: 'objects'; readonly bucket: string; readonly prefixes: readonly string[] }
  | {
      readonly kind: 'policy';
      readonly bucket: string;
      readonly prefix: string;
      readonly hive: boolean;
      readonly flowLogIds: readonly string[];
      readonly write: readonly Statement[];
      readonly check: readonly Statement[];
      /** Folders of other services' logs that were there. */
      readonly services: readonly string[];
    }
  | { readonly kind: 'bucket'; readonly bucket: string };

/** What was found: an item as it begins. */
export interface Found extends Omit<CleanupItem, 'state' | 'done' | 'error'> {
  readonly target: CleanupTarget;
}
