/** Every statement that a form comes to is one statement for Trino, whatever was typed. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { buildSql } from '../../../main/flowlogs/build-sql.ts';
import { emptyForm, formProblems } from '../../../main/flowlogs/form.ts';
import { kinds } from '../../../main/flowlogs/kinds.ts';
import type { QueryForm } from '../../../preload/contract/query.ts';
import { schemes, tableWith, textTable } from '../../support/tables.ts';
import { readTrino, shapeOf } from '../../support/trino-grammar.ts';

const table = tableWith(schemes['year, month, day, hour'] ?? []);
const plain = emptyForm(1669605300, 1669606200, 'Asia/Tokyo');
/** Each filter with values, the most that a form can hold. */
const full: QueryForm = {
  ...plain,
  match: 'overlaps',
  addresses: ['10.0.0.0/8', '!10.1.0.0/16', '192.168.0.10', '!192.168.0.11', '2001:db8::1', '!2001:db8::/32', '!2001:db8::2'],
  packetAddresses: true,
  ports: ['443', '8000-8999', '22', '1-1023'],
  protocols: ['tcp', '17'],
  action: 'REJECT',
  direction: 'ingress',
  interfaces: ['eni-0a1b2c3d', 'eni-0a1b2c3d4e5f60718'],
  instances: ['i-0a1b2c3d'],
  tcpFlags: ['syn', 'fin', 'rst', 'syn-ack'],
  subnets: ['subnet-0a1b2c3d'],
  vpcs: ['vpc-0a1b2c3d', 'vpc-0a1b2c3e'],
  accounts: ['123456789012'],
  regions: ['ap-northeast-1', 'us-gov-west-1'],
  paths: ['1', '8'],
  services: ['S3', 'EC2'],
  minBytes: 1000,
  measure: 'packets',
  limit: 10,
};
/** Each filter by itself. */
const singles: readonly QueryForm[] = [
  plain,
  ...(Object.keys(full) as (keyof QueryForm)[])
    .filter((name) => JSON.stringify(full[name]) !== JSON.stringify(plain[name]))
    .map((name) => ({ ...plain, [name]: full[name] })),
];
const windows: readonly Pick<QueryForm, 'from' | 'to'>[] = [
  { from: Date.UTC(2022, 11, 31, 23, 50) / 1000, to: Date.UTC(2023, 0, 1, 0, 10) / 1000 },
  { from: Date.UTC(2000, 1, 28, 5, 6, 7) / 1000, to: Date.UTC(2099, 9, 29, 7, 8, 9) / 1000 },
];

const isOne = (sql: string) => {
  const { errors, statements, tokens } = readTrino(sql);
  expect({ errors, statements, semicolons: tokens.filter((token) => token === ';').length }, sql).toEqual({
    errors: [],
    statements: 1,
    semicolons: 0,
  });
};

describe('a statement of a form', () => {
  it.each(Object.entries(schemes))('is one, for every kind, by partitions of %s', (_name, keys) => {
    for (const each of [tableWith(keys), textTable(keys)])
      for (const kind of kinds) for (const form of [plain, full]) isOne(buildSql({ ...form, kind: kind.name }, each));
  });

  it('is one, with each filter and window', () => {
    for (const form of singles) isOne(buildSql(form, table));
    for (const window of windows) for (const kind of kinds) isOne(buildSql({ ...full, ...window, kind: kind.name }, table));
  });

  it('is one, with names that do their worst', () => {
    const odd = { database: 'a"b; DROP TABLE x --', table: "t'/*", partitionKeys: [] };
    for (const kind of kinds) isOne(buildSql({ ...full, kind: kind.name }, { ...table, ...odd }));
  });
});

const hostile = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.constantFrom(
    "' OR '1'='1",
    "10.0.0.1' OR 1=1 --",
    '10.0.0.1 --',
    '10.0.0.1/*',
    '10.0.0.1;',
    '10.0.0.1\n; DROP TABLE x',
    '443; DELETE FROM x',
    '443 UNION SELECT 1',
    "eni-0a1b2c3d' UNION ALL SELECT * FROM t --",
    'eni-0a1b2c3d\n',
    '１０.０.０.１',
    '10．0．0．1',
    'ｔｃｐ',
    'tсp',
    '２２',
    'S3"',
    "S3'",
    '123456789012\u2028',
    '\u0000',
    '\\',
    '$1',
    '?',
    'x'.repeat(1_000_000),
    "'".repeat(1_000_000),
  ),
);
/** A good value now and then, so that hostile ones come beside it. */
const values = (...good: readonly string[]) =>
  fc.array(fc.oneof({ weight: 3, arbitrary: fc.constantFrom(...good) }, { weight: 1, arbitrary: hostile }), { maxLength: 3 });

describe('what was typed', () => {
  it('is named as wrong, or is a value and nothing but a value', () => {
    fc.assert(
      fc.property(
        fc.record({
          addresses: values('10.0.0.1', '!10.0.0.0/8', '2001:DB8::1', ' 10.0.0.2 '),
          ports: values('443', '1-2', '80..90'),
          protocols: values('tcp', '6', 'ICMP'),
          interfaces: values('eni-0a1b2c3d'),
          instances: values('i-0a1b2c3d4e5f60718'),
          tcpFlags: values('syn', 'SYN-ACK'),
          subnets: values('subnet-0a1b2c3d'),
          vpcs: values('vpc-0a1b2c3d'),
          accounts: values('123456789012'),
          paths: values('1', ' 8'),
          services: values('s3', 'API_GATEWAY'),
        }),
        fc.constantFrom(...kinds.map((kind) => kind.name)),
        (lists, kind) => {
          const typed: QueryForm = { ...plain, ...lists, kind };
          const problems = formProblems(typed, table);
          // An answer that can be shown, however much was pasted.
          expect(JSON.stringify(problems).length).toBeLessThan(20_000);
          const isWrong = (field: string, index: number) => problems.some((each) => each.field === field && each.index === index);
          const kept = Object.entries(lists).map(([field, list]) => [field, list.filter((_, index) => !isWrong(field, index))]);
          const form: QueryForm = { ...typed, ...Object.fromEntries(kept) };
          expect(formProblems(form, table)).toEqual([]);
          const reading = readTrino(buildSql(form, table));
          expect(reading.errors).toEqual([]);
          expect(reading.statements).toBe(1);
          expect(shapeOf(reading)).not.toMatch(/--|\/\*|;|UNION|DROP|DELETE|\?(?!['"])/);
          // Nothing of a value stands outside a literal but numbers.
          for (const token of reading.tokens) if (!/^['"]/.test(token)) expect(token).toMatch(/^[A-Za-z_]+\d?$|^\d+$|^[-+%(),.*<>=!]+$/);
        },
      ),
      { numRuns: 200 },
    );
  });

  it('is named quickly, a megabyte of it too', () => {
    const big = 'x,'.repeat(500_000);
    const lists = { addresses: [big], ports: [big], protocols: [big], interfaces: [big], services: [big], paths: [big], accounts: [big] };
    const problems = formProblems({ ...plain, ...lists }, table);
    expect(problems).toHaveLength(7);
    for (const { problem } of problems) expect(JSON.stringify(problem).length).toBeLessThan(400);
  });
});
