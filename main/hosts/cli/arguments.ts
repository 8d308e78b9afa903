/** The words after `nagare`, as a command. */
import { MOST_DAYS_BACK } from '../../../preload/contract/bring-in.ts';
import { changes, comparedBy } from '../../../preload/contract/compare.ts';
import { kindNames, measures, type SourceRef, sides } from '../../../preload/contract/query.ts';
import { readCleanup, readSetup, type SetupArguments } from './setup-arguments.ts';
import { bad, choice, flag, parse, split, spreadSeveral, text, texts } from './words.ts';

/** A source as the words say it. `named`: one of the sources used before, by the name that it was given. */
export type AskedSource = SourceRef | { readonly kind: 'named'; readonly name: string };

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

/** How a CSV is written. */
export interface CsvForm {
  readonly bom: boolean;
  readonly rawTimes: boolean;
}

/** Whose earlier queries are brought in first. */
export interface BringInArguments {
  readonly profile: string | null;
  readonly region: string | null;
  readonly workgroup: string | null;
  readonly days: number;
  readonly withFailed: boolean;
  readonly zone: string;
}

/** What was paid, by month, in place of the list. */
export interface SpendArguments {
  /** That the months are of; NULL: as the window has it. */
  readonly zone: string | null;
}

export type Arguments =
  | QueryArguments
  | {
      readonly command: 'history';
      readonly json: boolean;
      readonly search: string;
      readonly bringIn: BringInArguments | null;
      readonly spend: SpendArguments | null;
    }
  | {
      readonly command: 'export';
      readonly runId: string;
      readonly xlsx: string | null;
      readonly csv: string | null;
      readonly zone: string | null;
      readonly csvForm: CsvForm;
      readonly summary: boolean;
    }
  | {
      readonly command: 'compare';
      readonly runA: string;
      readonly runB: string;
      readonly by: (typeof comparedBy)[number];
      readonly measure: (typeof measures)[number];
      readonly show: 'all' | (typeof changes)[number];
      readonly perHour: boolean;
      readonly limit: number;
      readonly json: boolean;
    }
  | SetupArguments
  | { readonly command: 'sources'; readonly json: boolean }
  | { readonly command: 'check'; readonly source: AskedSource; readonly json: boolean; readonly policy: boolean }
  | { readonly command: 'delete'; readonly runId: string }
  | { readonly command: 'resume'; readonly json: boolean }
  | { readonly command: 'kinds' }
  | { readonly command: 'help' }
  | { readonly command: 'version' };

/** Commands that the packaged app's executable hands to the terminal host. */
export const cliCommands: readonly string[] = [
  'query',
  'history',
  'export',
  'compare',
  'sources',
  'check',
  'setup',
  'cleanup',
  'delete',
  'resume',
  'kinds',
  'help',
  '--help',
  '-h',
  '--version',
];

/** Lines of a comparison when nothing else is said. */
const MOST_COMPARED = 1000;

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

const sourceOptions = {
  source: text,
  profile: text,
  region: text,
  workgroup: text,
  catalog: text,
  database: text,
  table: text,
} as const;

const historyOptions = {
  json: flag,
  search: text,
  spend: flag,
  'bring-in': flag,
  profile: text,
  region: text,
  workgroup: text,
  days: text,
  'with-failed': flag,
  zone: text,
} as const;

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
export function readArguments(argv: readonly string[]): Arguments {
  const [command, ...rest] = argv;
  switch (command) {
    case undefined:
    case 'help':
    case '--help':
    case '-h':
      return { command: 'help' };
    case '--version':
      return { command: 'version' };
    case 'query':
      return readQuery(rest);
    case 'history':
      return readHistory(rest);
    case 'export': {
      const { values, positionals } = parse(
        rest,
        { xlsx: text, csv: text, summary: flag, zone: text, 'no-bom': flag, 'raw-times': flag },
        1,
      );
      if (values.xlsx === undefined && values.csv === undefined) throw bad('Say where to: --xlsx FILE, --csv FILE, or both.');
      const { xlsx = null, csv = null, zone = null } = values;
      return { command, runId: positionals[0] ?? '', xlsx, csv, zone, csvForm: csvFormOf(values), summary: summaryOf(values) };
    }
    case 'compare':
      return readCompare(rest);
    case 'sources':
      return { command, json: parse(rest, { json: flag }, 0).values.json ?? false };
    case 'check': {
      const { values } = parse(rest, { ...sourceOptions, json: flag, policy: flag }, 0);
      if (values.json && values.policy) throw bad('Give --json or --policy, not both.');
      const source = readSource({ source: 'athena', ...values });
      if (source.kind !== 'athena' && source.kind !== 'named') throw bad('Only a table in Athena has permissions to check: --table TABLE.');
      return { command, source, json: values.json ?? false, policy: values.policy ?? false };
    }
    case 'setup':
      return readSetup(rest);
    case 'cleanup':
      return readCleanup(rest);
    case 'delete':
      return { command, runId: parse(rest, {}, 1).positionals[0] ?? '' };
    case 'resume':
      return { command, json: parse(rest, { json: flag }, 0).values.json ?? false };
    case 'kinds':
      parse(rest, {}, 0);
      return { command };
    default:
      throw bad(`There is no command ${JSON.stringify(command)}. Try nagare --help.`);
  }
}

function readQuery(rest: readonly string[]): QueryArguments {
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

function summaryOf({ xlsx, summary = false }: { readonly xlsx?: string; readonly summary?: boolean }): boolean {
  if (summary && xlsx === undefined) throw bad('--summary is for --xlsx FILE.');
  return summary;
}

function readHistory(rest: readonly string[]): Arguments {
  const { 'bring-in': isBringIn, spend: isSpend, json = false, search, ...values } = parse(rest, historyOptions, 0).values;
  const without = Object.keys(values).find((name) => !(isSpend && name === 'zone'));
  if (!isBringIn && without !== undefined) throw bad(`--${without} is for --bring-in${without === 'zone' ? ' or --spend' : ''}.`);
  if (isSpend && search !== undefined) throw bad('--spend is of all runs: it takes no --search.');
  const { profile = null, region = null, workgroup = null, days = String(MOST_DAYS_BACK), zone } = values;
  if (!/^[1-9]\d?$/.test(days) || Number(days) > MOST_DAYS_BACK) throw bad(`--days ${days}: give 1 to ${MOST_DAYS_BACK}.`);
  const bringIn = { profile, region, workgroup, days: Number(days), withFailed: values['with-failed'] ?? false, zone: zone ?? 'UTC' };
  return {
    command: 'history',
    json,
    search: search ?? '',
    bringIn: isBringIn ? bringIn : null,
    spend: isSpend ? { zone: zone ?? null } : null,
  };
}

function readCompare(rest: readonly string[]): Arguments {
  const { values, positionals } = parse(rest, { by: text, measure: text, show: text, 'per-hour': flag, limit: text, json: flag }, 2);
  const [runA = '', runB = ''] = positionals;
  if (values.limit !== undefined && !/^[1-9]\d{0,8}$/.test(values.limit)) throw bad(`--limit ${values.limit}: give a number of lines.`);
  return {
    command: 'compare',
    runA,
    runB,
    by: choice('--by', values.by, comparedBy, 'pair'),
    measure: choice('--measure', values.measure, measures, 'bytes'),
    show: choice('--show', values.show, ['all', ...changes] as const, 'all'),
    perHour: values['per-hour'] ?? false,
    limit: values.limit === undefined ? MOST_COMPARED : Number(values.limit),
    json: values.json ?? false,
  };
}

function csvFormOf(values: { readonly csv?: string; readonly 'no-bom'?: boolean; readonly 'raw-times'?: boolean }): CsvForm {
  const { csv, 'no-bom': noBom = false, 'raw-times': rawTimes = false } = values;
  if (csv === undefined && (noBom || rawTimes)) throw bad('--no-bom and --raw-times are for --csv FILE.');
  return { bom: !noBom, rawTimes };
}

type SourceWords = Partial<Record<'source' | 'profile' | 'region' | 'workgroup' | 'catalog' | 'database' | 'table', string>>;

function readSource(words: SourceWords): AskedSource {
  const word = words.source;
  if (word === undefined) throw bad('Say what to ask: --source sample, folder:PATH, csv:FILE, named:NAME or athena.');
  if (word === 'sample') return { kind: 'sample' };
  if (word.startsWith('folder:') && word.length > 7) return { kind: 'folder', path: word.slice(7) };
  if (word.startsWith('csv:') && word.length > 4) return { kind: 'csv', path: word.slice(4) };
  if (word.startsWith('named:') && word.length > 6) return { kind: 'named', name: word.slice(6) };
  if (word !== 'athena') throw bad(`--source ${word}: give sample, folder:PATH, csv:FILE, named:NAME or athena.`);
  if (!words.table) throw bad('Say which table: --table TABLE.');
  const given = (name: string | undefined) => name ?? null;
  return {
    kind: 'athena',
    profile: given(words.profile),
    region: given(words.region),
    workgroup: given(words.workgroup),
    catalog: given(words.catalog),
    database: given(words.database),
    table: words.table,
  };
}
