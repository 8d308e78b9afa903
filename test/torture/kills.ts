/**
 * Kills Nagare's processes at random moments, starts them again, and looks at what they left. One life after another on
 * one data folder: what a killed process left is the next one's to finish, and may be killed again meanwhile.
 */
import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as sleep } from 'node:timers/promises';
import { anyStatement, athenaRef, changeMood, type Ground, longStatement } from './ground.ts';
import { faultsOf, faultsOfExports, filesBelow, isOver, type StoredRun, storedRuns } from './inspect.ts';
import { type Ended, type Started, type StartedWindow, startNagare, startWindow } from './processes.ts';
import type { Window } from './window.ts';

/** What was going on when a process was killed, and how often. */
export type Tally = Map<string, number>;

/** What a kill has to have met at least once; chance is given so many times the kills for it. */
export const PHASES = ['run submitted', 'run queued', 'run running', 'run fetching', 'export'] as const;
const MOST_TIMES = 3;

const PATIENCE_MS = 180_000;
/** Beyond the age at which a token is trusted, ms. */
const LATER_MS = 11 * 60_000;

export async function killMany(ground: Ground, kills: number, tally: Tally, say: (text: string) => void): Promise<void> {
  const { random } = ground;
  const exported = new Map<string, string>();
  let done = 0;
  const killed = async (what: string, act: () => Promise<Ended>) => {
    // One that had come to its end before was not killed.
    if ((await act()).code !== null) return;
    done++;
    if (done % 20 === 0) say(`${done} of ${kills}`);
    for (const name of [what, ...statesUnderWay(ground)]) tally.set(name, (tally.get(name) ?? 0) + 1);
  };
  const isToGoOn = () => done < kills || (done < kills * MOST_TIMES && PHASES.some((phase) => !tally.has(phase)));
  await query(ground, longStatement).ended;
  while (isToGoOn()) {
    changeMood(ground.aws, random);
    if (random.chance(0.6)) {
      const { process, window } = await recoverInWindow(ground, exported);
      await work(ground, window);
      await killed('window at work', () => process.kill());
      window.close();
    } else {
      await recoverInTerminal(ground, exported);
      await killed('terminal at work', () => killQuery(ground, exported));
    }
    if (random.chance(0.2)) makeLater(ground);
    // What comes to finish it is killed too.
    if (isToGoOn() && random.chance(0.3)) {
      const next = random.chance(0.5) ? startWindow(ground.programs, ground.home) : startNagare(ground.programs, ground.home, ['resume']);
      await sleep(random.between(50, 900));
      await killed('at the next start', () => next.kill());
    }
  }
  ground.aws.faults.bodyBytesPerSecond = null;
  const { process, window } = await recoverInWindow(ground, exported);
  window.close();
  await process.kill();
}

/** The states of what is left to do: what the process was at. */
function statesUnderWay(ground: Ground): readonly string[] {
  const states = storedRuns(ground)
    .filter((run) => !isOver(run))
    .map((run) => `run ${run.state}`);
  const partial = [ground.exports, join(ground.home, 'downloads')].some((folder) =>
    filesBelow(folder).some((path) => path.includes('.partial')),
  );
  return [...new Set([...states, ...(partial ? ['export'] : []), ...(states.length === 0 && !partial ? ['nothing under way'] : [])])];
}

/** A window resumes by itself: nothing is asked of it but to be looked at. @throws Error with what is wrong */
async function recoverInWindow(
  ground: Ground,
  exported: ReadonlyMap<string, string>,
): Promise<{ readonly process: StartedWindow; readonly window: Window }> {
  const process = startWindow(ground.programs, ground.home);
  try {
    const window = await process.window();
    await becomes(
      () => storedRuns(ground).every(isOver),
      () => `still under way: ${JSON.stringify(storedRuns(ground).filter((run) => !isOver(run)))}`,
    );
    complain(ground, exported);
    return { process, window };
  } catch (error) {
    await process.kill();
    throw error;
  }
}

async function recoverInTerminal(ground: Ground, exported: ReadonlyMap<string, string>): Promise<void> {
  const { code, err } = await startNagare(ground.programs, ground.home, ['resume', '--json']).ended;
  if (code !== 0) throw new Error(`nagare resume ended with ${code}: ${err}`);
  complain(ground, exported);
}

function complain(ground: Ground, exported: ReadonlyMap<string, string>): void {
  const faults = [...faultsOf(ground), ...faultsOfExports(ground, exported)];
  if (faults.length > 0) throw new Error(faults.join('\n'));
}

/** What a kill waits for, before it comes at random: else most would come while a program is only starting. */
const MOMENTS = ['any', 'any', 'submitted', 'queued', 'running', 'fetching', 'fetching', 'saved', 'export', 'export'] as const;
type Moment = (typeof MOMENTS)[number];

function comesTo(window: Window, moment: Moment): Promise<void> {
  return new Promise((resolve) => {
    window.onEvent(({ name, payload }) => {
      if (name === 'run.changed' && payload.state === moment) resolve();
    });
  });
}

/** Some of what a person does in a window, broken off at a random moment. Failures are the process's end, or show later. */
async function work(ground: Ground, window: Window): Promise<void> {
  const { random } = ground;
  const saved = storedRuns(ground).filter((run) => run.state === 'saved');
  const moment = random.pick(MOMENTS);
  const acts = Array.from({ length: random.between(1, 3) }, (_, index) =>
    anyAct(ground, window, saved, index === 0 && moment === 'export'),
  );
  // An export tells of itself when it has begun; most of it is the start of its worker.
  const reached = moment === 'export' ? sleep(random.between(50, 450)) : comesTo(window, moment);
  for (const act of acts) void act().catch(() => undefined);
  await Promise.race([reached, sleep(random.between(200, 1000))]);
  await sleep(random.between(0, 30));
}

/** Its export takes long enough to be killed in the middle. */
const longest = (saved: readonly StoredRun[]) => saved.toSorted((a, b) => (b.row_count ?? 0) - (a.row_count ?? 0))[0] ?? null;

function anyAct(ground: Ground, window: Window, saved: readonly StoredRun[], isExport: boolean): () => Promise<unknown> {
  const { random } = ground;
  const run = isExport ? longest(saved) : saved.length === 0 ? null : random.pick(saved);
  const draw = isExport ? 0 : random.next();
  const later = sleep(random.between(0, 900));
  if (run && draw < 0.3) {
    const format = random.pick(['xlsx', 'csv'] as const);
    return async () => {
      const view = { filters: [], sort: null };
      await window.ask('export.start', {
        runId: run.id,
        format,
        zone: 'UTC',
        view,
        columns: null,
        language: 'en',
        fileName: `a.${format}`,
      });
    };
  }
  if (run && draw < 0.4 && run !== longest(saved)) {
    return () => {
      ground.deleted.add(run.id);
      return window.ask('run.delete', { runId: run.id });
    };
  }
  const query = { type: 'sql', sql: anyStatement(random), zone: 'UTC' } as const;
  const isCancelled = draw > 0.9;
  return async () => {
    const { id } = await window.ask('run.start', { source: athenaRef, query, confirmed: true, anySize: true });
    if (!isCancelled) return;
    ground.cancelled.add(id);
    await later;
    await window.ask('run.cancel', { runId: id });
  };
}

/** `nagare query` on the emulator. */
function query({ programs, home }: Ground, sql: string, files: readonly string[] = []): Started {
  const { database, table } = athenaRef;
  const asked = ['--source', 'athena', '--database', String(database), '--table', String(table), '--sql', sql];
  return startNagare(programs, home, ['query', ...asked, '--yes', '--json', ...files]);
}

/** A query at the terminal with both files, or an export alone, killed at a random moment if it has not ended by then. */
async function killQuery(ground: Ground, exported: Map<string, string>): Promise<Ended> {
  const { random, exports } = ground;
  const name = join(exports, randomUUID());
  const saved = storedRuns(ground).filter((run) => run.state === 'saved');
  const run = saved.length > 0 && random.chance(0.4) ? random.pick([random.pick(saved), longest(saved)]) : null;
  const files = ['--csv', `${name}.csv`, '--xlsx', `${name}.xlsx`];
  if (run) exported.set(`${name}.csv`, run.id);
  const process = run
    ? startNagare(ground.programs, ground.home, ['export', run.id, ...files])
    : query(ground, anyStatement(random), files);
  const moment = random.pick(MOMENTS);
  const isExport = moment === 'export' || run !== null;
  await Promise.race([process.said(isExport ? random.pick(['csv\n', 'xlsx\n']) : moment), sleep(random.between(300, 2500)), process.ended]);
  await sleep(random.between(0, isExport ? 350 : 30));
  return process.kill();
}

/** As if the next start came so much later that nobody can rely on Athena knowing the token. No process is there. */
function makeLater({ home }: Ground): void {
  if (!existsSync(join(home, 'history.db'))) return;
  const db = new DatabaseSync(join(home, 'history.db'));
  try {
    db.exec(
      `UPDATE runs SET submitted_at = submitted_at - ${LATER_MS} WHERE submitted_at IS NOT NULL AND execution_id IS NULL AND state <> 'cancelled'`,
    );
  } catch (error) {
    // Killed at its very first start: there is no table yet.
    if (!String(error).includes('no such table')) throw error;
  } finally {
    db.close();
  }
}

async function becomes(isSo: () => boolean, otherwise: () => string): Promise<void> {
  const until = Date.now() + PATIENCE_MS;
  while (!isSo()) {
    if (Date.now() > until) throw new Error(otherwise());
    await sleep(50);
  }
}
