/** Deletes one item, whatever it is. */
import type { CleanupTarget } from '../cleanup-target.ts';
import type { Acting, Outcome } from './acting.ts';
import { deleteObjects } from './delete-objects.ts';
import { deleteBucket, deleteDatabase, deleteFlowLog, deleteLogGroup, deleteTable } from './delete-one.ts';
import { deleteStack } from './delete-stack.ts';
import { deleteWorkgroup, stopQueries } from './delete-workgroup.ts';
import { removeStatements } from './remove-statements.ts';

/** Safe to be done again, from any point. @throws AppError for what stays, and why */
export function act(acting: Acting, target: CleanupTarget): Promise<Outcome> {
  switch (target.kind) {
    case 'queries':
      return stopQueries(acting, target.executionIds);
    case 'flow_log':
      return deleteFlowLog(acting, target.flowLogId);
    case 'workgroup':
      return deleteWorkgroup(acting, target.workgroup);
    case 'table':
      return deleteTable(acting, target);
    case 'stack':
      return deleteStack(acting, target);
    case 'database':
      return deleteDatabase(acting, target.database);
    case 'log_group':
      return deleteLogGroup(acting, target.logGroup);
    case 'objects':
      return deleteObjects(acting, target);
    case 'policy':
      return removeStatements(acting, target);
    case 'bucket':
      return deleteBucket(acting, target.bucket);
  }
}
