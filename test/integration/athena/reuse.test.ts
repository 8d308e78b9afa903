/** Earlier results that stand for new ones: when they may, and that it is told. */
import { expect, it } from 'vitest';
import type { App } from '../../../main/app.ts';
import { emptyForm } from '../../../main/flowlogs/form.ts';
import type { Query } from '../../../preload/contract/query.ts';
import { athenaRef, emulatedAws } from '../../support/emulated-aws.ts';
import { openApp } from '../../support/open-app.ts';

const from = Date.UTC(2022, 10, 28, 3, 15) / 1000;
const query: Query = { type: 'form', form: { ...emptyForm(from, from + 900, 'UTC'), addresses: ['192.168.0.10'] } };

async function run(app: App, asked: Query, reuseMinutes?: number) {
  const { id } = await app.handlers['run.start']({ source: athenaRef, query: asked, ...(reuseMinutes ? { reuseMinutes } : {}) });
  await app.idle();
  return app.handlers['run.read']({ runId: id });
}

it('is off until it is asked for; then nothing is scanned, and the run says so', async () => {
  const { aws } = await emulatedAws();
  const app = await openApp();
  const first = await run(app, query);
  expect(first).toMatchObject({ state: 'saved', reused: false });
  const again = await run(app, query);
  expect(again).toMatchObject({ reused: false, scannedBytes: first.scannedBytes });
  const reused = await run(app, query, 60);
  expect(reused).toMatchObject({ state: 'saved', reused: true, scannedBytes: 0, costUsd: 0, rowCount: first.rowCount });
  const { months } = await app.handlers['history.spend']({ zone: 'UTC' });
  expect(months[0]).toMatchObject({ runs: 3, scannedBytes: (first.scannedBytes ?? 0) * 2, costUsd: (first.costUsd ?? 0) * 2 });
  expect(aws.executions.map((execution) => execution.isReused)).toEqual([false, false, true]);
});

it('is not sent for a window that ends within the last hour, whatever is asked', async () => {
  const { aws } = await emulatedAws();
  const app = await openApp();
  const now = Math.floor(Date.now() / 1000);
  const sent = () =>
    aws.requests.filter(({ operation }) => operation === 'StartQueryExecution').map(({ request }) => JSON.parse(String(request.body)));
  await run(app, { type: 'form', form: emptyForm(now - 7200, now - 600, 'UTC') }, 60);
  await run(app, { type: 'sql', sql: 'SELECT count(*) FROM flow_logs', zone: 'UTC' }, 60);
  expect(sent().every((input) => input.ResultReuseConfiguration === undefined)).toBe(true);
  await run(app, query, 90);
  expect(sent().at(-1)).toMatchObject({
    ResultReuseConfiguration: { ResultReuseByAgeConfiguration: { Enabled: true, MaxAgeInMinutes: 90 } },
  });
});
