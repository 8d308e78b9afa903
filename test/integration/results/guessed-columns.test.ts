/** A CSV without types: what its first rows look like decides what a column is, and never changes what a later row says. */
import fc from 'fast-check';
import { expect, it, onTestFinished } from 'vitest';
import { importRows } from '../../../main/results/import-rows.ts';
import { openResult } from '../../../main/results/result-reader.ts';
import { rowsOfView } from '../../../main/results/select-rows.ts';
import { quietContext } from '../../support/quiet-context.ts';
import { tempFolder } from '../../support/temp-folder.ts';

async function imported(csv: string) {
  const path = `${tempFolder()}/r.sqlite`;
  const context = {
    ...quietContext(),
    async *received() {
      yield { columns: null, encoding: 'csv' };
      yield new TextEncoder().encode(csv);
    },
  };
  const { rowCount } = await importRows({ path }, context);
  const reader = openResult(path);
  onTestFinished(() => reader.close());
  return { path, columns: reader.columns, rows: reader.range(0, rowCount) };
}

it('keeps what does not fit as the text that it is, a thousand rows on', async () => {
  const odd = ['007', '-0', '+5', '12345678901234567890', ' 7', '1.0', '0x10', '1e3', '', '-'];
  const plain = Array.from({ length: 1200 }, (_, index) => String(index));
  const { columns, rows } = await imported(`n,srcport\n${[...plain, ...odd].map((value) => `"${value}","${value}"`).join('\n')}\n`);
  expect(columns.map(({ type, storage }) => `${type} ${storage}`)).toEqual(['bigint INTEGER', 'integer INTEGER']);
  expect(rows.slice(0, 1200)).toEqual(plain.map((value) => [Number(value), Number(value)]));
  expect(rows.slice(1200)).toEqual(odd.map((value) => [value, value]));
});

it('gives every whole number back, digit by digit', async () => {
  const whole = fc.bigInt(-(10n ** 18n - 1n), 10n ** 18n - 1n);
  await fc.assert(
    fc.asyncProperty(fc.array(whole, { minLength: 1, maxLength: 20 }), async (values) => {
      const { rows } = await imported(`n\n${values.join('\n')}\n`);
      expect(rows.map(([value]) => String(value))).toEqual(values.map(String));
    }),
  );
});

it('finds a large number again by the text that it is on the page', async () => {
  const { path, rows } = await imported(
    'n\n123456789012345678\n5\n-9007199254740993\n12345678901234567890\n007\n'.replace('n\n', `n\n${'1\n'.repeat(1000)}`),
  );
  const found = async (op: 'is' | 'not', value: string | number) => {
    const reader = openResult(path);
    onTestFinished(() => reader.close());
    const { rowids } = await rowsOfView(reader, { filters: [{ op, column: 'n', value }], sort: null }, new AbortController());
    return [...(rowids ?? [])].map((id) => rows[id - 1]?.[0]);
  };
  for (const value of rows.slice(1000).map(([cell]) => cell as string | number)) {
    expect(await found('is', value)).toEqual([value]);
    expect(await found('not', value)).toHaveLength(rows.length - 1);
  }
});

it('gives fractions back as their numbers, and longer ones as their texts', async () => {
  const { columns, rows } = await imported('x\n1.5\n-2e3\n0.30000000000000004\n12345678901234567.25\n');
  expect(columns[0]?.type).toBe('varchar');
  expect(rows.at(-1)).toEqual(['12345678901234567.25']);
  const many = `x\n${'1.5\n'.repeat(1000)}12345678901234567.25\n`;
  const later = await imported(many);
  expect(later.columns[0]?.type).toBe('double');
  expect([later.rows[0], later.rows.at(-1)]).toEqual([[1.5], ['12345678901234567.25']]);
});
