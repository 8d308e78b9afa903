/** `kill -9` at any moment: the clean-up is found again, runs on from where it stopped, and deletes nothing else. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it, onTestFinished } from 'vitest';
import { fileOfFlowLog } from '../../aws/ec2/log-files.ts';
import { awsIntegration, cleaning, itemOf, loggedFlows, ownIntegration, query } from '../../support/cleaning.ts';
import { place } from '../../support/setup.ts';
import { createRandom, newSeed } from '../../torture/random.ts';

const KILLS = 10;
const OBJECTS = 4500;

interface Runner {
  readonly process: ChildProcess;
  /** Resolves when it has said so. */
  said(word: string): Promise<void>;
  readonly ended: Promise<number | null>;
}

function start(args: readonly string[]): Runner {
  const child = spawn(process.execPath, [join(import.meta.dirname, '../../support/runs-cleanup.ts'), ...args], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  let text = '';
  child.stdout?.on('data', (chunk) => {
    text += String(chunk);
  });
  const ended = once(child, 'exit').then(([code]) => code as number | null);
  return {
    process: child,
    ended,
    async said(word) {
      while (!text.includes(word)) await once(child.stdout as NonNullable<typeof child.stdout>, 'data');
    },
  };
}

it(`runs to its end after ${KILLS} kills`, async () => {
  const seed = newSeed();
  console.log(`clean-up: seed ${seed}`);
  const random = createRandom(seed);
  const here = await cleaning({ stackPaceMs: 15 });
  const kept = await loggedFlows(here, { bucket: 'somebody-elses', traffic: 'REJECT' });
  here.aws.store.put(kept.bucket, 'mine.txt', Buffer.from('mine'));
  await here.runElsewhere('SELECT 1');
  const before = here.aws.account.snapshot();

  const flowLog = await loggedFlows(here);
  const own = here.aws.account.flowLogs.find(({ id }) => id === flowLog.id);
  if (!own) throw new Error('no flow log');
  for (let number = 0; number < OBJECTS; number++) {
    const { bucket, key } = fileOfFlowLog(own, Date.UTC(2026, 0, 1 + (number % 30)) / 1000, number.toString(16).padStart(8, '0'));
    here.aws.store.putListed(bucket, key, 1);
  }
  await awsIntegration(here, flowLog);
  await ownIntegration(here, flowLog);
  for (let count = 0; count < 3; count++) await query(here, { workgroup: 'nagare' });
  const plan = await here.plan([flowLog.id]);
  expect(itemOf(plan, 'log_files').count).toBe(OBJECTS + 2);
  const all = [
    here.home,
    plan.id,
    JSON.stringify(plan.items.map(({ id }) => id)),
    JSON.stringify(plan.items.map(({ identity }) => identity)),
  ];
  here.aws.faults.delayMs = 25;

  let kills = 0;
  let next = start(all);
  for (;;) {
    const runner = next;
    // The next one is ready when this one is dead.
    next = start([here.home, plan.id]);
    await runner.said('ready');
    runner.process.stdin?.write('go\n');
    await runner.said('begun');
    const goesOn = kills >= KILLS;
    const code = await (goesOn ? runner.ended : Promise.race([runner.ended, sleep(random.between(30, 350), 'kill' as const)]));
    if (code === 'kill') {
      runner.process.kill('SIGKILL');
      await runner.ended;
      kills++;
      const found = here.read(plan.id);
      expect(found.state).toBe('stopped');
      expect(found.items.filter(({ state }) => state === 'running' || state === 'failed')).toEqual([]);
      // Nothing goes on by itself but what CloudFormation was told.
      continue;
    }
    expect(code).toBe(0);
    break;
  }
  next.process.kill('SIGKILL');
  const ended = here.read(plan.id);
  expect(ended.state).toBe('ended');
  expect(ended.items.filter(({ state }) => state !== 'done' && state !== 'gone')).toEqual([]);
  expect(here.aws.account.snapshot()).toEqual(before);
  console.log(`${kills} kills`);
  expect(kills).toBe(KILLS);
  expect(place.profile).toBeNull();
}, 90_000);
