/** What was paid for and not seen to its end, through the real SDK: fetched in the app and at the terminal. */
import { expect, it } from 'vitest';
import { failed } from '../../aws/run-sql.ts';
import { athenaRef, emulatedAws } from '../../support/emulated-aws.ts';
import { finished, openApp } from '../../support/open-app.ts';
import { terminal } from '../../support/terminal.ts';

const query = { type: 'sql', sql: 'SELECT srcaddr FROM flow_logs', zone: 'UTC' } as const;

async function lost() {
  const { aws } = await emulatedAws();
  aws.faults.denied.add('athena:GetQueryExecution');
  const app = await openApp();
  const { id } = await app.handlers['run.start']({ source: athenaRef, query, confirmed: true });
  expect(await finished(app, id)).toMatchObject({ state: 'failed', costUsd: null, error: { code: 'access_denied' } });
  aws.faults.denied.clear();
  return { aws, app, id };
}

it('its rows and its cost come when it is fetched', async () => {
  const { aws, app, id } = await lost();
  await app.handlers['run.fetch']({ runId: id });
  const run = await finished(app, id);
  expect(run).toMatchObject({ state: 'saved', rowCount: aws.executions[0]?.lines.length, error: null });
  expect(run.costUsd).toBeGreaterThan(0);
  expect(aws.executions).toHaveLength(1);
});

it('its rows are exported at the terminal', async () => {
  const { aws, app, id } = await lost();
  await app.close();
  const there = terminal(app.home);
  expect(await there.run('export', id, '--csv', 'rows.csv')).toMatchObject({ code: 0 });
  const [line] = JSON.parse((await there.run('history', '--json')).out);
  expect(line).toMatchObject({ state: 'saved', rowCount: aws.executions[0]?.lines.length });
  expect(aws.executions).toHaveLength(1);
});

it('a failure in Athena is told as one at the terminal', async () => {
  const { aws } = await emulatedAws();
  aws.faults.ending = failed('HIVE_BAD_DATA: Error parsing field value', 2, 1002);
  aws.faults.denied.add('athena:GetQueryExecution');
  const there = terminal();
  const words = '--source athena --database vpcdb --table flow_logs --zone UTC --yes --json'.split(' ');
  const { out } = await there.run('query', ...words, '--sql', query.sql);
  aws.faults.denied.clear();
  const exported = await there.run('export', JSON.parse(out).id, '--csv', 'rows.csv');
  expect(exported).toMatchObject({ code: 1, err: expect.stringContaining('error[query_failed]: ') });
  expect(JSON.parse((await there.run('history', '--json')).out)).toMatchObject([{ state: 'failed', costUsd: 0 }]);
});
