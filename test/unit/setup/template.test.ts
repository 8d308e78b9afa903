/** A template says what it was given, whatever letters that has, to readers of YAML 1.1 too, which take more for no text. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { templateText } from '../../../main/setup/elsewhere/template.ts';

const write = (value: string) => templateText('d', { R: { Type: 'T', Properties: { Value: value, List: [value] } } });
const lines = (text: string) => text.split('\n').filter((line) => line !== '');

describe('a text in a template', () => {
  it.each([
    '=',
    '<<',
    'yes',
    'NO',
    '~',
    '',
    '012',
    '1_000',
    '12:30:00',
    '2001-01-01',
    '!Ref x',
    '*a',
    'a: b',
    'a #b',
    '\u007f',
    '\u0085x',
    'x\u2028y',
    '\ufeffq',
    '\ud800',
    '\\u007f',
    ' \n',
    '\n \n',
  ])('%j is in quotes, and only what every reader takes', (value) => {
    const text = write(value);
    const [line = ''] = lines(text).filter((each) => each.includes('Value:'));
    expect(line.trim()).toMatch(value === '\\u007f' ? /^Value: \\u007f$/ : /^Value: (".*"|'.*')$/);
    expect(/[\u007f-\u009f\u2028\u2029\ufeff]|\p{Cs}/u.test(text)).toBe(false);
    expect(parse(text, { version: '1.1' })).toMatchObject({ Resources: { R: { Properties: { Value: value, List: [value] } } } });
  });

  it('comes back as it was', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.string({ unit: 'binary' }), fc.string({ unit: fc.constantFrom(...' \n\t:-#\'"\\{}[]&*!|>%@`$~=<a1') })),
        (value) => {
          expect(parse(write(value), { version: '1.1' })).toMatchObject({
            Resources: { R: { Properties: { Value: value, List: [value] } } },
          });
        },
      ),
    );
  });
});
