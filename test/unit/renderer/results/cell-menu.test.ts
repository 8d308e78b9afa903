import { expect, it, vi } from 'vitest';
import type { Cell } from '../../../../preload/contract/result.ts';
import { cellMenu } from '../../../../renderer/results/cell-menu.ts';
import { texts } from '../../../../renderer/results/texts.ts';
import type { MenuAction } from '../../../../renderer/ui/menu.tsx';
import { resultColumn } from '../../../support/result-columns.ts';

const open = (
  name: string,
  value: Cell,
  change: { readonly hasForm?: boolean; readonly isLast?: boolean; readonly language?: 'en' | 'ja' } = {},
) => {
  const actions = {
    filter: vi.fn(),
    useInForm: change.hasForm === false ? null : vi.fn(),
    copy: vi.fn(),
    details: vi.fn(),
    column: { sort: vi.fn(), filter: vi.fn(), hide: change.isLast ? null : vi.fn(), mark: vi.fn() },
  };
  const entries = cellMenu(resultColumn(name), value, actions, texts[change.language ?? 'en']);
  const lines = entries.filter((entry): entry is MenuAction => entry !== null && 'onAction' in entry);
  const choose = (id: string) => lines.find((line) => line.id === id)?.onAction();
  return { ids: lines.map((line) => line.id), labels: lines.map((line) => line.label), choose, actions };
};

it('filters by the value, NULL and the empty string included', () => {
  for (const value of ['10.0.0.1', 443, null, '']) {
    const { choose, actions } = open('srcaddr', value);
    choose('only');
    choose('not');
    expect(actions.filter.mock.calls).toEqual([[{ op: 'is', column: 'srcaddr', value }], [{ op: 'not', column: 'srcaddr', value }]]);
  }
});

it('uses the value in the form where the form has such a filter, and where there is a form', () => {
  const { choose, actions, ids } = open('dstport', 443);
  expect(ids).toContain('form');
  choose('form');
  expect(actions.useInForm).toHaveBeenCalledExactlyOnceWith({ ports: ['443'] });
  expect(open('bytes', 443).ids).not.toContain('form');
  expect(open('dstport', null).ids).not.toContain('form');
  expect(open('dstport', 443, { hasForm: false }).ids).not.toContain('form');
});

it('copies with and without the header, and opens the details', () => {
  const { choose, actions } = open('bytes', 1);
  choose('copy');
  choose('copy-header');
  choose('details');
  expect(actions.copy.mock.calls).toEqual([[false], [true]]);
  expect(actions.details).toHaveBeenCalledOnce();
});

it('sorts by the column either way, and hides it unless it is the last', () => {
  const { choose, actions } = open('bytes', 1);
  choose('ascending');
  choose('descending');
  choose('hide');
  expect(actions.column.sort.mock.calls).toEqual([[{ column: 'bytes', descending: false }], [{ column: 'bytes', descending: true }]]);
  expect(actions.column.hide).toHaveBeenCalledOnce();
  expect(open('bytes', 1, { isLast: true }).ids).not.toContain('hide');
});

it('has each line once, in both languages', () => {
  const [en, ja] = (['en', 'ja'] as const).map((language) => open('srcaddr', '10.0.0.1', { language }));
  expect(new Set(en?.ids).size).toBe(en?.ids.length);
  expect(ja?.ids).toEqual(en?.ids);
  expect(en?.labels.every((label, index) => label !== '' && label !== ja?.labels[index])).toBe(true);
});
