/** Decimals are kept as texts, digit by digit, and are numbers all the same: in order, in ranges, in the summary. */
import fc from 'fast-check';
import { expect, it, onTestFinished } from 'vitest';
import { openResult } from '../../../main/results/result-reader.ts';
import { createResultWriter } from '../../../main/results/result-writer.ts';
import { rowsOfView } from '../../../main/results/select-rows.ts';
import { summariseColumns } from '../../../main/results/summarise-columns.ts';
import type { Filter, View } from '../../../preload/contract/result.ts';
import { quietContext } from '../../support/quiet-context.ts';
import { tempFolder } from '../../support/temp-folder.ts';

function stored(values: readonly (string | null)[]) {
  const path = `${tempFolder()}/r.sqlite`;
  const writer = createResultWriter(path, [{ name: 'mib', type: 'decimal(38,2)' }]);
  writer.insert(values.map((value) => [value]));
  writer.finish();
  const reader = openResult(path);
  onTestFinished(() => reader.close());
  const seen = async (filters: readonly Filter[], sort: View['sort'] = null) => {
    const { rowids } = await rowsOfView(reader, { filters: [...filters], sort }, new AbortController());
    return rowids === null ? [...values] : reader.pick(rowids).map(([value]) => value ?? null);
  };
  return { path, seen };
}

const few = ['9.30', '1024.50', null, '-3.00', '100.00', '1024.50'];
const sorted = { column: 'mib', descending: true };

it('go by their value, the greatest first, what is NULL last', async () => {
  expect(await stored(few).seen([], sorted)).toEqual(['1024.50', '1024.50', '100.00', '9.30', '-3.00', null]);
});

it('lie between two numbers, are a number, and are the very digits of a cell', async () => {
  const { seen } = stored(few);
  expect(await seen([{ op: 'between', column: 'mib', from: 9.3, to: 100 }])).toEqual(['9.30', '100.00']);
  expect(await seen([{ op: 'is', column: 'mib', value: 1024.5 }])).toEqual(['1024.50', '1024.50']);
  expect(await seen([{ op: 'not', column: 'mib', value: 1024.5 }])).toEqual(['9.30', null, '-3.00', '100.00']);
  expect(await seen([{ op: 'is', column: 'mib', value: '9.30' }])).toEqual(['9.30']);
  expect(await seen([{ op: 'is', column: 'mib', value: null }])).toEqual([null]);
});

it('have the least and the greatest of their values in the summary', async () => {
  const { path } = stored(few);
  const [summary] = await summariseColumns({ path, view: { filters: [], sort: null }, columns: ['mib'] }, quietContext());
  expect(summary).toMatchObject({ count: 5, nulls: 1, distinct: 4, min: '-3.00', max: '1024.50' });
  expect(summary?.top[0]).toEqual({ value: '1024.50', count: 2, isCut: false });
});

it('of many digits are in their order too', async () => {
  const hundredths = fc.oneof(fc.bigInt(-100_000n, 100_000n), fc.bigInt(-(10n ** 17n), 10n ** 17n));
  const text = (value: bigint) => {
    const digits = String(value < 0n ? -value : value).padStart(3, '0');
    return `${value < 0n ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`;
  };
  await fc.assert(
    fc.asyncProperty(fc.array(hundredths, { minLength: 1, maxLength: 40 }), async (values) => {
      const inOrder = values.toSorted((a, b) => (a < b ? 1 : a > b ? -1 : 0)).map(text);
      const got = await stored(values.map(text)).seen([], sorted);
      // Cents beyond the digits of a double are not told apart; whole numbers are.
      const whole = (each: string | null) => BigInt((each ?? '').split('.')[0] ?? '');
      expect(got.map((each) => whole(String(each)))).toEqual(inOrder.map(whole));
    }),
  );
});
