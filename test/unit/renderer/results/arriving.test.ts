import { expect, it } from 'vitest';
import type { Run } from '../../../../preload/contract/run.ts';
import { isArriving, whileArriving } from '../../../../renderer/results/arriving.ts';
import type { MenuEntry } from '../../../../renderer/ui/menu.tsx';

it.each([
  ['fetching', 12, true],
  ['fetching', 0, false],
  ['fetching', null, false],
  ['running', 12, false],
  ['saved', 12, false],
] as const)('%s with %s rows: %s', (state, rowCount, expected) => {
  expect(isArriving({ state, rowCount } as Run)).toBe(expected);
});

it('what is of all rows cannot be chosen, all else can', () => {
  const entry = (id: string) => ({ id, label: id, onAction: () => undefined });
  const entries: readonly MenuEntry[] = [entry('only'), entry('copy'), null, entry('ascending'), entry('details')];
  expect(whileArriving(entries).map((each) => each && 'onAction' in each && [each.id, each.isDisabled === true])).toEqual([
    ['only', true],
    ['copy', false],
    null,
    ['ascending', true],
    ['details', false],
  ]);
});
