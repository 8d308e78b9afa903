/** Filters as SQLite answers them, held against the same asked of each value. */
import fc from 'fast-check';
import ipaddr from 'ipaddr.js';
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { openResult, type ResultReader } from '../../../main/results/result-reader.ts';
import { createResultWriter, type WriterValue } from '../../../main/results/result-writer.ts';
import { rowsOfView } from '../../../main/results/select-rows.ts';
import type { Cell, Filter, View } from '../../../preload/contract/result.ts';
import { tempFolder } from '../../support/temp-folder.ts';

const columns = [
  { name: 'srcaddr', type: 'varchar' },
  { name: 'bytes', type: 'bigint' },
  { name: 'ratio', type: 'double' },
  { name: 'when', type: 'bigint' },
];
const addresses = ['10.0.0.1', '10.0.0.200', '10.1.0.1', '192.168.0.10', '2001:db8::1', '2001:db8:1::1', 'fe80::1', '-', '', null];
const sizes = ['0', '1', '40', '1500', '-5', '9007199254740993', '-', null];
const rows: readonly WriterValue[][] = Array.from({ length: 400 }, (_, index) => [
  addresses[index % addresses.length] ?? null,
  sizes[(index * 7) % sizes.length] ?? null,
  index % 11 === 0 ? null : String(index / 8 - 20),
  String(1_669_605_300_000 + index * 250),
]);

let reader: ResultReader;
let cells: Cell[][];
beforeEach(() => {
  const path = `${tempFolder()}/r.sqlite`;
  const writer = createResultWriter(path, columns);
  writer.insert(rows);
  writer.finish();
  reader = openResult(path);
  onTestFinished(() => reader.close());
  cells = reader.range(0, rows.length);
});

async function found(...filters: readonly Filter[]): Promise<readonly number[]> {
  const { signal } = new AbortController();
  const { rowids } = await rowsOfView(reader, { filters: [...filters], sort: null }, { signal });
  return [...(rowids ?? [])].map((id) => id - 1);
}
const expected = (column: number, holds: (value: Cell) => boolean) =>
  cells.flatMap((row, index) => (holds(row[column] ?? null) ? [index] : []));

describe('a range', () => {
  const end = fc.option(fc.oneof(fc.integer({ min: -30, max: 60 }), fc.constantFrom(0, 1500, -5, 0.5, 1e18)));

  it('has the numbers between its ends, both of them too, and nothing that is no number', async () => {
    await fc.assert(
      fc.asyncProperty(end, end, fc.constantFrom(1, 2), async (from, to, column) => {
        const name = columns[column]?.name ?? '';
        const holds = (value: Cell) => {
          // Beyond 2^53 it comes as its text.
          const number = typeof value === 'string' && /^\d{16,}$/.test(value) ? Number(value) : value;
          return typeof number === 'number' && (from === null || number >= from) && (to === null || number <= to);
        };
        expect(await found({ op: 'between', column: name, from, to })).toEqual(expected(column, holds));
      }),
    );
  });
});

describe('an address or a network', () => {
  const network = fc
    .tuple(fc.constantFrom('10.0.0.1', '10.1.0.1', '192.168.0.10', '2001:db8::1', 'fe80::1', '0.0.0.0', '::'), fc.nat(128))
    .map(([address, prefix]) => `${address}/${address.includes(':') ? prefix : prefix % 33}`);

  it('has the addresses that lie in one of them; turned round, all other rows', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(network, { minLength: 1, maxLength: 3 }), fc.boolean(), async (networks, not) => {
        const isIn = (value: Cell) =>
          typeof value === 'string' &&
          ipaddr.isValid(value) &&
          networks.some((each) => {
            const [base, prefix] = ipaddr.parseCIDR(each);
            const address = ipaddr.parse(value);
            return address.kind() === base.kind() && address.match(base as ipaddr.IPv4, prefix);
          });
        expect(await found({ op: 'address', column: 'srcaddr', networks, not })).toEqual(expected(0, (value) => isIn(value) !== not));
      }),
    );
  });

  it('is refused when it is none', async () => {
    await expect(found({ op: 'address', column: 'srcaddr', networks: ['10.0.0.0/8', '10.0.0'], not: false })).rejects.toMatchObject({
      code: 'bad_address',
    });
    await expect(found({ op: 'address', column: 'nowhere', networks: ['10.0.0.0/8'], not: false })).rejects.toMatchObject({
      code: 'bad_column',
    });
  });
});

describe('a text', () => {
  it('stands in the value, or at its beginning, whatever its case; turned round, NULL has it neither', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(fc.constantFrom('10.', '0.1', 'DB8', 'db8::', '%', '_', '\\', "'", '.0.'), fc.string({ minLength: 1, maxLength: 3 })),
        fc.constantFrom('contains' as const, 'starts' as const),
        fc.boolean(),
        async (text, how, not) => {
          const ascii = (each: string) => each.replace(/[A-Z]/g, (letter) => letter.toLowerCase());
          const holds = (value: Cell) => {
            if (value === null) return false;
            const at = ascii(String(value)).indexOf(ascii(text));
            return how === 'contains' ? at >= 0 : at === 0;
          };
          expect(await found({ op: 'text', column: 'srcaddr', how, text, not })).toEqual(expected(0, (value) => holds(value) !== not));
        },
      ),
    );
  });
});

it('filters of all sorts hold together', async () => {
  const both = await found(
    { op: 'address', column: 'srcaddr', networks: ['10.0.0.0/8'], not: false },
    { op: 'text', column: 'srcaddr', how: 'contains', text: '200', not: true },
    { op: 'between', column: 'bytes', from: 1, to: null },
  );
  expect(both.length).toBeGreaterThan(0);
  for (const index of both) {
    expect(cells[index]?.[0]).toMatch(/^10\.(0\.0\.1|1\.0\.1)$/);
    expect(Number(cells[index]?.[1])).toBeGreaterThanOrEqual(1);
  }
});

it('what is looked for in dates is looked for in columns that are shown as dates', async () => {
  const find = (roles?: Record<string, 'time' | 'time_ms' | 'plain'>): Filter => ({
    op: 'find',
    text: '2022-11-28 12:15:01',
    zone: 'Asia/Tokyo',
    ...(roles ? { roles } : {}),
  });
  expect(await found(find())).toEqual([]);
  expect(await found(find({ when: 'time_ms' }))).toEqual([4, 5, 6, 7]);
});

it('a cancellation gets in while a statement reads', async () => {
  const path = `${tempFolder()}/many.sqlite`;
  const writer = createResultWriter(path, columns);
  writer.insert(Array.from({ length: 10_000 }, (_, index) => [null, String(index), null, null]));
  writer.finish();
  const many = openResult(path);
  onTestFinished(() => many.close());
  const { signal } = new AbortController();
  // No row is found, and none is given before the last is read: it is the statement itself that ends.
  const view: View = { filters: [{ op: 'is', column: 'srcaddr', value: 'nowhere' }], sort: { column: 'bytes', descending: false } };
  const read: number[] = [];
  const checkpoint = () => {
    throw new Error('stopped');
  };
  await expect(rowsOfView(many, view, { signal, checkpoint }, ({ done }) => read.push(done))).rejects.toThrow('stopped');
  expect(read).toEqual([4096]);
  // The reader goes on.
  expect(await rowsOfView(many, view, { signal })).toMatchObject({ rowCount: 0 });
});
