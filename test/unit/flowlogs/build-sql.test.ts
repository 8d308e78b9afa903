import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bucketExpression, bucketSeconds } from '../../../main/flowlogs/buckets.ts';
import { buildSql } from '../../../main/flowlogs/build-sql.ts';
import { fields } from '../../../main/flowlogs/fields.ts';
import { emptyForm, formOffers, formProblems } from '../../../main/flowlogs/form.ts';
import { kinds, kindsFor } from '../../../main/flowlogs/kinds.ts';
import { problemMessage } from '../../../main/flowlogs/problem-messages.ts';
import { quoteIdentifier, quoteLiteral } from '../../../main/flowlogs/quote.ts';
import { formatDay, formatEpoch } from '../../../main/flowlogs/time.ts';
import type { PartitionKey, QueryForm, ScopeKey, Table } from '../../../preload/contract/query.ts';

const key = (column: string, pattern: PartitionKey['pattern']): PartitionKey => ({ column, pattern, type: 'string', prefix: '' });
const table: Table = {
  catalog: 'AwsDataCatalog',
  database: 'vpcdb',
  table: 'flow_logs',
  columns: fields.map((field) => ({ name: field.column, type: field.type === 'string' ? 'varchar' : field.type })),
  partitionKeys: [key('year', 'yyyy'), key('month', 'MM'), key('day', 'dd'), key('hour', 'HH')],
  newestEpoch: null,
  scopeKeys: [],
  warnings: [],
};
const walkThrough = emptyForm(1669605300, 1669606200, 'Asia/Tokyo');

/** The statement with every literal, identifier and number replaced: what a hostile value must not change. */
const shapeOf = (sql: string) =>
  sql
    .replace(/'(?:[^']|'')*'/g, "'?'")
    .replace(/"(?:[^"]|"")*"/g, '"?"')
    .replace(/\b\d+\b/g, '0');

describe('buildSql', () => {
  it("makes the walk-through's two queries", () => {
    expect(buildSql({ ...walkThrough, addresses: ['192.168.0.10'] }, table)).toBe(
      [
        'SELECT *',
        'FROM "vpcdb"."flow_logs"',
        `WHERE "year" = '2022' AND "month" = '11' AND "day" = '28' AND "hour" = '03'`,
        '  AND "start" BETWEEN 1669605300 AND 1669606200',
        `  AND ("srcaddr" = '192.168.0.10' OR "dstaddr" = '192.168.0.10')`,
        'ORDER BY "start"',
      ].join('\n'),
    );
    expect(buildSql({ ...walkThrough, ports: ['443'] }, table)).toContain('AND 443 IN ("srcport", "dstport")');
  });

  it('combines every filter', () => {
    const sql = buildSql(
      {
        ...walkThrough,
        match: 'overlaps',
        addresses: ['10.0.0.0/8', '2001:DB8::1', '10.1.1.1'],
        addressSide: 'source',
        ports: ['22', '8000-8999'],
        portSide: 'destination',
        protocols: ['tcp', '17'],
        action: 'REJECT',
        direction: 'ingress',
        interfaces: ['eni-0a1b2c3d4e5f60718'],
        instances: ['i-0a1b2c3d'],
        limit: 10,
      },
      table,
    );
    expect(sql).toContain('"start" <= 1669606200 AND "end" >= 1669605300');
    expect(sql).toContain(
      `("srcaddr" = '10.1.1.1' OR contains('10.0.0.0/8', TRY_CAST("srcaddr" AS IPADDRESS)) OR TRY_CAST("srcaddr" AS IPADDRESS) = IPADDRESS '2001:db8::1')`,
    );
    expect(sql).toContain('("dstport" = 22 OR "dstport" BETWEEN 8000 AND 8999)');
    expect(sql).toContain('"protocol" IN (6, 17)');
    expect(sql).toContain(`"flow_direction" = 'ingress'`);
    expect(sql).toContain(`"instance_id" = 'i-0a1b2c3d'`);
    expect(sql.endsWith('LIMIT 10')).toBe(true);
  });

  it("uses the table's own names and casts numbers that are kept as texts", () => {
    const text: Table = { ...table, columns: fields.map((field) => ({ name: field.name, type: 'string' })), partitionKeys: [] };
    const sql = buildSql({ ...walkThrough, interfaces: ['eni-0a1b2c3d'], ports: ['443'] }, text);
    expect(sql).toContain('TRY_CAST("start" AS bigint) BETWEEN 1669605300 AND 1669606200');
    expect(sql).toContain(`"interface-id" = 'eni-0a1b2c3d'`);
    expect(sql).toContain('443 IN (TRY_CAST("srcport" AS bigint), TRY_CAST("dstport" AS bigint))');
  });

  it('never lets a value change the shape of the statement', () => {
    const hostile = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 60 }),
      fc.constantFrom(
        "' OR 1=1 --",
        '"; DROP TABLE x; --',
        '/* */',
        '10.0.0.1\n--',
        "eni-0a1b2c3d' UNION SELECT 1 --",
        '１０.０.０.１',
        "'||'",
      ),
    );
    const lists = fc.array(hostile, { maxLength: 3 });
    fc.assert(
      fc.property(lists, lists, lists, lists, lists, (addresses, ports, protocols, interfaces, instances) => {
        const form: QueryForm = { ...walkThrough, addresses, ports, protocols, interfaces, instances };
        const good = [addresses, ports, protocols, interfaces, instances].every((list) => list.length === 0);
        // Either it is named as wrong, or it was a value after all: then the statement has the shape of such values.
        if (formProblems(form, table).length > 0) return;
        const shape = shapeOf(buildSql(form, table));
        expect(shape).not.toMatch(/--|\/\*|;|UNION|DROP/);
        if (good) expect(shape).toBe(shapeOf(buildSql(walkThrough, table)));
      }),
    );
  });

  it('makes every kind that the table has the columns for', () => {
    for (const kind of kindsFor(table)) {
      const sql = buildSql({ ...walkThrough, kind: kind.name }, table);
      expect(sql).toMatch(/^SELECT [\s\S]+FROM "vpcdb"\."flow_logs"\nWHERE "year" = [\s\S]+ORDER BY/);
    }
    expect(kindsFor({ columns: [{ name: 'start', type: 'bigint' }] }).map((kind) => kind.name)).toEqual(['records']);
    expect(kindsFor(table)).toHaveLength(kinds.length);
  });
});

describe('formProblems', () => {
  it('finds nothing wrong with the empty form', () => expect(formProblems(walkThrough, table)).toEqual([]));

  it('names each wrong value with its place', () => {
    const problems = formProblems(
      {
        ...walkThrough,
        to: walkThrough.from - 1,
        zone: 'Mars/Base',
        addresses: ['10.0.0.1', 'nonsense'],
        ports: ['x'],
        protocols: ['zzz'],
        interfaces: ['eni-1'],
        instances: ['x'],
      },
      table,
    );
    expect(problems.map(({ field, index, problem }) => [field, index, problem.code])).toEqual([
      ['to', null, 'bad_window'],
      ['zone', null, 'bad_zone'],
      ['addresses', 1, 'bad_address'],
      ['ports', 0, 'bad_port'],
      ['protocols', 0, 'bad_protocol'],
      ['interfaces', 0, 'bad_interface'],
      ['instances', 0, 'bad_instance'],
    ]);
  });

  describe('by account and region', () => {
    const scoped = (change: Partial<ScopeKey>, columns = table.columns): Table => ({
      ...table,
      columns: [...columns, { name: 'accid', type: 'varchar' }],
      scopeKeys: [{ column: 'accid', field: 'account_id', type: 'string', prefix: '', isInjected: false, ...change }],
    });
    const without = table.columns.filter(({ name }) => name !== 'account_id');
    const asked = { ...walkThrough, accounts: ['1234-5678-9012', '012345678901'], regions: ['EU-West-1'] };
    const conditions = (from: Table) =>
      buildSql(asked, from)
        .split('\n')
        .filter((line) => /accid|account_id|region/.test(line))
        .map((line) => line.trim());
    const record = `AND "account_id" IN ('123456789012', '012345678901')`;
    const region = `AND "region" = 'eu-west-1'`;

    it.each<[string, Table, string[]]>([
      ['what the record says', table, [record, region]],
      // An interface's owner need not be the flow log's: its records lie in another account's folder.
      ['not a key beside it that need not be named', scoped({}), [record, region]],
      ['an injected key too', scoped({ isInjected: true }), [`AND "accid" IN ('123456789012', '012345678901')`, record, region]],
      ['the key alone where records do not say', scoped({}, without), [`AND "accid" IN ('123456789012', '012345678901')`, region]],
      ['as a number', scoped({ type: 'integer' }, without), ['AND "accid" IN (123456789012, 12345678901)', region]],
      ['with a name before it', scoped({ prefix: 'a=' }, without), [`AND "accid" IN ('a=123456789012', 'a=012345678901')`, region]],
    ])('%s', (_, from, expected) => {
      expect(formProblems(asked, from)).toEqual([]);
      expect(conditions(from)).toEqual(expected);
    });

    it('a region that is none is told', () => {
      expect(formProblems({ ...walkThrough, regions: ["eu-west-1' OR '1'='1"] }, table)).toMatchObject([
        { field: 'regions', index: 0, problem: { code: 'bad_id' } },
      ]);
    });
  });

  it('refuses a filter that the table has no column for', () => {
    const narrow = { columns: [{ name: 'start', type: 'bigint' }], scopeKeys: [] };
    expect(formProblems({ ...walkThrough, addresses: ['10.0.0.1'] }, narrow)).toMatchObject([
      { field: 'addresses', problem: { code: 'bad_column' } },
    ]);
    expect(formOffers(narrow)).toMatchObject({ addresses: false, ports: false, action: false });
    const [kind] = formProblems({ ...walkThrough, addresses: [], ports: [], kind: 'by-subnet' }, narrow);
    expect(kind).toMatchObject({ field: 'kind', problem: { code: 'bad_column', details: { kind: 'by-subnet' } } });
    expect(kind && problemMessage(kind.problem)).toBe(
      'The kind by-subnet needs subnet_id, bytes, packets, action, which the table does not have. Choose another kind.',
    );
  });
});

describe('quoting', () => {
  it('closes every literal and identifier that it opens', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        if (text.includes('\0')) {
          expect(() => quoteLiteral(text)).toThrow(RangeError);
          return;
        }
        expect(quoteLiteral(text)).toMatch(/^'(?:[^']|'')*'$/);
        expect(quoteLiteral(text).slice(1, -1).replaceAll("''", "'")).toBe(text);
        if (text !== '') expect(quoteIdentifier(text).slice(1, -1).replaceAll('""', '"')).toBe(text);
      }),
    );
  });
});

describe('bucketExpression', () => {
  const evaluate = (expression: string, start: number) => {
    const script = expression
      .replaceAll('"start"', '(s)')
      .replace(/CASE /g, '(')
      .replace(/WHEN (.*?) THEN (.*?)(?= WHEN| ELSE)/g, '$1 ? $2 :')
      .replace(/ ELSE /g, ' ')
      .replace(/ END/g, ')');
    return new Function('s', `return ${script}`)(start) as number;
  };

  it('cuts days where the zone has its midnights, also when the clocks change', () => {
    // Cairo, Havana and Santiago change their clocks at midnight: a day begins at 01:00, or ends at its second midnight.
    const zones = [
      ...['Asia/Tokyo', 'Europe/Berlin', 'America/New_York', 'Australia/Lord_Howe', 'UTC'],
      ...['Africa/Cairo', 'America/Havana', 'America/Santiago'],
    ];
    fc.assert(
      fc.property(
        fc.constantFrom(...zones),
        fc.integer({ min: Date.UTC(2022, 0, 1) / 1000, max: Date.UTC(2023, 11, 1) / 1000 }),
        fc.integer({ min: 20 * 86_400, max: 60 * 86_400 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (zone, from, length, share) => {
          const to = from + length;
          expect(bucketSeconds(from, to)).toBe(86_400);
          const start = Math.floor(from + share * length);
          const bucket = evaluate(bucketExpression('"start"', from, to, zone), start);
          expect(bucket).toBeLessThanOrEqual(start);
          expect(formatDay(bucket, zone)).toBe(formatDay(start, zone));
          expect(formatDay(bucket - 1, zone)).not.toBe(formatDay(start, zone));
        },
      ),
      {
        examples: [
          // A window that begins on the day of a change, after the change.
          ['America/New_York', Date.UTC(2022, 2, 13, 12) / 1000, 20 * 86_400, 0],
          // The last hour before midnight jumps to 01:00, and the first after it.
          ['Africa/Cairo', Date.UTC(2023, 3, 17, 21, 30) / 1000, 20 * 86_400, 0.5],
          ['Africa/Cairo', Date.UTC(2023, 3, 17, 22, 30) / 1000, 20 * 86_400, 0.5],
        ],
      },
    );
  });

  it('cuts hours where the zone has them; none overlaps another where the clocks change by half an hour', () => {
    const zones = ['Asia/Kolkata', 'Europe/Berlin', 'America/Havana', 'Australia/Lord_Howe'];
    const minute = (epoch: number, zone: string) => Number(formatEpoch(epoch, zone).slice(14, 16));
    fc.assert(
      fc.property(
        fc.constantFrom(...zones),
        // Lord Howe: 2022-10-01T15:30Z and 2023-04-01T15:00Z.
        fc.constantFrom(
          '2022-10-01T15:30:00Z',
          '2023-04-01T15:00:00Z',
          '2023-03-26T01:00:00Z',
          '2023-10-29T01:00:00Z',
          '2023-03-12T05:00:00Z',
        ),
        fc.integer({ min: -2 * 86_400, max: 2 * 86_400 }),
        (zone, around, shift) => {
          const middle = Date.parse(around) / 1000;
          const expression = bucketExpression('"start"', middle - 3 * 86_400, middle + 3 * 86_400, zone);
          const start = middle + shift;
          const bucket = evaluate(expression, start);
          expect(formatEpoch(bucket, zone).slice(0, 13)).toBe(formatEpoch(start, zone).slice(0, 13));
          expect(start - bucket).toBeLessThan(3600);
          // It begins on the hour, or with the change of the clocks; what lies before is another.
          expect(minute(bucket, zone) === 0 || bucket === middle).toBe(true);
          expect(evaluate(expression, bucket - 1)).toBeLessThan(bucket);
          expect(evaluate(expression, bucket)).toBe(bucket);
        },
      ),
      { examples: [['Australia/Lord_Howe', '2022-10-01T15:30:00Z', 60]] },
    );
  });

  it('chooses the interval from the window', () => {
    expect(bucketSeconds(0, 900)).toBe(60);
    expect(bucketSeconds(0, 6 * 3600)).toBe(300);
    expect(bucketSeconds(0, 86_400)).toBe(900);
    expect(bucketSeconds(0, 5 * 86_400)).toBe(3600);
  });
});
