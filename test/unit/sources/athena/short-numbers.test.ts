import { expect, it } from 'vitest';
import { shortNumbersExpression } from '../../../../main/sources/athena/short-numbers.ts';

const keys = (...names: readonly string[]) => names.map((name) => ({ name, type: 'string' }));

it('asks about each key whose values all have two digits and no leading zero', () => {
  expect(
    shortNumbersExpression(keys('year', 'month', 'day', 'hour'), [
      ['2022', '11', '28', '03'],
      ['2022', '12', '10', '10'],
    ]),
  ).toBe("month IN ('1', '2', '3', '4', '5', '6', '7', '8', '9') OR day IN ('1', '2', '3', '4', '5', '6', '7', '8', '9')");
  expect(shortNumbersExpression(keys('hour'), [['hour=10']])).toBe(
    `hour IN (${[...'0123456789'].map((digit) => `'hour=${digit}'`).join(', ')})`,
  );
});

it.each([
  ['nothing is there', keys('month'), []],
  ['a leading zero says it', keys('month'), [['11'], ['07']]],
  ['a short one is there already', keys('month'), [['11'], ['7']]],
  ['a day is a whole date', keys('day'), [['2022/11/28']]],
  ['numbers compare as numbers', [{ name: 'month', type: 'int' }], [['11']]],
  ['other keys are no time', keys('accid', 'part'), [['11', '12']]],
])('asks nothing where %s', (_, of, values) => {
  expect(shortNumbersExpression(of, values)).toBeNull();
});
