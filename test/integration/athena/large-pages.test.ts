/** A very large result that Athena keeps itself: asked about by what Athena tells of it, and fetched at a yes. */
import { expect, it } from 'vitest';
import { athenaRef, emulatedAws } from '../../support/emulated-aws.ts';
import { finished, openApp } from '../../support/open-app.ts';

const query = { type: 'sql', sql: 'SELECT srcaddr FROM flow_logs', zone: 'UTC' } as const;

async function managed() {
  const { aws } = await emulatedAws({ workgroups: [{ name: 'managed', isManaged: true }] });
  const app = await openApp();
  const run = async () => {
    const { id } = await app.handlers['run.start']({ source: { ...athenaRef, workgroup: 'managed' }, query, confirmed: true });
    return finished(app, id);
  };
  const rows = () => aws.executions[0]?.lines.length;
  return { aws, app, run, rows };
}

it('is asked about with its rows and bytes', async () => {
  const { aws, app, run, rows } = await managed();
  aws.faults.claimedRows = 3_000_000;
  const asked = await run();
  expect(asked).toMatchObject({
    state: 'saved',
    rowsGone: true,
    error: { code: 'large_result', details: { rows: 3_000_000, isMore: false } },
  });
  expect(asked.error?.details.downloadBytes).toBeGreaterThan(0);
  await app.handlers['run.fetch']({ runId: asked.id, anySize: true });
  expect(await finished(app, asked.id)).toMatchObject({ state: 'saved', rowCount: rows(), via: 'api', error: null });
  expect(aws.executions).toHaveLength(1);
});

it('that Athena tells nothing of comes, as long as its rows are not too many', async () => {
  const { aws, run, rows } = await managed();
  aws.faults.denied.add('athena:GetQueryRuntimeStatistics');
  const saved = await run();
  expect(saved).toMatchObject({ state: 'saved', via: 'api', error: null });
  expect(saved.rowCount).toBe(rows());
});
