/** A table in Athena, as a source: statements run there, are paid for, and leave their rows in S3. */
import type { QueryExecution, StartQueryExecutionCommandInput, WorkGroupConfiguration } from '@aws-sdk/client-athena';
import type { AthenaRef } from '../../../preload/contract/query.ts';
import { AppError } from '../../app-error.ts';
import type { AwsClients } from '../../aws/clients.ts';
import { catalogOf, databaseOf, workgroupOf } from '../../flowlogs/athena-defaults.ts';
import type { ExecutedSource, StartInput } from '../source.ts';
import { expectedOwner } from './bucket-owner.ts';
import { describeTable } from './describe-table.ts';
import { executionStatus } from './execution-status.ts';
import { withDetails } from './failure-details.ts';
import { findExecution } from './find-execution.ts';
import { createKeep, type Keep } from './kept.ts';
import { openResult } from './open-result.ts';
import { outputLocation } from './output-location.ts';
import { patientWith } from './persist.ts';
import { isPruned, readBound } from './read-bound.ts';
import { startInput } from './start-input.ts';
import { workgroupSettings } from './workgroup-settings.ts';

export interface AthenaSourceOptions {
  readonly ref: AthenaRef;
  readonly clients: AwsClients;
  /** What estimates remember of catalogue and bucket; its own if left out. */
  readonly keep?: Keep;
  /** Where results go that the workgroup has no place for, as it was said; NULL: nothing was. */
  readonly ownOutput?: () => string | null;
}

export function createAthenaSource({
  ref,
  clients,
  keep = createKeep(Date.now),
  ownOutput = () => null,
}: AthenaSourceOptions): ExecutedSource {
  const athena = clients.athena(ref);
  const workgroup = workgroupOf(ref);
  const bound = { ref, clients, keep, now: Date.now };

  /** The workgroup's, as they were when the statement was made ready; asked for where another process did that. */
  let prepared: WorkGroupConfiguration | null | undefined;
  const settings = async (signal?: AbortSignal) => {
    prepared ??= await workgroupSettings(athena, workgroup, signal);
    return prepared;
  };

  /** Of the last poll. What succeeded stays as it is: it need not be asked for again when its rows are. */
  let polled: QueryExecution | undefined;

  const poll: ExecutedSource['poll'] = async (executionId, signal) => {
    const { QueryExecution } = await athena.getQueryExecution({ QueryExecutionId: executionId }, signal);
    polled = QueryExecution;
    const status = executionStatus(QueryExecution);
    return status.error
      ? { ...status, error: await withDetails(status.error, QueryExecution, { settings, s3: clients.s3(ref) }, signal) }
      : status;
  };

  return {
    mode: 'executed',
    describe: (signal, isToDraw) => describeTable(ref, clients, keep, signal, isToDraw),
    isPruned: (extent) => isPruned(bound, extent),
    readBound: (extent) => readBound(bound, extent),
    async prepare(runId, sql, signal, reuseMinutes = null) {
      prepared = await workgroupSettings(athena, workgroup, signal);
      const place = { workgroup, catalog: catalogOf(ref), database: databaseOf(ref) };
      return startInput(runId, sql, {
        ...place,
        outputLocation: outputLocation(prepared, workgroup, ownOutput()),
        reuseMinutes,
      });
    },
    async submit(input, signal) {
      const { QueryExecutionId: id } = await athena.startQueryExecution(asStartInput(input), signal);
      if (!id) throw new AppError('aws_error', 'Athena did not name the execution it started.');
      clients.warmS3(ref);
      return id;
    },
    find: (runId, since, signal) => findExecution(athena, workgroup, runId, since, signal),
    poll,
    async stop(executionId, signal) {
      await athena.stopQueryExecution({ QueryExecutionId: executionId }, signal);
    },
    open(executionId, signal, waits) {
      const known = polled?.QueryExecutionId === executionId && polled.Status?.State === 'SUCCEEDED' ? polled : undefined;
      return openResult({ athena, s3: clients.s3(ref) }, executionId, {
        signal,
        known,
        ownerOf: async (execution) => expectedOwner(execution, await settings(signal)),
        ...(waits ? { persistence: patientWith(waits) } : {}),
      });
    },
  };
}

/** It was made by `startInput` and has been on disk since: that it is whole is worth a look, its form was ours. */
function asStartInput(input: StartInput): StartQueryExecutionCommandInput {
  const { QueryString, ClientRequestToken } = input;
  if (typeof QueryString !== 'string' || typeof ClientRequestToken !== 'string') throw new TypeError('not the input of a start');
  return { ...input, QueryString, ClientRequestToken };
}
