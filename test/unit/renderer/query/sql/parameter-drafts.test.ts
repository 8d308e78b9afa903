import { describe, expect, it } from 'vitest';
import { askedParameters, sqlProblem } from '../../../../../renderer/query/sql/parameter-drafts.ts';

const window = { from: 1_669_605_300, to: 1_669_606_200, zone: 'Asia/Tokyo' };
const problem = (sql: string, drafts: Parameters<typeof askedParameters>[1] = []) => sqlProblem(sql, askedParameters(sql, drafts, window));

describe('parameters asked for', () => {
  it('begin as what they most likely are: moments as the form’s window', () => {
    const sql = 'select * from t where "start" between ? and ? and srcaddr = ? limit ?';
    expect(askedParameters(sql, [], window).map(({ value }) => value)).toEqual([
      { type: 'epoch', value: '1669605300' },
      { type: 'epoch', value: '1669606200' },
      { type: 'text', value: '' },
      { type: 'number', value: '' },
    ]);
  });

  it('keep what was typed while the statement grows', () => {
    const typed = askedParameters('select ?', [{ type: 'text', value: 'x' }], window);
    expect(
      askedParameters(
        'select ?, ?',
        typed.map(({ value }) => value),
        window,
      ).map(({ value }) => value.value),
    ).toEqual(['x', '']);
  });

  it('hold the run back until they are complete', () => {
    expect(problem('')).toBe('empty');
    expect(problem('-- nothing')).toBe('empty');
    expect(problem('select 1; select ?')).toBe('several');
    expect(problem('select ?')).toEqual({ missing: 1 });
    expect(problem('select 1 limit ?', [{ type: 'number', value: 'ten' }])).toEqual({ bad: 1 });
    expect(problem('select 1 limit ?;', [{ type: 'number', value: '10' }])).toBeNull();
  });
});
