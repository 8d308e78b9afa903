import { describe, expect, it } from 'vitest';
import { readArguments } from '../../../main/hosts/cli/arguments.ts';
import { argumentCodes } from '../../../main/hosts/cli/outcome.ts';
import { parametersOf } from '../../../main/hosts/cli/parameters-of.ts';

const codeOf = (act: () => unknown) => {
  try {
    act();
    return null;
  } catch (error) {
    return (error as { code: string }).code;
  }
};

describe('--param', () => {
  it('takes several words, in order, with commas in them', () => {
    const args = readArguments(['query', '--source', 'sample', '--sql', 'select ?, ?, ?', '--param', 'a,b', '443', '--param=-1']);
    expect(args).toMatchObject({ params: ['a,b', '443', '-1'] });
  });

  it('is a number where it is one, else a text, and what its prefix says', () => {
    const words = ['443', '10.0.0.1', 'text:443', 'number:1e3', 'date:2022-11-28', 'time:2022-11-28T12:15', 'timestamp:2022-11-28T03:15Z'];
    expect(parametersOf(words, words.map(() => '?').join(), 'Asia/Tokyo')).toEqual([
      { type: 'number', value: '443' },
      { type: 'text', value: '10.0.0.1' },
      { type: 'text', value: '443' },
      { type: 'number', value: '1e3' },
      { type: 'date', value: '2022-11-28' },
      { type: 'epoch', value: '1669605300' },
      { type: 'timestamp', value: '1669605300' },
    ]);
  });

  it.each([
    ['select ?', []],
    ["select '?' -- ?", ['1']],
    ['select ?', ['1', '2']],
    ['select ?', ['date:tomorrow']],
    ['select ?', ['time:soon']],
    ['select ?', ['number:x']],
  ])('%s with %j ends with 2', (sql, words) => {
    expect(argumentCodes).toContain(codeOf(() => parametersOf(words, sql, 'UTC')));
  });

  it('needs a statement', () => {
    const words = ['query', '--source', 'sample', '--from', '0', '--to', '1', '--param', '1'];
    expect(codeOf(() => readArguments(words))).toBe('bad_arguments');
  });
});
