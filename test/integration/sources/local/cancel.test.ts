import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { AppError } from '../../../../main/app-error.ts';
import { engineOver, records, writeParquet } from '../../../support/flow-log-files.ts';
import { tempFolder } from '../../../support/temp-folder.ts';

/** Some hundred million million rows. */
const endless =
  'SELECT count(*) FROM UNNEST(sequence(1, 50000)) AS a(n) CROSS JOIN UNNEST(sequence(1, 50000)) AS b(m) CROSS JOIN UNNEST(sequence(1, 50000)) AS c(l) WHERE n * m * l % 7 = 3';

async function engine() {
  const folder = tempFolder();
  await writeParquet({ [join(folder, 'a.parquet')]: records(0) });
  const opened = await engineOver(folder, [join(folder, 'a.parquet')]);
  onTestFinished(() => opened.close());
  return opened;
}

// At any moment: before it begins, between its steps, while it runs.
it.each([null, 0, 1, 2, 3, 5, 8, 13, 21, 34, 55, 300])('a statement is cancelled after %s ms', async (afterMs) => {
  const { query } = await engine();
  const controller = new AbortController();
  const cancelled = new AppError('cancelled', 'Cancelled.');
  if (afterMs === null) controller.abort(cancelled);
  else setTimeout(() => controller.abort(cancelled), afterMs);
  const run = async () => {
    const { rows } = await query(endless, controller.signal);
    for await (const _ of rows) expect.fail('it came to an end');
  };
  await expect(run()).rejects.toBe(cancelled);
});

it('what was cancelled does not reach the next statement', async () => {
  const { query } = await engine();
  const controller = new AbortController();
  setTimeout(() => controller.abort(new AppError('cancelled', 'Cancelled.')), 20);
  await expect(query(endless, controller.signal)).rejects.toMatchObject({ code: 'cancelled' });
  const { rows } = await query('SELECT count(*) FROM flow_logs');
  for await (const batch of rows) expect(batch).toEqual([[3]]);
});
