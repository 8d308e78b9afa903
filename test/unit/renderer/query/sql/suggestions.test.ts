import { describe, expect, it } from 'vitest';
import type { Table } from '../../../../../preload/contract/query.ts';
import { type Suggestion, suggestionsAt } from '../../../../../renderer/query/sql/suggestions.ts';
import { trinoFunctions } from '../../../../../renderer/query/sql/trino-functions.ts';

const table: Table = {
  catalog: 'AwsDataCatalog',
  database: 'vpcdb',
  table: 'flow_logs',
  columns: [
    { name: 'srcaddr', type: 'varchar' },
    { name: 'end', type: 'bigint' },
    { name: 'aws-region', type: 'varchar' },
  ],
  partitionKeys: [],
  newestEpoch: null,
  scopeKeys: [],
  warnings: [],
};

/** The suggestions where `|` stands, and what the text becomes when one is taken. */
function at(marked: string, isAsked = false) {
  const cursor = marked.indexOf('|');
  const sql = marked.replace('|', '');
  const found = suggestionsAt(sql, cursor, table, isAsked);
  const take = (label: string) => {
    const item = found?.items.find((each) => each.label === label);
    return found && item ? sql.slice(0, found.from) + item.text + sql.slice(found.to) : null;
  };
  const kinds = [...new Set(found?.items.map(({ kind }: Suggestion) => kind))].sort();
  return { found, take, kinds };
}

describe('suggestions', () => {
  it('are columns, the table, functions, keywords and types for a word', () => {
    const { found, take, kinds } = at('select sr|');
    expect(kinds).toEqual(['column', 'function', 'keyword', 'table', 'type']);
    expect(take('srcaddr')).toBe('select "srcaddr"');
    expect(take('flow_logs')).toBe('select "vpcdb"."flow_logs"');
    expect(found?.items.find(({ label }) => label === 'srcaddr')).toMatchObject({
      detail: 'varchar',
      info: { ja: expect.stringContaining('送信元') },
    });
    expect(found?.items.find(({ label }) => label === 'from_unixtime')?.detail).toContain('timestamp(3) with time zone');
  });

  it('replace the whole word that the cursor is in', () => {
    expect(at('select sr|cadd from t').take('srcaddr')).toBe('select "srcaddr" from t');
  });

  it('wait for a letter, or for their key', () => {
    expect(at('select |').found).toBeNull();
    expect(at('select |', true).kinds).toContain('column');
    expect(at('limit 1|', true).found).toBeNull();
  });

  it.each([
    ['select "sr|"', 'srcaddr', 'select "srcaddr"'],
    ['select "sr|', 'srcaddr', 'select "srcaddr"'],
    ['select "sr| from t where "end" = 1', 'srcaddr', 'select "srcaddr" from t where "end" = 1'],
    ['select "aws-|region", "end"', 'aws-region', 'select "aws-region", "end"'],
    ['select t."|"', 'end', 'select t."end"'],
  ])('inside quotes: %s', (marked, label, text) => {
    expect(at(marked).take(label)).toBe(text);
  });

  it('behind a dot are columns, behind the database its table', () => {
    expect(at('select t.|').kinds).toEqual(['column']);
    expect(at('select t.e|').take('end')).toBe('select t."end"');
    expect(at('select * from "vpcdb".|').take('flow_logs')).toBe('select * from "vpcdb"."flow_logs"');
  });

  it.each([
    ["where action = '|'", 'REJECT', "where action = 'REJECT'"],
    ['where "action" <> \'R|', 'REJECT', 'where "action" <> \'REJECT\''],
    ["where flow_direction in ('ingress', 'e|')", 'egress', "where flow_direction in ('ingress', 'egress')"],
    ["where log_status not in ('|')", 'NODATA', "where log_status not in ('NODATA')"],
  ])('inside a string are the values that the field knows: %s', (marked, label, text) => {
    expect(at(marked).take(label)).toBe(text);
  });

  it.each(["where srcaddr = '|'", "select 'sr|'", "select concat('sr|')", '-- sr|', '/* sr| */', '/* sr|'])('none in %s', (marked) => {
    expect(at(marked, true).found).toBeNull();
  });

  it('stand behind a closed comment', () => {
    expect(at('/* sr */|', true).found).not.toBeNull();
  });
});

describe('functions', () => {
  it('have one entry each, with their signatures', () => {
    expect(new Set(trinoFunctions.map(({ name }) => name)).size).toBe(trinoFunctions.length);
    expect(trinoFunctions.find(({ name }) => name === 'from_unixtime')?.signatures).toEqual([
      '(unixtime) → timestamp(3) with time zone',
      '(unixtime, zone) → timestamp(3) with time zone',
    ]);
    for (const { name, signatures } of trinoFunctions) {
      expect(name).toMatch(/^[a-z][a-z0-9_]*$/);
      for (const signature of signatures) expect(signature).toMatch(/^\(.*\) → \S/);
    }
  });
});
