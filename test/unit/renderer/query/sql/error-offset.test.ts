import { describe, expect, it } from 'vitest';
import { completeSql } from '../../../../../main/flowlogs/sql-by-hand.ts';
import type { WireError } from '../../../../../preload/contract/errors.ts';
import type { Parameter } from '../../../../../preload/contract/query.ts';
import type { Run } from '../../../../../preload/contract/run.ts';
import { errorOffset } from '../../../../../renderer/query/sql/error-offset.ts';

/** A run of the statement that failed. */
function failed(sql: string, parameters: readonly Parameter[], error: Partial<WireError>): Run {
  const complete = completeSql(sql, parameters);
  return {
    state: 'failed',
    query: { type: 'sql', sql, zone: 'UTC', parameters: [...parameters] },
    sql: complete.ok ? complete.value : null,
    error: { code: 'query_failed', message: '', details: {}, ...error },
  } as Run;
}

const shown = (run: Run | null, sql: string) => errorOffset({ mode: 'sql', sql, run, asked: null, error: null });

describe('errorOffset', () => {
  const sql = '\nselect ?,\n  nope from t where a = ? -- ?\n and other';
  const values: Parameter[] = [
    { type: 'text', value: 'two\nlines' },
    { type: 'number', value: '443' },
  ];

  it('finds the place that Athena names of the complete statement in the text as typed', () => {
    // The first value holds a line feed: what is in line 3 as typed is in line 4 as sent.
    const run = failed(sql, values, { details: { reason: "COLUMN_NOT_FOUND: line 4:3: Column 'nope' cannot be resolved" } });
    expect(shown(run, sql)).toBe(sql.indexOf('nope'));
    const later = failed(sql, values, { details: { reason: 'line 5:6: mismatched input' } });
    expect(shown(later, sql)).toBe(sql.indexOf('other'));
  });

  it('takes the place that was read already', () => {
    const run = failed('select\n  nope', [], { code: 'bad_sql', details: { reason: '', line: 2, column: 3 } });
    expect(shown(run, 'select\n  nope')).toBe(9);
  });

  it('marks nothing in another text, in the form, for another failure, or without a place', () => {
    const run = failed('select nope', [], { details: { reason: 'line 1:8: no' } });
    expect(shown(run, 'select nope')).toBe(7);
    expect(shown(run, 'select nope ')).toBeNull();
    expect(errorOffset({ mode: 'form', sql: 'select nope', run, asked: null, error: null })).toBeNull();
    expect(shown(failed('select 1', [], { code: 'network', details: { reason: 'line 1:1: x' } }), 'select 1')).toBeNull();
    expect(shown(failed('select 1', [], { details: { reason: 'HIVE_CURSOR_ERROR' } }), 'select 1')).toBeNull();
    expect(shown(null, 'select 1')).toBeNull();
  });

  it('marks what was refused before there was a run', () => {
    const typed = 'select 1;\nselect 2';
    const error: WireError = { code: 'several_statements', message: '', details: { line: 2, column: 1 } };
    const asked = { source: { kind: 'sample' as const }, query: { type: 'sql' as const, sql: typed, zone: 'UTC' } };
    expect(errorOffset({ mode: 'sql', sql: typed, run: null, asked, error })).toBe(10);
  });
});
