/** A result that the disk has no room for: a script learns of it, and nothing that was paid for is lost. */
import { expect, it } from 'vitest';
import { createApp } from '../../../../main/app.ts';
import { emulatedAws } from '../../../support/emulated-aws.ts';
import { assets, terminal } from '../../../support/terminal.ts';

const words =
  '--source athena --database vpcdb --table flow_logs --ip 192.168.0.10 --from 2022-11-28T12:15 --to 2022-11-28T12:30 --zone Asia/Tokyo';

it('ends with 1 and the numbers; the rows can be fetched later, and nothing is paid for twice', async () => {
  const { aws } = await emulatedAws();
  const { run, home, cwd } = terminal();
  aws.faults.claimedBytes = 98.7e12;
  const { code, out, err } = await run('query', ...words.split(' '), '--json', '--csv', `${cwd}/rows.csv`);
  expect(code).toBe(1);
  expect(err).toMatch(/^error\[large_result\]: .*98700\.0 GB.*are free.*--yes/m);
  expect(JSON.parse(out)).toMatchObject({ state: 'saved', rowCount: null, resultPath: null, error: { code: 'large_result' } });

  aws.faults.claimedBytes = null;
  const app = await createApp({
    home,
    assets,
    host: {
      kind: 'cli',
      version: 'test',
      chooseFolder: async () => null,
      chooseTarget: async () => null,
      offerDownload: () => '',
      reveal: null,
      report: (error) => {
        throw error;
      },
    },
  });
  const { id } = JSON.parse(out) as { id: string };
  await app.handlers['run.fetch']({ runId: id });
  await app.idle();
  expect(await app.handlers['run.read']({ runId: id })).toMatchObject({ state: 'saved', rowCount: 700, rowsGone: false, error: null });
  await app.close();
  expect(aws.executions).toHaveLength(1);
});
