import { expect, it } from 'vitest';
import { emptyForm } from '../../../main/flowlogs/form.ts';
import { queryKey } from '../../../main/flowlogs/query-key.ts';

const sql = (text: string, value = '1') =>
  queryKey({ type: 'sql', sql: text, zone: 'UTC', parameters: [{ type: 'number', value }] }, ['a']);

it('is the statement, however it is laid out, whatever its parameters are', () => {
  expect(sql('SELECT a\n  FROM t -- why\n WHERE b = ? ;', '2')).toBe(sql('SELECT a FROM t WHERE b = ?'));
  expect(sql('SELECT b FROM t WHERE b = ?')).not.toBe(sql('SELECT a FROM t WHERE b = ?'));
  // Blanks inside quotes count.
  expect(sql("SELECT 'a  b'")).not.toBe(sql("SELECT 'a b'"));
});

it('is the kind of a form, and the columns of a file', () => {
  const form = emptyForm(0, 1, 'UTC');
  expect(queryKey({ type: 'form', form }, [])).toBe(queryKey({ type: 'form', form: { ...form, from: 5, ports: ['443'] } }, []));
  expect(queryKey({ type: 'form', form }, [])).not.toBe(queryKey({ type: 'form', form: { ...form, kind: 'top-talkers' } }, []));
  expect(queryKey({ type: 'rows', zone: 'UTC' }, ['a', 'b'])).not.toBe(queryKey({ type: 'rows', zone: 'UTC' }, ['a,b']));
});
