import fc from 'fast-check';
import { expect, it } from 'vitest';
import { ownNote, ownTitle } from '../../../main/flowlogs/own-words.ts';

it('makes a title one line, and nothing of what is only space', () => {
  expect(ownTitle('  Partner\r\n scan?\t#4711 ')).toBe('Partner scan? #4711');
  expect(ownTitle('a\u0000b\u001b[31m')).toBe('ab[31m');
  expect([ownTitle(''), ownTitle(' \u3000\n'), ownNote(''), ownNote(' \n\t\n')]).toEqual([null, null, null, null]);
});

it('keeps the lines of a note, their indent too, without empty ones around', () => {
  expect(ownNote('\n \n  first\r\n\r\nsecond\rthird \n\n')).toBe('  first\n\nsecond\nthird');
  expect(ownNote('a\u2028b\u0007')).toBe('a\nb');
});

it('is the same when it is done again, and holds no control characters', () => {
  const text = fc.string({ unit: 'binary', maxLength: 60 });
  fc.assert(
    fc.property(text, (typed) => {
      const [title, note] = [ownTitle(typed) ?? '', ownNote(typed) ?? ''];
      expect([ownTitle(title) ?? '', ownNote(note) ?? '']).toEqual([title, note]);
      expect(title).not.toMatch(/\p{Cc}/u);
      expect(note.replace(/[\n\t]/g, '')).not.toMatch(/\p{Cc}/u);
    }),
  );
});
