/** A laptop that sleeps in the middle of a run: another process finishes it, and the sleeper does not write over that. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it, onTestFinished } from 'vitest';
import { STALE_MS } from '../../../main/history/run-store.ts';
import { emulatedAws } from '../../support/emulated-aws.ts';
import { tempFolder } from '../../support/temp-folder.ts';
import { createGround, type Ground } from '../../torture/ground.ts';
import { faultsOf, storedRuns } from '../../torture/inspect.ts';
import { BUILT, startNagare } from '../../torture/processes.ts';
import { createRandom } from '../../torture/random.ts';

const sql = "SELECT n, 'text' AS note FROM UNNEST(sequence(1, 9000)) AS t(n)";
const query = ['query', '--source', 'athena', '--database', 'vpcdb', '--table', 'flow_logs', '--sql', sql, '--yes', '--json'];

async function begun() {
  const { aws } = await emulatedAws();
  const ground = createGround(tempFolder(), { built: BUILT, env: {} }, aws, createRandom(1));
  const start = () => {
    const process = startNagare(ground.programs, ground.home, query);
    onTestFinished(async () => void (await process.kill()));
    return process;
  };
  return { aws, ground, start };
}

/** The other process; it takes up what the sleeper had when that has said nothing for too long. */
async function takenOver({ programs, home }: Ground): Promise<unknown> {
  await sleep(STALE_MS + 1000);
  const { code, out } = await startNagare(programs, home, ['resume', '--json']).ended;
  expect(code).toBe(0);
  return JSON.parse(out);
}

const fileOf = ({ home }: Ground, id: string) => readFileSync(join(home, 'results', `${id}.sqlite`));

describe.skipIf(process.platform === 'win32')('a process that sleeps longer than its run is waited for', () => {
  it('while rows come: another fetches all of them, and what it wrote stays', async () => {
    const { aws, ground, start } = await begun();
    aws.faults.bodyBytesPerSecond = 20_000;
    const sleeper = start();
    await sleeper.said('fetching');
    sleeper.sleep();
    aws.faults.bodyBytesPerSecond = null;
    expect(await takenOver(ground)).toMatchObject([{ state: 'saved', rowCount: 9000, error: null }]);
    const [run] = storedRuns(ground);
    const written = fileOf(ground, run?.id ?? '');
    sleeper.wake();
    const { code, out } = await sleeper.ended;
    // Awake, it tells how the run has ended meanwhile.
    expect([code, JSON.parse(out)]).toMatchObject([0, { id: run?.id, state: 'saved', rowCount: 9000 }]);
    expect(fileOf(ground, run?.id ?? '').equals(written)).toBe(true);
    expect(storedRuns(ground)).toEqual([run]);
    expect(faultsOf(ground)).toEqual([]);
    expect(aws.executions).toHaveLength(1);
  });

  it('between the start and its answer: another sends the same again, and nothing is started twice', async () => {
    const { aws, ground, start } = await begun();
    const release = aws.faults.hold('StartQueryExecution', 'after');
    const sleeper = start();
    await expect.poll(() => aws.executions.length).toBe(1);
    sleeper.sleep();
    release();
    expect(await takenOver(ground)).toMatchObject([{ state: 'saved', rowCount: 9000, executionId: aws.executions[0]?.id }]);
    const [run] = storedRuns(ground);
    sleeper.wake();
    expect((await sleeper.ended).code).toBe(0);
    expect(storedRuns(ground)).toEqual([run]);
    expect(faultsOf(ground)).toEqual([]);
    expect(aws.executions).toHaveLength(1);
  });
});
