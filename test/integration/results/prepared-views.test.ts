/** Views that are being made: how far they are, and how they end. */
import { expect, it, onTestFinished } from 'vitest';
import { AppError } from '../../../main/app-error.ts';
import { createResultWriter } from '../../../main/results/result-writer.ts';
import { createResults } from '../../../main/results/results.ts';
import type { SelectProgress } from '../../../main/results/select-rows.ts';
import { summarise } from '../../../main/results/summarise.ts';
import type { View } from '../../../preload/contract/result.ts';
import { tempFolder } from '../../support/temp-folder.ts';

const ROWS = 200_000;

function stored() {
  const results = createResults(tempFolder());
  onTestFinished(() => results.close());
  const writer = createResultWriter(results.pathOf('r'), [
    { name: 'srcaddr', type: 'varchar' },
    { name: 'bytes', type: 'bigint' },
  ]);
  for (let at = 0; at < ROWS; at += 1000)
    writer.insert(Array.from({ length: 1000 }, (_, index) => [`10.${(at + index) % 251}.0.1`, ((at + index) * 7919) % ROWS]));
  writer.finish();
  return results;
}

const sorted: View = { filters: [], sort: { column: 'bytes', descending: true } };
const filtered: View = { filters: [{ op: 'address', column: 'srcaddr', networks: ['10.7.0.0/16'], not: false }], sort: null };

it('is told how many of the rows are read, and then has its pages at once', async () => {
  const results = stored();
  const told: SelectProgress[] = [];
  expect(await results.prepare('r', sorted, (progress) => told.push(progress))).toBe(ROWS);
  expect(told.length).toBeGreaterThan(0);
  for (const [index, { done, total }] of told.entries()) {
    expect(total).toBe(ROWS);
    expect(done).toBeGreaterThan(index === 0 ? 0 : (told[index - 1]?.done ?? 0));
    expect(done).toBeLessThanOrEqual(ROWS);
  }
  const page = await results.page('r', sorted, 0, 3);
  expect(page.map((row) => row[1])).toEqual([ROWS - 1, ROWS - 2, ROWS - 3]);
});

it('ends when another is asked for, which has the right rows', async () => {
  const results = stored();
  const first = results.prepare('r', sorted, () => undefined);
  const second = results.prepare('r', filtered, () => undefined);
  await expect(first).rejects.toMatchObject({ code: 'cancelled' });
  expect(await second).toBe(Math.floor(ROWS / 251) + 1);
  // Asked for again, it is made anew.
  expect(await results.prepare('r', sorted, () => undefined)).toBe(ROWS);
});

it('ends when all rows as they came are wanted again', async () => {
  const results = stored();
  const first = results.prepare('r', sorted, () => undefined);
  expect(await results.prepare('r', { filters: [], sort: null }, () => undefined)).toBe(ROWS);
  await expect(first).rejects.toMatchObject({ code: 'cancelled' });
});

it('is made once for all who want the same', async () => {
  const results = stored();
  const told = [0, 0];
  const both = [0, 1].map((who) => results.prepare('r', sorted, () => (told[who] = (told[who] ?? 0) + 1)));
  expect(await Promise.all(both)).toEqual([ROWS, ROWS]);
  expect(told[0]).toBe(told[1]);
});

it('has counts, whose making ends when those of other filters are asked for', async () => {
  const results = stored();
  const first = results.overview('r', filtered);
  const same = results.overview('r', { ...filtered, sort: sorted.sort });
  const second = results.overview('r', sorted);
  await expect(first).rejects.toMatchObject({ code: 'cancelled' });
  await expect(same).rejects.toMatchObject({ code: 'cancelled' });
  expect((await second).rowCount).toBe(ROWS);
  expect((await results.overview('r', filtered)).rowCount).toBe(Math.floor(ROWS / 251) + 1);
});

it('has counts that end in the midst of a statement', async () => {
  const results = stored();
  const cancelled = new AppError('cancelled', 'Cancelled.');
  let calls = 0;
  const checkpoint = () => {
    if (++calls === 3) throw cancelled;
  };
  await expect(summarise({ path: results.pathOf('r'), view: filtered }, { checkpoint })).rejects.toBe(cancelled);
});

it('ends with its result', async () => {
  const results = stored();
  const first = results.prepare('r', sorted, () => undefined);
  results.forget('r');
  await expect(first).rejects.toMatchObject({ code: 'cancelled' });
});
