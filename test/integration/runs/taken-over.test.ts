/** A process that slept and lost its run to another: it tells how the run ends, and has it back when the other is gone too. */
import { expect, it } from 'vitest';
import { STALE_MS } from '../../../main/history/run-store.ts';
import { openedRuns, until } from '../../support/opened-runs.ts';

/** The first process was silent for too long, and the second took its run while the rows were to come. */
async function takenOver() {
  const first = openedRuns();
  first.source.held = true;
  const id = first.start();
  await until(first.runs, id, () => first.source.release !== null);
  first.source.release = null;
  first.clock.offsetMs = STALE_MS + 1000;
  const second = first.again();
  expect(second.runs.resume().map((run) => run.id)).toEqual([id]);
  await until(second.runs, id, () => first.source.release !== null);
  first.source.held = false;
  return { first, second, id, source: first.source };
}

it('its end is told by the first as well', async () => {
  const { first, id, source } = await takenOver();
  source.release?.();
  await first.runs.idle();
  expect(first.told.at(-1)).toMatchObject({ id, state: 'saved', rowCount: 3 });
  expect(source.executions.size).toBe(1);
});

it('it comes back to the first when the second is gone', async () => {
  const { first, second, id, source } = await takenOver();
  await second.close();
  await first.runs.idle();
  expect(first.runs.read(id)).toMatchObject({ state: 'saved', rowCount: 3, error: null });
  expect(source.executions.size).toBe(1);
});

it('is cancelled through the first', async () => {
  const { first, id } = await takenOver();
  expect(await first.runs.cancel(id)).toMatchObject({ state: 'cancelled' });
});
