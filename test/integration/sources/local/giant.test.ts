/** Statements over files that make giants: refused where Athena refuses them, and never in the way of anything else. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { AppError } from '../../../../main/app-error.ts';
import { fetchResult } from '../../../../main/runs/fetch-result.ts';
import { createLocalSource } from '../../../../main/sources/local/local-source.ts';
import { answerOf, engineOver, records, writeParquet } from '../../../support/flow-log-files.ts';
import { tempFolder } from '../../../support/temp-folder.ts';

async function flowLogs() {
  const folder = tempFolder();
  const file = join(folder, 'a.parquet');
  await writeParquet({ [file]: records(0) });
  return { folder, file };
}

it.each([
  ['SELECT sequence(1, 60000000)', 'sequence'],
  ['SELECT sequence(9223372036854775807, -9223372036854775807, -2)', 'sequence'],
  ["SELECT sequence(TIMESTAMP '2020-01-01 00:00:00', TIMESTAMP '2021-01-01 00:00:00', INTERVAL '1' SECOND)", 'sequence'],
  ["SELECT rpad('x', 33554432, 'y')", '32 MB'],
  ["SELECT rpad('x', 20000000, 'y') AS a, rpad('x', 20000000, 'y') AS b", '32 MB'],
])('%s is refused as Athena refuses it', async (sql, word) => {
  const { folder, file } = await flowLogs();
  const engine = await engineOver(folder, [file]);
  onTestFinished(() => engine.close());
  await expect(answerOf(engine, sql)).rejects.toMatchObject({ code: 'bad_sql', details: { reason: expect.stringContaining(word) } });
});

it('a row of many megabytes and lists of the length that Athena allows are answered', async () => {
  const { folder, file } = await flowLogs();
  const engine = await engineOver(folder, [file]);
  onTestFinished(() => engine.close());
  const { lines } = await answerOf(
    engine,
    "SELECT cardinality(sequence(1, 50000)), cardinality(sequence(0, -99999, -2)), rpad('x', 30000000, 'y')",
  );
  expect(lines[0]?.slice(0, 20)).toBe('"50000","50000","xyy');
  expect(lines[0]).toHaveLength(30_000_018);
});

it('a call into the engine that cannot be stopped is not waited for, and leaves no file', async () => {
  const { folder } = await flowLogs();
  const stream = await createLocalSource({ folder }).open("SELECT levenshtein_distance(rpad('a', 40000, 'a'), rpad('b', 40000, 'b'))");
  const results = tempFolder();
  const controller = new AbortController();
  const fetching = fetchResult(stream, { path: join(results, 'run.1.partial'), signal: controller.signal, onRows: () => undefined });
  setTimeout(() => controller.abort(new AppError('cancelled', 'Cancelled.')), 500);
  await expect(fetching).rejects.toMatchObject({ code: 'cancelled' });
  // The next statement does not wait either.
  const next = await createLocalSource({ folder }).open('SELECT count(*) FROM flow_logs');
  expect(
    await fetchResult(next, { path: join(results, 'run.2.partial'), signal: new AbortController().signal, onRows: () => undefined }),
  ).toMatchObject({ rowCount: 1 });
  await expect.poll(() => readdirSync(results), { timeout: 60_000 }).toEqual(['run.2.partial']);
});
