/** Two programs on one data folder, and one of them is killed. */
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { emulatedAws } from '../../support/emulated-aws.ts';
import { tempFolder } from '../../support/temp-folder.ts';
import { createGround } from '../../torture/ground.ts';
import { faultsOf, isOver, storedRuns } from '../../torture/inspect.ts';
import { BUILT, startNagare, startWindow } from '../../torture/processes.ts';
import { createRandom } from '../../torture/random.ts';

const sql = "SELECT n, 'text' AS note FROM UNNEST(sequence(1, 9000)) AS t(n)";
const query = ['query', '--source', 'athena', '--database', 'vpcdb', '--table', 'flow_logs', '--sql', sql, '--yes', '--json'];

async function started() {
  const { aws } = await emulatedAws();
  const ground = createGround(tempFolder(), { built: BUILT, env: {} }, aws, createRandom(1));
  const process = startWindow(ground.programs, ground.home);
  onTestFinished(async () => void (await process.kill()));
  const window = await process.window();
  onTestFinished(() => window.close());
  return { aws, ground, window };
}

it('an open window finishes what a terminal beside it was killed at, by itself', async () => {
  const { aws, ground } = await started();
  aws.faults.bodyBytesPerSecond = 20_000;
  const terminal = startNagare(ground.programs, ground.home, query);
  await terminal.said('fetching');
  await terminal.kill();
  aws.faults.bodyBytesPerSecond = null;
  await expect.poll(() => storedRuns(ground).every(isOver)).toBe(true);
  expect(storedRuns(ground)).toMatchObject([{ state: 'saved', row_count: 9000 }]);
  expect(faultsOf(ground)).toEqual([]);
});

it('a window and a terminal work at once; a second window says where the first one is', async () => {
  const { ground, window } = await started();
  const [first, second] = [startNagare(ground.programs, ground.home, query), startWindow(ground.programs, ground.home)];
  const own = await window.ask('run.start', {
    source: { kind: 'sample' },
    query: { type: 'sql', sql: 'SELECT 1 AS one', zone: 'UTC' },
    confirmed: true,
  });
  expect((await first.ended).code).toBe(0);
  expect(await second.ended).toMatchObject({ code: 0, out: expect.stringMatching(/^Nagare is open on .* already: http:/) });
  await expect.poll(async () => (await window.ask('run.read', { runId: own.id })).state).toBe('saved');
  const { runs } = await window.ask('history.list', { search: '', filter: 'all', offset: 0, limit: 10 });
  expect(runs.map((run) => run.state)).toEqual(['saved', 'saved']);
  expect(readdirSync(join(ground.home, 'results')).filter((name) => !name.endsWith('.sqlite'))).toEqual([]);
  expect(existsSync(join(ground.home, 'logs'))).toBe(false);
});
