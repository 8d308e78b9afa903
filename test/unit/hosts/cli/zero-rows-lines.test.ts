import { expect, it } from 'vitest';
import { emptyForm } from '../../../../main/flowlogs/form.ts';
import { zeroRowsLines } from '../../../../main/hosts/cli/zero-rows-lines.ts';
import type { Explanation } from '../../../../preload/contract/zero-rows.ts';

const nothing: Explanation = { reasons: [], flowCount: null, countSql: null, error: null };
const lines = (change: Partial<Explanation>) =>
  zeroRowsLines({ ...nothing, ...change }, { type: 'form', form: emptyForm(0, 1, 'Asia/Tokyo') });

it('each reason is a line, with its moments in the zone', () => {
  const use = { from: 0, to: 3600 };
  expect(
    lines({
      reasons: [
        { code: 'filters_exclude', details: { conflict: 'ports_protocol' } },
        { code: 'after_last', details: { last: 1669679999, by: 'partition', use } },
      ],
      // The flows that a conflict leaves out are no news.
      flowCount: 12,
    }),
  ).toBe(
    'zero rows: The protocols asked for have no ports: with the port filter, no flow can match.\n' +
      'zero rows: The window begins after the last partition, which ends at 2022-11-29 09:00 JST.\n',
  );
});

it('nothing found is one neutral line, or the flows that the filters left out', () => {
  expect(lines({})).toBe('zero rows: No flow matched. Widen the window or take out a filter.\n');
  expect(lines({ flowCount: 0 })).toBe('zero rows: No flow matched. Widen the window or take out a filter.\n');
  expect(lines({ flowCount: 5472 })).toBe('zero rows: 5,472 flows lie in the window, and none of them passes all the filters.\n');
});

it('of SQL by hand only what was found out is said', () => {
  expect(zeroRowsLines(nothing, { type: 'sql', sql: 'SELECT 1', zone: 'UTC' })).toBe('');
});

it('the count that is paid for is offered, on a line of its own', () => {
  expect(lines({ countSql: 'SELECT "log_status"\nFROM "t"\n  AND "a" = 1' })).toBe(
    'zero rows: No flow matched. Widen the window or take out a filter.\n' +
      'zero rows: Whether the window has flows, or only NODATA and SKIPDATA, this statement tells: SELECT "log_status" FROM "t" AND "a" = 1\n',
  );
});

it('a source that could not be asked is said', () => {
  const error = { code: 'network', message: 'AWS cannot be reached.', details: {} } as const;
  expect(lines({ error })).toContain('The source could not be asked for more. AWS cannot be reached.\n');
});
