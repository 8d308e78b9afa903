/** The words after `nagare`, as a command. */
import { MOST_DAYS_BACK } from '../../../preload/contract/bring-in.ts';
import { changes, comparedBy } from '../../../preload/contract/compare.ts';
import { measures } from '../../../preload/contract/query.ts';
import { type CsvForm, csvFormOf, summaryOf } from './file-arguments.ts';
import { type QueryArguments, readQuery } from './query-arguments.ts';
import { readCleanup, readSetup, type SetupArguments } from './setup-arguments.ts';
import { type AskedSource, readSource, sourceOptions } from './source-arguments.ts';
import { bad, choice, flag, parse, text } from './words.ts';

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
