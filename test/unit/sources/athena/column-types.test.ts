import { expect, it } from 'vitest';
import { resultColumn, trinoTypeOf } from '../../../../main/sources/athena/column-types.ts';

it.each([
  ['int', 'integer'],
  ['BIGINT', 'bigint'],
  ['string', 'varchar'],
  ['array<string>', 'array(varchar)'],
  ['decimal(10,2)', 'decimal(10,2)'],
  ['timestamp', 'timestamp(3)'],
])('%s of the catalogue is %s in a result', (hive, trino) => {
  expect(trinoTypeOf(hive)).toBe(trino);
});

it('reads a column of a result, by the label that the header has', () => {
  expect(resultColumn({ Name: 'x', Label: 'total', Type: 'decimal', Precision: 38, Scale: 2 })).toEqual({
    name: 'total',
    type: 'decimal(38,2)',
  });
  expect(resultColumn({ Name: 'srcaddr', Type: 'varchar', Precision: 2147483647 })).toEqual({ name: 'srcaddr', type: 'varchar' });
});
