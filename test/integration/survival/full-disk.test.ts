/** A disk that fills up while rows that were paid for are fetched: they are fetched later, and not paid for again. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { emulatedAws } from '../../support/emulated-aws.ts';
import { remount, smallDisk } from '../../support/small-disk.ts';
import { storedRows, terminal } from '../../support/terminal.ts';

const many =
  "SELECT n, m, 'some text that takes room' AS note FROM UNNEST(sequence(1, 5000)) AS t(n) CROSS JOIN UNNEST(sequence(1, 40)) AS u(m)";

it('is full when the rows come, and they come when there is room', async ({ skip }) => {
  const disk = smallDisk('size=4m') ?? skip('this process may not mount a small disk');
  const { aws } = await emulatedAws();
  const { run, home } = terminal(join(disk, 'data'));
  const asked = ['--source', 'athena', '--database', 'vpcdb', '--table', 'flow_logs', '--sql', many, '--yes', '--json'];
  const { code, out, err } = await run('query', ...asked);
  expect([code, err]).toEqual([1, expect.stringContaining('error[disk_full]')]);
  const failed = JSON.parse(out);
  expect(failed).toMatchObject({ state: 'failed', executionId: aws.executions[0]?.id });
  await expect.poll(() => readdirSync(join(home, 'results'))).toEqual([]);

  remount(disk, 'size=128m');
  expect(await run('export', failed.id, '--csv', 'out.csv')).toMatchObject({ code: 0, err: expect.not.stringContaining('error') });
  const [saved] = JSON.parse((await run('history', '--json')).out);
  expect(saved).toMatchObject({ id: failed.id, state: 'saved', rowCount: 200_000, error: null });
  expect(storedRows(saved.resultPath).rows).toHaveLength(200_000);
  expect(readdirSync(join(home, 'results'))).toEqual([`${failed.id}.sqlite`]);
  expect(aws.executions).toHaveLength(1);
});
