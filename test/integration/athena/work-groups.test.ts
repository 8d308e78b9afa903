/** Workgroups as people have them, each with a whole run through the real SDK. */
import { describe, expect, it, vi } from 'vitest';
import type { Run } from '../../../preload/contract/run.ts';
import { errorText } from '../../../renderer/i18n/error-texts.ts';
import type { WorkGroup } from '../../aws/work-groups.ts';
import { athenaRef, emulatedAws } from '../../support/emulated-aws.ts';
import { finished, openApp } from '../../support/open-app.ts';

const query = { type: 'sql', sql: 'SELECT srcaddr, "bytes" FROM flow_logs', zone: 'UTC' } as const;
const view = { filters: [], sort: null };

/** A run in that workgroup, and its first rows; what was sent with its start. */
async function ran(group: Omit<WorkGroup, 'name'>, env: Readonly<Record<string, string>> = {}) {
  const { aws } = await emulatedAws({ workgroups: [{ name: 'team', ...group }] });
  for (const [name, value] of Object.entries(env)) vi.stubEnv(name, value);
  const app = await openApp();
  const { id } = await app.handlers['run.start']({ source: { ...athenaRef, workgroup: 'team' }, query, confirmed: true });
  const run = await finished(app, id);
  const rows = async (of: Run) => (await app.handlers['result.page']({ runId: of.id, view, offset: 0, limit: 5 })).rows;
  return { aws, run, rows: run.state === 'saved' ? await rows(run) : [] };
}

it('one that is disabled: nothing is started, and that is why, in both languages', async () => {
  const { aws, run } = await ran({ outputLocation: 's3://team/', state: 'DISABLED' });
  expect(run).toMatchObject({ state: 'failed', executionId: null, costUsd: null, error: { code: 'aws_error' } });
  if (!run.error) throw new Error('no error');
  expect(errorText(run.error, 'en')).toMatchObject({ title: 'The workgroup is disabled: team', reason: 'WorkGroup team is disabled.' });
  expect(errorText(run.error, 'ja').title).toContain('team');
  expect(aws.executions).toEqual([]);
});

describe('one that enforces its settings', () => {
  const env = { AWS_ATHENA_S3_STAGING_DIR: 's3://mine/' };

  it('has the result in its own place, whatever the environment says', async () => {
    const { aws, run, rows } = await ran({ outputLocation: 's3://team/results/', isEnforced: true, encryption: 'SSE_S3' }, env);
    expect(run).toMatchObject({ state: 'saved', via: 's3', error: null });
    expect(rows).toHaveLength(5);
    expect(aws.executions.map(({ resultFolder }) => resultFolder)).toEqual(['s3://team/results/']);
    expect(aws.store.keys('mine', '')).toEqual([]);
  });

  it('but has no place is refused by Athena: the error says what is missing', async () => {
    const { aws, run } = await ran({ isEnforced: true }, env);
    expect(run).toMatchObject({ state: 'failed', executionId: null, error: { code: 'output_location_missing' } });
    expect(aws.executions).toEqual([]);
  });
});

describe('results that S3 itself encrypts', () => {
  it.each(['SSE_S3', 'SSE_KMS'] as const)('come from S3 as they are (%s)', async (encryption) => {
    const { aws, run, rows } = await ran({ outputLocation: 's3://team/', encryption });
    expect(run).toMatchObject({ state: 'saved', via: 's3', rowCount: aws.executions[0]?.lines.length, error: null });
    expect(run).not.toHaveProperty('viaWhy');
    expect(rows[0]?.[0]).toMatch(/^[\d.]+$/);
    const kmsKey = aws.store.get('team', `${run.executionId}.csv`)?.kmsKey;
    expect(kmsKey === undefined).toBe(encryption === 'SSE_S3');
  });
});
