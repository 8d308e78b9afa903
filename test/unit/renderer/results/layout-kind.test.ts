import { expect, it } from 'vitest';
import { emptyForm } from '../../../../main/flowlogs/form.ts';
import { layoutKind } from '../../../../renderer/results/layout-kind.ts';

const columns = (...names: string[]) => names.map((name) => ({ name }));

it('is the form’s kind whatever its columns, else the set of their names', () => {
  const form = { type: 'form', form: emptyForm(0, 1, 'UTC') } as const;
  expect(layoutKind(form, columns('a'))).toBe(layoutKind(form, columns('a', 'b')));
  const sql = { type: 'sql', sql: 'SELECT 1', zone: 'UTC' } as const;
  const csv = { type: 'rows', zone: 'UTC' } as const;
  expect(layoutKind(sql, columns('a', 'b'))).toBe(layoutKind(csv, columns('b', 'a')));
  expect(layoutKind(sql, columns('a,b'))).not.toBe(layoutKind(sql, columns('a', 'b')));
});
