/** What the kinds and filters mean, on a handful of records each. */
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { buildSql } from '../../../main/flowlogs/build-sql.ts';
import { fields } from '../../../main/flowlogs/fields.ts';
import { emptyForm, formProblems } from '../../../main/flowlogs/form.ts';
import { describeFiles } from '../../../main/sources/local/describe-files.ts';
import { openEngine } from '../../../main/sources/local/engine.ts';
import type { QueryForm } from '../../../preload/contract/query.ts';
import { answerOf, writeParquet, writeText } from '../../support/flow-log-files.ts';
import { type PlainRow, plainRows } from '../../support/kind-rows.ts';
import { tempFolder } from '../../support/temp-folder.ts';

const from = Date.UTC(2024, 2, 10, 6) / 1000;
const to = from + 3599;
const form = emptyForm(from, to, 'UTC');

type Flow = Readonly<Record<string, string | number>>;
/** One record: what is not said is that of a common flow. */
const flow = (change: Flow = {}): Flow => ({
  version: 5,
  'account-id': '123456789012',
  'interface-id': 'eni-0a1b2c3d',
  srcaddr: '10.0.0.1',
  dstaddr: '10.0.0.2',
  srcport: 50_000,
  dstport: 443,
  protocol: 6,
  packets: 10,
  bytes: 1000,
  start: from + 60,
  end: from + 100,
  action: 'ACCEPT',
  'log-status': 'OK',
  ...change,
});
const noData: Flow = {
  ...flow({ action: '-', 'log-status': 'NODATA' }),
  ...Object.fromEntries(['srcaddr', 'dstaddr', 'srcport', 'dstport', 'protocol', 'packets', 'bytes'].map((name) => [name, '-'])),
};

/** The records as a text file that AWS could have written; the fields are those that the first record has. */
async function ask(flows: readonly Flow[], change: Partial<QueryForm>): Promise<readonly PlainRow[]> {
  const folder = tempFolder();
  const file = join(folder, 'a.log.gz');
  const names = Object.keys(flows[0] ?? {});
  writeText(file, [names.join(' '), ...flows.map((each) => names.map((name) => each[name] ?? '-').join(' '))]);
  const { table, query } = await describeFiles({ folder, files: [file] });
  const engine = await openEngine({ ...query, table: { catalog: null, database: null, name: 'flow_logs' } });
  onTestFinished(() => engine.close());
  const asked = { ...form, ...change };
  expect(formProblems(asked, table)).toEqual([]);
  const { columns, lines } = await answerOf(engine, buildSql(asked, table));
  return plainRows(columns, lines);
}

const column = (rows: readonly PlainRow[], name: string) => rows.map((row) => row[name]);

it('admin ports: the address at the end that has the port, traffic of both ways', async () => {
  const rows = await ask(
    [
      flow({ srcaddr: '10.0.0.9', dstaddr: '10.0.0.1', dstport: 22, bytes: 100 }),
      flow({ srcaddr: '10.0.0.1', dstaddr: '10.0.0.9', srcport: 22, dstport: 50_000, bytes: 900 }),
      flow({ srcaddr: '10.0.0.9', dstaddr: '10.0.0.3', dstport: 3389, bytes: 5000, action: 'REJECT' }),
      // Between two of them: the machine that is asked.
      flow({ srcaddr: '10.0.0.4', dstaddr: '10.0.0.5', srcport: 22, dstport: 5986, bytes: 10 }),
      flow({ dstport: 443, bytes: 1_000_000 }),
      noData,
    ],
    { kind: 'admin-ports' },
  );
  expect(rows.map(({ address, bytes, flows, rejected }) => [address, bytes, flows, rejected])).toEqual([
    ['10.0.0.3', '5000', '1', '1'],
    ['10.0.0.1', '1000', '2', '0'],
    ['10.0.0.5', '10', '1', '0'],
  ]);
});

/** 25 clients of one server, a source that tries 25 ports, one that tries 25 addresses, one that is refused 25 times at one door. */
const scans = (hasFlags: boolean): readonly Flow[] => {
  const flags = (value: number): Flow => (hasFlags ? { 'tcp-flags': value } : {});
  return Array.from({ length: 25 }, (_, index) => [
    flow({ srcaddr: `10.1.0.${index}`, dstaddr: '10.0.0.80', srcport: 40_000 + index, dstport: 443, ...flags(3) }),
    flow({ srcaddr: '10.0.0.80', dstaddr: `10.1.0.${index}`, srcport: 443, dstport: 40_000 + index, ...flags(19) }),
    flow({ srcaddr: '10.9.0.1', dstaddr: '10.0.0.2', srcport: 50_000, dstport: 1000 + index, ...flags(2) }),
    flow({ srcaddr: '10.9.0.2', dstaddr: `10.0.1.${index}`, srcport: 50_000, dstport: 22, action: 'REJECT', ...flags(2) }),
    flow({ srcaddr: '10.9.0.3', dstaddr: '10.0.0.2', srcport: 50_000, dstport: 22, action: 'REJECT', ...flags(2) }),
    flow({ srcaddr: '10.9.0.4', dstaddr: '10.0.0.2', srcport: 53, dstport: 50_000 + index, protocol: 17, ...flags(0) }),
  ]).flat();
};

it.each([true, false])('possible scans: attempts count, answers do not (with TCP flags: %s)', async (hasFlags) => {
  const rows = await ask(scans(hasFlags), { kind: 'possible-scans' });
  expect(rows.map(({ srcaddr, ports, addresses, flows, rejected }) => [srcaddr, ports, addresses, flows, rejected])).toEqual([
    ['10.9.0.1', '25', '1', '25', '0'],
    ['10.9.0.2', '1', '25', '25', '25'],
  ]);
});

it('new talkers: not in the window before, of the same length', async () => {
  const pair = (last: number, start: number, bytes = 100) => flow({ dstaddr: `10.0.0.${last}`, start, end: start + 10, bytes });
  const rows = await ask(
    [
      pair(1, from - 3600),
      pair(1, from + 5),
      pair(2, from - 3601),
      pair(2, from + 5, 300),
      pair(2, to, 1),
      pair(3, from, 200),
      pair(4, from - 1),
      pair(4, to),
      pair(5, to + 1),
    ],
    { kind: 'new-talkers' },
  );
  expect(rows.map(({ dstaddr, bytes, flows, start }) => [dstaddr, bytes, flows, start])).toEqual([
    ['10.0.0.2', '301', '2', String(from + 5)],
    ['10.0.0.3', '200', '1', String(from)],
  ]);
});

it('over time: days as they are in the zone, the day of the change too', async () => {
  // New York springs forward at 07:00 UTC on 10 March 2024: the day has 23 hours.
  const days = { from: Date.UTC(2024, 2, 1, 5) / 1000, to: Date.UTC(2024, 2, 21, 4) / 1000, zone: 'America/New_York' };
  const flows = [
    Date.UTC(2024, 2, 10, 4, 59, 59),
    Date.UTC(2024, 2, 10, 5),
    Date.UTC(2024, 2, 11, 3, 59, 59),
    Date.UTC(2024, 2, 11, 4),
  ].map((ms) => flow({ start: ms / 1000, end: ms / 1000 + 1 }));
  const rows = await ask([...flows, { ...noData, start: days.from + 5 }], { kind: 'traffic-over-time', ...days });
  expect(rows.map(({ start, flows: count }) => [start, count])).toEqual([
    [String(Date.UTC(2024, 2, 9, 5) / 1000), '1'],
    [String(Date.UTC(2024, 2, 10, 5) / 1000), '2'],
    [String(Date.UTC(2024, 2, 11, 4) / 1000), '1'],
  ]);
});

it('over time: hours of a zone with half an hour', async () => {
  const flows = [29, 30, 31].map((minute) => flow({ start: from + minute * 60 }));
  const rows = await ask(flows, { kind: 'traffic-over-time', from: from - 5 * 86_400, to, zone: 'Asia/Kolkata' });
  expect(column(rows, 'start')).toEqual([String(from - 1800), String(from + 1800)]);
});

it('rejected: counted by source, by port, without what was accepted', async () => {
  const flows = [
    flow({ action: 'REJECT', dstport: 22, packets: 2, start: from + 5 }),
    flow({ action: 'REJECT', dstport: 23, packets: 3, start: from + 50, end: from + 500 }),
    flow({ action: 'REJECT', dstport: 22, srcaddr: '10.0.0.7' }),
    flow(),
    noData,
  ];
  const bySource = await ask(flows, { kind: 'rejected-by-source' });
  expect(bySource[0]).toEqual({
    srcaddr: '10.0.0.1',
    flows: '2',
    packets: '5',
    ports: '2',
    addresses: '1',
    start: String(from + 5),
    end: String(from + 500),
  });
  expect(column(bySource, 'srcaddr')).toEqual(['10.0.0.1', '10.0.0.7']);
  expect((await ask(flows, { kind: 'rejected-by-port' })).map(({ dstport, flows: count, sources }) => [dstport, count, sources])).toEqual([
    ['22', '2', '2'],
    ['23', '1', '1'],
  ]);
  expect(await ask(flows, { kind: 'rejected-by-source', action: 'ACCEPT' })).toEqual([]);
});

it('rankings: by what the form says, ties by name, records without data left out', async () => {
  const flows = [
    flow({ dstaddr: '10.0.0.2', bytes: 10, packets: 9 }),
    flow({ dstaddr: '10.0.0.3', bytes: 30, packets: 1 }),
    flow({ dstaddr: '10.0.0.4', bytes: 5, packets: 1 }),
    flow({ dstaddr: '10.0.0.4', bytes: 5, packets: 1 }),
    noData,
    noData,
  ];
  const order = async (measure: QueryForm['measure']) => column(await ask(flows, { kind: 'top-destinations', measure }), 'dstaddr');
  expect(await order('bytes')).toEqual(['10.0.0.3', '10.0.0.2', '10.0.0.4']);
  expect(await order('packets')).toEqual(['10.0.0.2', '10.0.0.4', '10.0.0.3']);
  expect(await order('flows')).toEqual(['10.0.0.4', '10.0.0.2', '10.0.0.3']);
  expect(column(await ask(flows, { kind: 'by-interface' }), 'flows')).toEqual(['4']);
  expect(await ask(flows, { kind: 'top-talkers', limit: 1 })).toHaveLength(1);
});

it('addresses: networks, other spellings of IPv6, negation, and records that have none', async () => {
  const flows = [
    flow({ srcaddr: '10.0.0.1', dstaddr: '10.1.0.1', bytes: 1 }),
    flow({ srcaddr: '10.1.0.1', dstaddr: '192.168.0.1', bytes: 2 }),
    flow({ srcaddr: '2001:db8::1', dstaddr: '2001:DB8:0:0:0:0:0:2', bytes: 3 }),
    flow({ srcaddr: '192.168.0.1', dstaddr: '192.168.0.2', bytes: 4 }),
    { ...noData, start: from + 900 },
  ];
  const found = async (addresses: readonly string[], change: Partial<QueryForm> = {}) =>
    column(await ask(flows, { addresses: [...addresses], ...change }), 'bytes');
  expect(await found(['10.0.0.0/8'])).toEqual(['1', '2']);
  expect(await found(['10.1.0.1'], { addressSide: 'source' })).toEqual(['2']);
  expect(await found(['2001:db8::2'])).toEqual(['3']);
  expect(await found(['2001:db8::/32', '192.168.0.2'])).toEqual(['3', '4']);
  expect(await found(['10.0.0.0/8', '!192.168.0.1'])).toEqual(['1']);
  // Nobody said that a record without addresses has one of these.
  expect(await found(['!10.0.0.0/8'])).toEqual(['3', '4', null]);
  expect(await found(['!10.0.0.0/8'], { addressSide: 'destination' })).toEqual(['2', '3', '4', null]);
  expect(await found(['0.0.0.0/0'])).toEqual(['1', '2', '4']);
});

it('the packets’ own addresses count when they are asked for', async () => {
  const flows = [
    { ...flow({ bytes: 1 }), 'pkt-srcaddr': '100.64.0.5', 'pkt-dstaddr': '10.0.0.2' },
    { ...flow({ bytes: 2 }), 'pkt-srcaddr': '10.0.0.1', 'pkt-dstaddr': '-' },
  ];
  const found = async (change: Partial<QueryForm>) => column(await ask(flows, change), 'bytes');
  expect(await found({ addresses: ['100.64.0.0/10'] })).toEqual([]);
  expect(await found({ addresses: ['100.64.0.0/10'], packetAddresses: true })).toEqual(['1']);
  expect(await found({ addresses: ['100.64.0.5'], packetAddresses: true, addressSide: 'destination' })).toEqual([]);
  expect(await found({ addresses: ['!100.64.0.5'], packetAddresses: true })).toEqual(['2']);
  expect(column(await ask(flows, { kind: 'packet-talkers' }), 'pkt_srcaddr')).toEqual(['100.64.0.5']);
});

it('flags by name: one of them was seen', async () => {
  const flows = [0, 1, 2, 3, 4, 6, 18, 19, '-'].map((value) => ({ ...flow({ bytes: 1 }), 'tcp-flags': value }));
  const found = async (...tcpFlags: string[]) => column(await ask(flows, { tcpFlags }), 'tcp_flags');
  expect((await found('syn')).sort()).toEqual(['2', '3', '6']);
  expect((await found('syn-ack')).sort()).toEqual(['18', '19']);
  expect((await found('fin')).sort()).toEqual(['1', '19', '3']);
  expect((await found('rst', 'syn-ack')).sort()).toEqual(['18', '19', '4', '6']);
});

it('services at either end, paths, ports, sizes, and the way of the window', async () => {
  const flows = [
    { ...flow({ bytes: 10 }), 'pkt-src-aws-service': '-', 'pkt-dst-aws-service': 'S3', 'traffic-path': 7 },
    { ...flow({ bytes: 20, dstport: 8080 }), 'pkt-src-aws-service': 'EC2', 'pkt-dst-aws-service': '-', 'traffic-path': '-' },
    {
      ...flow({ bytes: 40, srcport: 443, dstport: 1, start: from - 50, end: from + 1 }),
      'pkt-src-aws-service': '-',
      'pkt-dst-aws-service': '-',
    },
  ];
  const found = async (change: Partial<QueryForm>) => column(await ask(flows, change), 'bytes');
  expect(await found({ services: ['s3', 'EC2'] })).toEqual(['10', '20']);
  expect(await found({ paths: ['7'] })).toEqual(['10']);
  expect(await found({ ports: ['8000-8999', '1'] })).toEqual(['20']);
  expect(await found({ minBytes: 20 })).toEqual(['20']);
  expect((await found({ match: 'overlaps' })).sort()).toEqual(['10', '20', '40']);
  expect((await found({ match: 'overlaps', ports: ['443'], portSide: 'source' })).sort()).toEqual(['40']);
  const services = await ask(flows, { kind: 'by-service' });
  expect(services.map((row) => [row.pkt_src_aws_service, row.pkt_dst_aws_service])).toEqual([
    ['EC2', null],
    [null, 'S3'],
  ]);
  expect(column(await ask(flows, { kind: 'by-path' }), 'traffic_path')).toEqual(['7']);
});

it('a region that is a field and a folder too is one column', async () => {
  const folder = tempFolder();
  const file = join(folder, 'region=eu-west-1', 'year=2024', 'month=03', 'day=10', 'a.parquet');
  await writeParquet({
    [file]: `SELECT 'eu-west-1' AS region, '10.0.0.1' AS srcaddr, '10.0.0.2' AS dstaddr, CAST(${from} AS BIGINT) AS start, CAST(${from} AS BIGINT) AS "end"`,
  });
  const { table, query } = await describeFiles({ folder, files: [file] });
  expect(table.columns.map((each) => each.name)).toEqual(['srcaddr', 'dstaddr', 'start', 'end', 'region', 'year', 'month', 'day']);
  const engine = await openEngine({ ...query, table: { catalog: null, database: null, name: 'flow_logs' } });
  onTestFinished(() => engine.close());
  const { columns } = await engine.query(buildSql(form, table));
  expect(columns.map((each) => each.name)).toEqual(table.columns.map((each) => each.name));
});

it('every field of versions 2 to 11, in any order, is read by its name', async () => {
  const all = Object.fromEntries(fields.map((field, index) => [field.name, field.type === 'string' ? `v${index}` : index]));
  const record = { ...all, ...flow(), 'flow-direction': 'egress', 'encryption-status': 3 };
  const shuffled = Object.fromEntries(Object.entries(record).sort(([a], [b]) => (a.length % 7) - (b.length % 7) || (a < b ? 1 : -1)));
  const [row] = await ask([shuffled], { direction: 'egress', accounts: ['1234-5678-9012'] });
  for (const field of fields) expect(row?.[field.column], field.name).toBe(String(record[field.name as keyof typeof record]));
});
