import { expect, it, vi } from 'vitest';
import type { ResultColumn, View } from '../../../../preload/contract/result.ts';
import { headMenu } from '../../../../renderer/results/column-menu.ts';
import { texts } from '../../../../renderer/results/texts.ts';
import type { MenuAction } from '../../../../renderer/ui/menu.tsx';
import { resultColumn } from '../../../support/result-columns.ts';

const open = (column: ResultColumn, sort: View['sort'] = null, change: { isPinned?: boolean; isFirst?: boolean } = {}) => {
  const actions = {
    sort: vi.fn(),
    filter: vi.fn(),
    hide: vi.fn(),
    mark: vi.fn(),
    moveLeft: change.isFirst ? null : vi.fn(),
    moveRight: vi.fn(),
    pin: vi.fn(),
  };
  const lines = (language: 'en' | 'ja') =>
    headMenu(column, { sort, isPinned: change.isPinned ?? false }, actions, texts[language]).filter(
      (entry): entry is MenuAction => entry !== null && 'onAction' in entry,
    );
  const choose = (id: string) =>
    lines('en')
      .find((line) => line.id === id)
      ?.onAction();
  return { ids: lines('en').map((line) => line.id), idsJa: lines('ja').map((line) => line.id), choose, actions };
};

it('takes the order back where the column has one', () => {
  expect(open(resultColumn('bytes')).ids).not.toContain('unsorted');
  expect(open(resultColumn('bytes'), { column: 'packets', descending: true }).ids).not.toContain('unsorted');
  const { choose, actions } = open(resultColumn('bytes'), { column: 'bytes', descending: true });
  choose('unsorted');
  expect(actions.sort).toHaveBeenCalledExactlyOnceWith(null);
});

it('pins and lets go, and moves only where there is a place', () => {
  const { choose, actions } = open(resultColumn('bytes'));
  choose('pin');
  expect(actions.pin).toHaveBeenLastCalledWith(true);
  const pinned = open(resultColumn('bytes'), null, { isPinned: true, isFirst: true });
  pinned.choose('pin');
  expect(pinned.actions.pin).toHaveBeenLastCalledWith(false);
  expect(pinned.ids).not.toContain('left');
  expect(pinned.ids).toContain('right');
  expect(pinned.idsJa).toEqual(pinned.ids);
});

it('says what numbers are, and never that of a text', () => {
  const marks = (column: ResultColumn) => open(column).ids.filter((id) => id.startsWith('as-'));
  expect(marks({ ...resultColumn('flows'), storage: 'INTEGER', role: 'plain' })).toEqual(['as-seconds', 'as-millis']);
  expect(marks(resultColumn('start'))).toEqual(['as-millis', 'as-number']);
  expect(marks({ ...resultColumn('flows'), storage: 'INTEGER', role: 'time_ms' })).toEqual(['as-seconds', 'as-number']);
  expect(marks(resultColumn('srcaddr'))).toEqual([]);
  // What a field of a flow log means is known.
  expect(marks(resultColumn('bytes'))).toEqual([]);
});
