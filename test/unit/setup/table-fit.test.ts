import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { recommendedFields } from '../../../main/flowlogs/log-format.ts';
import { columnsOfFields } from '../../../main/setup/integration/own-table.ts';
import { misfitsOf } from '../../../main/setup/integration/table-fit.ts';

const fields = ['version', 'interface-id', 'srcaddr', 'start', 'end', 'tcp-flags', 'region'];
const told = (...args: Parameters<typeof misfitsOf>) => misfitsOf(...args).map(({ field, problem }) => `${field} ${problem}`);

describe('a table held against a log format', () => {
  it('fits when it was made for it, whatever fields in whatever order', () => {
    fc.assert(
      fc.property(
        fc.shuffledSubarray([...recommendedFields], { minLength: 1 }),
        fc.constantFrom('parquet' as const, 'plain-text' as const),
        (some, format) => {
          expect(misfitsOf(columnsOfFields(some), some, ['year'], format)).toEqual([]);
        },
      ),
    );
  });

  it('Parquet is read by name: order and columns of its own do no harm, a missing or mistyped one does', () => {
    const columns = columnsOfFields(fields).toReversed();
    expect(misfitsOf([...columns, { name: 'note', type: 'string' }], fields, [], 'parquet')).toEqual([]);
    expect(told(columns.slice(1), fields, [], 'parquet')).toEqual(['region missing']);
    expect(told(columns.slice(1), fields, ['region'], 'parquet')).toEqual([]);
    const narrow = columns.map((each) => (each.name === 'start' ? { ...each, type: 'int' } : each));
    expect(told(narrow, fields, [], 'parquet')).toEqual(['start type']);
    const wide = columns.map((each) => (each.name === 'version' ? { ...each, type: 'bigint' } : each));
    expect(told(wide, fields, [], 'parquet')).toEqual([]);
    // A field that the format does not have is always NULL: a form that offers it would find nothing.
    expect(told([...columns, { name: 'vpc_id', type: 'string' }], fields, [], 'parquet')).toEqual(['vpc-id extra']);
  });

  it('text is read by position: every column has to stand where its field does', () => {
    const columns = columnsOfFields(fields);
    const texts = columns.map(({ name }) => ({ name, type: 'string' }));
    expect(misfitsOf(texts, fields, [], 'plain-text')).toEqual([]);
    const [first, second, ...rest] = columns;
    if (!first || !second) throw new Error('too few');
    expect(told([second, first, ...rest], fields, [], 'plain-text')).toEqual(['version order', 'interface-id order']);
    // Left out because a partition key has the name: all that come after it are read wrongly.
    expect(told(columns.slice(0, -1), fields, ['region'], 'plain-text')).toEqual(['region missing']);
    expect(told([...columns, { name: 'note', type: 'string' }], fields, [], 'plain-text')).toEqual(['note extra']);
  });

  it('knows a column by any of its spellings', () => {
    const columns = [
      { name: 'sourceaddress', type: 'string' },
      { name: 'interface-id', type: 'string' },
    ];
    expect(misfitsOf(columns, ['srcaddr', 'interface-id'], [], 'parquet')).toEqual([]);
  });
});
