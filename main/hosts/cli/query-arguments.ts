/** The words of `nagare query`. */
import { kindNames, measures, sides } from '../../../preload/contract/query.ts';
import { type CsvForm, csvFormOf, summaryOf } from './file-arguments.ts';
import { type AskedSource, readSource, sourceOptions } from './source-arguments.ts';
import { bad, choice, flag, parse, split, spreadSeveral, text, texts } from './words.ts';

export interface QueryArguments {
  readonly command: 'query';
  readonly source: AskedSource;
  readonly from: string | null;
  readonly to: string | null;
  readonly zone: string;
  readonly sql: string | null;
  readonly sqlFile: string | null;
  readonly params: readonly string[];
  readonly ip: readonly string[];
  readonly ipSide: (typeof sides)[number];
  readonly port: readonly string[];
  readonly portSide: (typeof sides)[number];
  readonly protocol: readonly string[];
  readonly action: 'ACCEPT' | 'REJECT' | null;
  readonly direction: 'ingress' | 'egress' | null;
  readonly interfaces: readonly string[];
  readonly instances: readonly string[];
  readonly packetAddresses: boolean;
  readonly tcpFlags: readonly string[];
  readonly subnets: readonly string[];
  readonly vpcs: readonly string[];
  readonly accounts: readonly string[];
  readonly regions: readonly string[];
  readonly paths: readonly string[];
  readonly services: readonly string[];
  readonly minBytes: number | null;
  readonly measure: (typeof measures)[number];
  readonly match: 'starts' | 'overlaps';
  readonly kind: (typeof kindNames)[number];
  readonly limit: number | null;
  readonly printSql: boolean;
  readonly estimate: boolean;
  /** Yes to what would be asked about. */
  readonly yes: boolean;
  readonly json: boolean;
  /** Where results go in a workgroup that has no place for them. */
  readonly output: string | null;
  readonly xlsx: string | null;
  readonly csv: string | null;
  readonly csvForm: CsvForm;
  /** The workbook has a sheet `Summary`. */
  readonly summary: boolean;
}

const several = [
  'param',
  'ip',
  'port',
  'protocol',
  'interface',
  'instance',
  'tcp-flag',
  'subnet',
  'vpc',
  'account',
  'log-region',
  'traffic-path',
  'service',
];

/** What `nagare query` takes; usage.ts tells each of them. */
export const queryOptions = {
  ...sourceOptions,
  from: text,
  to: text,
  zone: text,
  sql: text,
  'sql-file': text,
  param: texts,
  ip: texts,
  'ip-side': text,
  port: texts,
  'port-side': text,
  protocol: texts,
  action: text,
  direction: text,
  interface: texts,
  instance: texts,
  'packet-addresses': flag,
  'tcp-flag': texts,
  subnet: texts,
  vpc: texts,
  account: texts,
  'log-region': texts,
  'traffic-path': texts,
  service: texts,
  'min-bytes': text,
  by: text,
  match: text,
  kind: text,
  limit: text,
  'print-sql': flag,
  estimate: flag,
  yes: flag,
  json: flag,
  xlsx: text,
  csv: text,
  summary: flag,
  output: text,
  'no-bom': flag,
  'raw-times': flag,
} as const;

/** What only the form hears: beside a statement or a CSV it would be dropped without a word, and other rows come than were asked for. */
const formOptions = [
  ...(['ip', 'ip-side', 'packet-addresses', 'port', 'port-side', 'protocol', 'action', 'direction', 'tcp-flag', 'traffic-path'] as const),
  ...(['service', 'min-bytes', 'interface', 'instance', 'subnet', 'vpc', 'account', 'log-region', 'match', 'kind', 'by', 'limit'] as const),
] satisfies readonly (keyof typeof queryOptions)[];

/** @throws AppError `bad_arguments` that says which word is wrong and what would be right */
export function readQuery(rest: readonly string[]): QueryArguments {
  const { values } = parse(spreadSeveral(rest, several), queryOptions, 0);
  const byHand = values.sql !== undefined || values['sql-file'] !== undefined;
  if (values.sql !== undefined && values['sql-file'] !== undefined) throw bad('Give --sql or --sql-file, not both.');
  if (!byHand && values.param !== undefined) throw bad('--param gives a value for a ? of a statement: give --sql or --sql-file too.');
  const source = readSource(values);
  if (source.kind === 'csv' ? byHand : !byHand && (values.from === undefined || values.to === undefined)) {
    throw bad(
      source.kind === 'csv'
        ? 'A CSV is its rows: it takes no SQL.'
        : 'Give the window: --from TIME --to TIME (or a statement: --sql TEXT).',
    );
  }
  const unheard = byHand || source.kind === 'csv' ? formOptions.find((name) => values[name] !== undefined) : undefined;
  if (unheard !== undefined)
    throw bad(`--${unheard} is for a query by the form: ${byHand ? 'say it in the statement.' : 'a CSV is all of its rows.'}`);
  if (values.limit !== undefined && !/^[1-9]\d{0,8}$/.test(values.limit)) throw bad(`--limit ${values.limit}: give a number of rows.`);
  const least = values['min-bytes'];
  if (least !== undefined && !/^[1-9]\d{0,14}$/.test(least)) throw bad(`--min-bytes ${least}: give a number of bytes.`);
  return {
    command: 'query',
    source,
    from: values.from ?? null,
    to: values.to ?? null,
    zone: values.zone ?? 'UTC',
    sql: values.sql ?? null,
    sqlFile: values['sql-file'] ?? null,
    params: values.param ?? [],
    ip: split('--ip', values.ip),
    ipSide: choice('--ip-side', values['ip-side'], sides, 'either'),
    port: split('--port', values.port),
    portSide: choice('--port-side', values['port-side'], sides, 'either'),
    protocol: split('--protocol', values.protocol),
    action: choice('--action', values.action?.toUpperCase(), ['ACCEPT', 'REJECT'] as const, null),
    direction: choice('--direction', values.direction, ['ingress', 'egress'] as const, null),
    interfaces: split('--interface', values.interface),
    instances: split('--instance', values.instance),
    packetAddresses: values['packet-addresses'] ?? false,
    tcpFlags: split('--tcp-flag', values['tcp-flag']),
    subnets: split('--subnet', values.subnet),
    vpcs: split('--vpc', values.vpc),
    accounts: split('--account', values.account),
    regions: split('--log-region', values['log-region']),
    paths: split('--traffic-path', values['traffic-path']),
    services: split('--service', values.service),
    minBytes: values['min-bytes'] === undefined ? null : Number(values['min-bytes']),
    measure: choice('--by', values.by, measures, 'bytes'),
    match: choice('--match', values.match, ['starts', 'overlaps'] as const, 'starts'),
    kind: choice('--kind', values.kind, kindNames, 'records'),
    limit: values.limit === undefined ? null : Number(values.limit),
    printSql: values['print-sql'] ?? false,
    estimate: values.estimate ?? false,
    yes: values.yes ?? false,
    json: values.json ?? false,
    xlsx: values.xlsx ?? null,
    csv: values.csv ?? null,
    csvForm: csvFormOf(values),
    summary: summaryOf(values),
    output: values.output ?? null,
  };
}
