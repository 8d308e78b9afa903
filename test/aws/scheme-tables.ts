/** The same records under every scheme of partitions and columns that people have: each a table of its own. */
import type { CatalogColumn, CatalogTable } from './catalog.ts';

export const SCHEMES = 'schemes';

/** What the Hive folders of `vpcdb.flow_logs` say of one partition. */
type Place = Readonly<Record<'aws-account-id' | 'aws-region' | 'year' | 'month' | 'day' | 'hour', string>>;

interface Key extends CatalogColumn {
  /** Trino over the columns of `vpcdb.flow_logs`. */
  readonly sql: string;
  /** The same as the catalogue writes it. */
  readonly value: (place: Place) => string;
}

const part = (name: 'year' | 'month' | 'day' | 'hour', change: Partial<Key> = {}): Key => ({
  name,
  type: 'string',
  sql: `"${name}"`,
  value: (place) => place[name],
  ...change,
});
const numbered = (name: 'year' | 'month' | 'day' | 'hour'): Key =>
  part(name, { type: 'int', sql: `CAST("${name}" AS integer)`, value: (place) => String(Number(place[name])) });
const literal = (name: 'year' | 'month' | 'day'): Key =>
  part(name, { sql: `'${name}=' || "${name}"`, value: (place) => `${name}=${place[name]}` });
const date = (name: string, sign: '-' | '/', change: Partial<Key> = {}): Key => ({
  name,
  type: 'string',
  sql: `"year" || '${sign}' || "month" || '${sign}' || "day"`,
  value: ({ year, month, day }) => [year, month, day].join(sign),
  ...change,
});
const region: Key = { name: 'region', type: 'string', sql: '"aws-region"', value: (place) => place['aws-region'] };
/** Two accounts, told apart by what the sample has. */
const account: Key = {
  name: 'accid',
  type: 'string',
  sql: `CASE WHEN "interface_id" < 'eni-08' THEN '123456789012' ELSE '210987654321' END`,
  value: (place) => place['aws-account-id'],
};
const hive = (name: 'aws-account-id' | 'aws-region'): Key => ({ name, type: 'string', sql: `"${name}"`, value: (place) => place[name] });
const service: Key = { name: 'aws-service', type: 'string', sql: '"aws-service"', value: () => 'vpcflowlogs' };

const days = { 'projection.enabled': 'true', 'projection.region.type': 'enum', 'projection.region.values': 'ap-northeast-1,eu-west-1' };

interface Scheme {
  readonly name: string;
  readonly keys: readonly Key[];
  readonly parameters?: Readonly<Record<string, string>>;
  /** How the table keeps the records' own columns; as they are if left out. */
  readonly columns?: (columns: readonly CatalogColumn[]) => readonly (CatalogColumn & { readonly sql: string })[];
}

const asTexts = (columns: readonly CatalogColumn[]) =>
  columns.map(({ name }) => ({
    name: name.replaceAll('_', '-'),
    type: 'string',
    sql: `coalesce(CAST("${name}" AS varchar), '-')`,
  }));

/** The names of the documentation's older DDL. */
const olderNames: Readonly<Record<string, string>> = {
  version: 'version',
  account_id: 'account',
  interface_id: 'interfaceid',
  srcaddr: 'sourceaddress',
  dstaddr: 'destinationaddress',
  srcport: 'sourceport',
  dstport: 'destinationport',
  protocol: 'protocol',
  packets: 'numpackets',
  bytes: 'numbytes',
  start: 'starttime',
  end: 'endtime',
  action: 'action',
  log_status: 'logstatus',
};
const older = (columns: readonly CatalogColumn[]) =>
  columns.flatMap(({ name, type }) => {
    const known = olderNames[name];
    return known === undefined ? [] : [{ name: known, type, sql: `"${name}"` }];
  });
const someReversed = (columns: readonly CatalogColumn[]) =>
  columns.flatMap(({ name, type }) => (/^(vpc|sublocation|az|pkt_src)/.test(name) ? [] : [{ name, type, sql: `"${name}"` }])).reverse();

const schemes: readonly Scheme[] = [
  { name: 'daily', keys: [part('year'), part('month'), part('day')] },
  { name: 'hourly', keys: [part('year'), part('month'), part('day'), part('hour')] },
  { name: 'literal', keys: [literal('year'), literal('month'), literal('day')] },
  { name: 'hive', keys: [hive('aws-account-id'), service, hive('aws-region'), part('year'), part('month'), part('day'), part('hour')] },
  { name: 'numbers', keys: [numbered('year'), numbered('month'), numbered('day'), numbered('hour')] },
  {
    name: 'date_type',
    keys: [date('date', '-', { type: 'date', sql: `CAST("year" || '-' || "month" || '-' || "day" AS date)` })],
  },
  { name: 'date_hyphens', keys: [date('date', '-')] },
  { name: 'date_slashes', keys: [date('date', '/')] },
  {
    name: 'projected_days',
    keys: [account, region, date('day', '/')],
    parameters: {
      ...days,
      'projection.accid.type': 'enum',
      'projection.accid.values': '123456789012,210987654321',
      'projection.day.type': 'date',
      'projection.day.range': '2021/01/01,NOW',
      'projection.day.format': 'yyyy/MM/dd',
      'storage.location.template': `s3://flow-logs-emulator/AWSLogs/\${accid}/vpcflowlogs/\${region}/\${day}`,
    },
  },
  {
    name: 'projected_hours',
    keys: [region, date('date', '/'), part('hour')],
    parameters: {
      ...days,
      'projection.date.type': 'date',
      'projection.date.range': '2021/01/01,NOW',
      'projection.date.format': 'yyyy/MM/dd',
      'projection.hour.type': 'integer',
      'projection.hour.range': '00,23',
      'projection.hour.digits': '2',
    },
  },
  {
    name: 'projected_moments',
    keys: [
      {
        name: 'datehour',
        type: 'string',
        sql: `"year" || '/' || "month" || '/' || "day" || '/' || "hour"`,
        value: ({ year, month, day, hour }) => [year, month, day, hour].join('/'),
      },
    ],
    parameters: {
      'projection.enabled': 'true',
      'projection.datehour.type': 'date',
      'projection.datehour.range': '2021/01/01/00,NOW',
      'projection.datehour.format': 'yyyy/MM/dd/HH',
      'projection.datehour.interval': '1',
      'projection.datehour.interval.unit': 'HOURS',
    },
  },
  { name: 'unpartitioned', keys: [] },
  { name: 'unknown', keys: [{ name: 'part', type: 'string', sql: `"day" || "hour"`, value: ({ day, hour }) => day + hour }] },
  { name: 'texts', keys: [part('year'), part('month'), part('day'), part('hour')], columns: asTexts },
  { name: 'older', keys: [date('dt', '-')], columns: older },
  { name: 'some_reversed', keys: [date('date', '/')], columns: someReversed },
];

/** @param base `vpcdb.flow_logs`: Hive folders by the hour */
export function schemeTables(base: CatalogTable): readonly CatalogTable[] {
  const places = base.partitions.map(
    (values) => Object.fromEntries(base.partitionKeys.map((key, index) => [key.name, values[index] ?? ''])) as unknown as Place,
  );
  return schemes.map(({ name, keys, parameters = {}, columns: change }) => {
    const kept = change?.(base.columns) ?? base.columns.map((column) => ({ ...column, sql: `"${column.name}"` }));
    const columns = kept.filter((column) => !keys.some((key) => key.name === column.name));
    const partitions = new Set(places.map((place) => JSON.stringify(keys.map((key) => key.value(place)))));
    return {
      database: SCHEMES,
      name,
      columns: columns.map((column) => ({ name: column.name, type: column.type })),
      partitionKeys: keys.map((key) => ({ name: key.name, type: key.type })),
      parameters: { ...base.parameters, ...parameters },
      partitions:
        keys.length === 0 || 'projection.enabled' in parameters ? [] : [...partitions].map((each) => JSON.parse(each) as string[]),
      select: `SELECT ${[...columns, ...keys].map((column) => `${column.sql} AS "${column.name}"`).join(', ')} FROM "${base.database}"."${base.name}"`,
    };
  });
}
