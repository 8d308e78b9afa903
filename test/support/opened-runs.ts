/** The runs of one process on a data folder, over an Athena whose answers a test writes down. */
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { openHistory } from '../../main/history/open-history.ts';
import { ownIdentity } from '../../main/history/process-identity.ts';
import { createRunStore, type RunStore } from '../../main/history/run-store.ts';
import { createResults } from '../../main/results/results.ts';
import { createRuns, type Runs } from '../../main/runs/runs.ts';
import type { Run } from '../../preload/contract/run.ts';
import { type ScriptedAthena, scriptedAthena } from './scripted-athena.ts';
import { tempFolder } from './temp-folder.ts';

export interface OpenedRuns {
  readonly source: ScriptedAthena;
  readonly runs: Runs;
  readonly store: RunStore;
  /** Every change that was told. */
  readonly told: readonly Run[];
  /** How far this process's clock is ahead, ms. */
  readonly clock: { offsetMs: number };
  /** Starts a query; its run's id. */
  start(): string;
  close(): Promise<void>;
  /** The next process on the same folder. */
  again(): OpenedRuns;
}

/** What nobody foresaw fails where it happens. */
export function openedRuns(
  folder: string = tempFolder(),
  source: ScriptedAthena = scriptedAthena(),
  clock = { offsetMs: 0 },
  report: (error: unknown) => string = (error) => {
    throw error;
  },
): OpenedRuns {
  const { db } = openHistory(join(folder, 'history.db'));
  const results = createResults(join(folder, 'results'));
  const told: Run[] = [];
  const now = () => Date.now() + clock.offsetMs;
  const store = createRunStore(db, ownIdentity(), now);
  const runs = createRuns({
    store,
    results,
    openSource: () => source,
    pricePerTb: () => 5,
    now,
    changed: (run) => void told.push(run),
    report,
  });
  const close = async () => {
    await runs.close();
    results.close();
    db.close();
  };
  onTestFinished(async () => {
    if (db.open) await close();
  });
  const athena = { kind: 'athena', profile: null, region: null, workgroup: null, catalog: null, database: 'd', table: 't' } as const;
  const start = () => runs.start(athena, { type: 'sql', sql: 'SELECT 1', zone: 'UTC' }, 'SELECT 1').id;
  return { source, runs, store, told, clock, start, close, again: () => openedRuns(folder, source, clock) };
}

export async function until(runs: Pick<Runs, 'read'>, id: string, is: (run: Run) => boolean): Promise<Run> {
  for (;;) {
    const run = runs.read(id);
    if (is(run)) return run;
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}
