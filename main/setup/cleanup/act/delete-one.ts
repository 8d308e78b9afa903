/** Things that go by one request: a flow log, a table, a database, a log group, a bucket. */
import { AppError } from '../../../app-error.ts';
import { scrub } from '../../../aws/scrub.ts';
import { listFlowLogs } from '../../inventory/list-flow-logs.ts';
import type { CleanupTarget } from '../cleanup-target.ts';
import { tablesOf } from '../find/catalog.ts';
import { type Acting, changed, isGone, type Outcome, unlessGone } from './acting.ts';

export async function deleteFlowLog({ ec2 }: Acting, flowLogId: string): Promise<Outcome> {
  return unlessGone(async () => {
    const { Unsuccessful: [refused] = [] } = await ec2.deleteFlowLogs({ FlowLogIds: [flowLogId] });
    if (!refused?.Error) return;
    const { Code: code = '', Message: message = '' } = refused.Error;
    const reason = scrub(message);
    if (/NotFound/.test(code)) throw new AppError('flow_log_not_found', 'There is no such flow log any more.', { details: { reason } });
    const isDenied = /Unauthorized|AccessDenied/.test(code);
    throw new AppError(isDenied ? 'access_denied' : 'aws_error', 'AWS did not delete the flow log.', {
      details: { reason, ...(isDenied ? { action: 'ec2:DeleteFlowLogs' } : {}) },
    });
  });
}

/** Only the table that was planned: one that was made anew under its name stays. */
export async function deleteTable(
  { glue }: Acting,
  { database, table, location, createdAt = null }: Extract<CleanupTarget, { kind: 'table' }>,
): Promise<Outcome> {
  return unlessGone(async () => {
    const { Table: found } = await glue.getTable({ DatabaseName: database, Name: table });
    const isAnew = createdAt !== null && found?.CreateTime !== undefined && found.CreateTime.toISOString() !== createdAt;
    if (isAnew || (found?.StorageDescriptor?.Location ?? '') !== location) {
      throw changed(`${database}.${table} is another table than the one that was planned. It stays.`, `${database}.${table}`);
    }
    await glue.deleteTable({ DatabaseName: database, Name: table });
  });
}

/** Glue would take all tables along: with one that is there the database stays. */
export async function deleteDatabase({ glue }: Acting, database: string): Promise<Outcome> {
  return unlessGone(async () => {
    const tables = await tablesOf(glue, database);
    if (tables.length > 0) {
      const about = tables.map(({ table }) => `${database}.${table}`).join(', ');
      throw new AppError('still_in_use', `The database ${database} still has tables: ${about}.`, { details: { reason: about } });
    }
    await glue.deleteDatabase({ Name: database });
  });
}

export async function deleteLogGroup({ logs }: Acting, logGroupName: string): Promise<Outcome> {
  return unlessGone(() => logs.deleteLogGroup({ logGroupName }));
}

/** S3 itself refuses one that is not empty; one that a flow log will write to may be empty still. */
export async function deleteBucket({ ec2, s3 }: Acting, bucket: string): Promise<Outcome> {
  return unlessGone(async () => {
    const writers = (await listFlowLogs(ec2)).filter((each) => each.bucket === bucket);
    if (writers.length > 0) {
      const about = writers.map(({ id }) => id).join(', ');
      throw new AppError('still_in_use', `Flow logs write to the bucket ${bucket}: ${about}. It stays.`, { details: { reason: about } });
    }
    await s3.deleteBucket({ Bucket: bucket });
  });
}

/** Names of the databases' tables that are not among these; none where the database is gone. */
export async function otherTables(
  { glue }: Pick<Acting, 'glue'>,
  database: string,
  known: ReadonlySet<string>,
): Promise<readonly string[]> {
  try {
    return (await tablesOf(glue, database)).filter(({ table }) => !known.has(table)).map(({ table }) => `${database}.${table}`);
  } catch (error) {
    if (isGone(error)) return [];
    throw error;
  }
}
