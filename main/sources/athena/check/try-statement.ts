/** One statement that costs nothing, from its start to its result. */
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { CheckId } from '../../../../preload/contract/check.ts';
import { AppError } from '../../../app-error.ts';
import { workgroupOf } from '../../../flowlogs/athena-defaults.ts';
import { createAthenaSource } from '../athena-source.ts';
import { expectedOwner } from '../bucket-owner.ts';
import type { Checking } from './checking.ts';
import { deniedBy, failedLine, lineOf } from './line.ts';
import { placeOf, type S3Place } from './policy.ts';

/**
 * Athena does not charge for EXPLAIN: it plans, and reads nothing.
 * https://docs.aws.amazon.com/athena/latest/ug/athena-explain-statement.html
 */
export const FREE_STATEMENT = 'EXPLAIN SELECT 1';

const POLLS = 40;
const POLL_MS = 250;

export interface FoundResults {
  /** NULL: Athena keeps them itself, or nobody told. */
  readonly results: S3Place | null;
  /** ARNs of the KMS keys that results are encrypted with. */
  readonly keys: readonly string[];
}

/** What is only known when the statement has ended. */
const AFTER: readonly CheckId[] = ['result_write', 'result_read', 'results', 'stop', 'executions_read', 'statistics'];

export async function tryStatement(checking: Checking): Promise<FoundResults> {
  const { ref, clients, arns, attempt, tell, within } = checking;
  const athena = clients.athena(ref);
  const group = await attempt('workgroup', arns.workgroup, (signal) => athena.getWorkGroup({ WorkGroup: workgroupOf(ref) }, signal));
  const settings = group?.WorkGroup?.Configuration;
  const isManaged = settings?.ManagedQueryResultsConfiguration?.Enabled === true;
  const key = settings?.ResultConfiguration?.EncryptionConfiguration?.KmsKey;
  const source = createAthenaSource({ ref, clients });

  let place = placeOf(settings?.ResultConfiguration?.OutputLocation);
  const found = (): FoundResults => ({ results: isManaged ? null : place, keys: key === undefined ? [] : [key] });
  const resultArn = () => (place ? arns.objects(place) : '*');
  const location = async () => {
    if (isManaged || !place) return tell(lineOf('result_location', '*', isManaged ? 'unneeded' : 'untested'));
    const { bucket } = place;
    await attempt('result_location', arns.bucket(place), (signal) => clients.s3(ref).getBucketLocation({ Bucket: bucket }, signal));
  };

  const id = await attempt('start', arns.workgroup, async (signal) => {
    const input = await source.prepare(`check-${randomUUID()}`, FREE_STATEMENT, signal);
    const own = (input.ResultConfiguration as { readonly OutputLocation?: string } | undefined)?.OutputLocation;
    place ??= placeOf(own);
    return source.submit(input, signal);
  });
  if (id === null) {
    await location();
    tell(lineOf('poll', arns.workgroup, 'untested'));
    for (const each of AFTER)
      tell(
        lineOf(
          each,
          each.startsWith('result_') ? resultArn() : arns.workgroup,
          isManaged && each.startsWith('result_') ? 'unneeded' : 'untested',
        ),
      );
    return found();
  }

  let output: string | undefined;
  let owner: string | null = null;
  const ended = await attempt('poll', arns.workgroup, async (signal) => {
    for (let count = 0; count < POLLS; count++) {
      const { QueryExecution: execution } = await athena.getQueryExecution({ QueryExecutionId: id }, signal);
      output = execution?.ResultConfiguration?.OutputLocation;
      owner = expectedOwner(execution, settings ?? null);
      const { State: state, StateChangeReason: reason = '' } = execution?.Status ?? {};
      if (state !== 'QUEUED' && state !== 'RUNNING') return { state, reason };
      await sleep(POLL_MS, undefined, { signal });
    }
    return { state: 'RUNNING' as const, reason: '' };
  });
  const object = placeOf(output);
  if (object) place ??= { bucket: object.bucket, prefix: object.prefix.replace(/[^/]+\/$/, '') };

  const write = () => {
    if (isManaged) return lineOf('result_write', '*', 'unneeded');
    if (ended === null) return lineOf('result_write', resultArn(), 'untested');
    if (ended.state === 'SUCCEEDED') return lineOf('result_write', resultArn(), 'ok');
    if (ended.state === 'RUNNING') return lineOf('result_write', resultArn(), 'untested', { note: 'not_ended' });
    const denied = deniedBy(ended.reason);
    return lineOf('result_write', resultArn(), denied ? 'denied' : 'failed', { reason: ended.reason, ...denied });
  };
  tell(write());
  const isRead = ended?.state === 'SUCCEEDED';
  const results = async () => {
    if (isRead)
      await attempt('results', arns.workgroup, (signal) => athena.getQueryResults({ QueryExecutionId: id, MaxResults: 1 }, signal));
    else tell(lineOf('results', arns.workgroup, 'untested'));
  };
  const [, bucket = '', objectKey = ''] = /^s3:\/\/([^/]+)\/(.*)$/s.exec(output ?? '') ?? [];
  const read = async () => {
    if (isManaged || !isRead || bucket === '') return tell(lineOf('result_read', resultArn(), isManaged ? 'unneeded' : 'untested'));
    await attempt('result_read', resultArn(), async (signal) => {
      // An empty object has no first byte.
      const answer = await clients
        .s3(ref)
        .getObject({ Bucket: bucket, Key: objectKey, ...(owner === null ? {} : { ExpectedBucketOwner: owner }) }, signal);
      await answer.Body?.transformToByteArray();
    });
  };
  const stop = async () => {
    try {
      await athena.stopQueryExecution({ QueryExecutionId: id }, within());
      tell(lineOf('stop', arns.workgroup, 'ok'));
    } catch (error) {
      // That it has ended already is an answer of somebody who was let in.
      const isLetIn = error instanceof AppError && error.code === 'aws_error';
      tell(isLetIn ? lineOf('stop', arns.workgroup, 'ok') : failedLine('stop', arns.workgroup, error));
    }
  };
  await Promise.all([
    location(),
    results(),
    read(),
    stop(),
    attempt('statistics', arns.workgroup, (signal) => athena.getQueryRuntimeStatistics({ QueryExecutionId: id }, signal)),
    attempt('executions_read', arns.workgroup, (signal) => athena.batchGetQueryExecution({ QueryExecutionIds: [id] }, signal)),
  ]);
  return found();
}
