/** The words after `nagare setup` and `nagare cleanup`. */
import { loadFrequencies } from '../../../preload/contract/integration.ts';
import { type Place, trafficTypes } from '../../../preload/contract/setup.ts';
import { bad, choice, flag, parse, split, spreadSeveral, text, texts } from './words.ts';

interface Common {
  readonly place: Place;
  readonly json: boolean;
}

export interface FlowLogArguments extends Common {
  readonly command: 'setup flow-log';
  readonly resources: readonly string[];
  readonly bucket: string;
  readonly isNewBucket: boolean;
  readonly prefix: string;
  readonly kmsKey: string | null;
  readonly expireDays: number | null;
  /** NULL: all. */
  readonly fields: readonly string[] | null;
  readonly plainText: boolean;
  readonly noHive: boolean;
  readonly daily: boolean;
  readonly intervalSeconds: 60 | 600;
  readonly traffic: (typeof trafficTypes)[number];
  readonly name: string;
  readonly tags: readonly { readonly key: string; readonly value: string }[];
  /** Prints it to be done elsewhere, and makes nothing. */
  readonly print: 'cli' | 'cloudformation' | 'terraform' | null;
  readonly yes: boolean;
}

export interface IntegrateArguments extends Common {
  readonly command: 'setup integrate';
  readonly flowLogId: string;
  readonly way: 'nagare' | 'aws';
  /** NULL: beside the logs, in a folder of its own. */
  readonly output: string | null;
  readonly database: string | null;
  readonly table: string | null;
  readonly workgroup: string | null;
  readonly bytesLimit: number | null;
  readonly accounts: readonly string[];
  readonly regions: readonly string[];
  readonly since: string | null;
  readonly by: 'ddl' | 'stack';
  readonly template: string | null;
  readonly frequency: (typeof loadFrequencies)[number];
  readonly from: string | null;
  readonly to: string | null;
  readonly stack: string | null;
  readonly print: 'ddl' | 'cli' | 'cloudformation' | 'terraform' | null;
  readonly yes: boolean;
}

export type SetupArguments =
  | (Common & { readonly command: 'setup status' })
  | FlowLogArguments
  | IntegrateArguments
  | (Common & { readonly command: 'setup check'; readonly flowLogId: string; readonly fill: boolean; readonly yes: boolean })
  | (Common & { readonly command: 'cleanup plan'; readonly flowLogIds: readonly string[]; readonly leftovers: boolean })
  | (Common & { readonly command: 'cleanup run'; readonly file: string; readonly typed: readonly string[]; readonly yes: boolean });

const place = { profile: text, region: text } as const;
const placeOf = ({ profile = null, region = null }: { readonly profile?: string | null; readonly region?: string | null }): Place => ({
  profile,
  region,
});

/** What each takes; usage.ts tells each of them. */
export const setupOptions = {
  status: { ...place, json: flag },
  'flow-log': {
    ...place,
    resource: texts,
    bucket: text,
    'new-bucket': text,
    prefix: text,
    'kms-key': text,
    'expire-days': text,
    field: texts,
    'plain-text': flag,
    'no-hive': flag,
    daily: flag,
    interval: text,
    traffic: text,
    name: text,
    tag: texts,
    print: text,
    yes: flag,
    json: flag,
  },
  integrate: {
    ...place,
    'flow-log': text,
    aws: flag,
    output: text,
    database: text,
    table: text,
    workgroup: text,
    'bytes-limit': text,
    account: texts,
    'log-region': texts,
    since: text,
    by: text,
    template: text,
    frequency: text,
    from: text,
    to: text,
    stack: text,
    print: text,
    yes: flag,
    json: flag,
  },
  check: { ...place, 'flow-log': text, fill: flag, yes: flag, json: flag },
} as const;

export const cleanupOptions = {
  ...place,
  plan: flag,
  run: text,
  'flow-log': texts,
  leftovers: flag,
  typed: texts,
  yes: flag,
  json: flag,
} as const;

/** @throws AppError `bad_arguments` */
export function readSetup([what, ...rest]: readonly string[]): SetupArguments {
  switch (what) {
    case 'status': {
      const { values } = parse(rest, setupOptions.status, 0);
      return { command: 'setup status', place: placeOf(values), json: values.json ?? false };
    }
    case 'flow-log':
      return readFlowLog(rest);
    case 'integrate':
      return readIntegrate(rest);
    case 'check': {
      const { values } = parse(rest, setupOptions.check, 0);
      const flowLogId = needed('--flow-log', values['flow-log']);
      const { fill = false, yes = false, json = false } = values;
      return { command: 'setup check', place: placeOf(values), flowLogId, fill, yes, json };
    }
    default:
      throw bad('Say what of setting up: nagare setup status, flow-log, integrate or check.');
  }
}

function readFlowLog(rest: readonly string[]): FlowLogArguments {
  const { values } = parse(spreadSeveral(rest, ['resource', 'field', 'tag']), setupOptions['flow-log'], 0);
  const bucket = values['new-bucket'] ?? values.bucket;
  if (values['new-bucket'] !== undefined && values.bucket !== undefined) throw bad('Give --bucket or --new-bucket, not both.');
  const isNewBucket = values['new-bucket'] !== undefined;
  if (!isNewBucket && (values['kms-key'] !== undefined || values['expire-days'] !== undefined)) {
    throw bad('--kms-key and --expire-days are for --new-bucket: the settings of another bucket are left alone.');
  }
  const resources = split('--resource', values.resource);
  if (resources.length === 0) throw bad('Say of what: --resource VPC, subnet or interface.');
  const days = values['expire-days'];
  return {
    command: 'setup flow-log',
    place: placeOf(values),
    resources,
    bucket: needed('--bucket or --new-bucket', bucket),
    isNewBucket,
    prefix: values.prefix ?? '',
    kmsKey: values['kms-key'] ?? null,
    expireDays: days === undefined ? null : numberOf('--expire-days', days, 36_500),
    fields: values.field === undefined ? null : split('--field', values.field),
    plainText: values['plain-text'] ?? false,
    noHive: values['no-hive'] ?? false,
    daily: values.daily ?? false,
    intervalSeconds: choice('--interval', values.interval, ['60', '600'] as const, '60') === '60' ? 60 : 600,
    traffic: choice('--traffic', values.traffic?.toUpperCase(), trafficTypes, 'ALL'),
    name: values.name ?? '',
    tags: (values.tag ?? []).map(tagOf),
    print: choice('--print', values.print, ['cli', 'cloudformation', 'terraform'] as const, null),
    yes: values.yes ?? false,
    json: values.json ?? false,
  };
}

function readIntegrate(rest: readonly string[]): IntegrateArguments {
  const { values } = parse(spreadSeveral(rest, ['account', 'log-region']), setupOptions.integrate, 0);
  const way = values.aws ? 'aws' : 'nagare';
  const onlyAws = ['template', 'frequency', 'from', 'to', 'stack'] as const;
  const onlyOwn = ['database', 'table', 'workgroup', 'bytes-limit', 'account', 'log-region', 'since', 'by'] as const;
  const stray = (way === 'aws' ? onlyOwn : onlyAws).find((name) => values[name] !== undefined);
  if (stray !== undefined) throw bad(way === 'aws' ? `--${stray} is not for --aws.` : `--${stray} is for --aws.`);
  const limit = values['bytes-limit'];
  const print = choice('--print', values.print, ['ddl', 'cli', 'cloudformation', 'terraform'] as const, null);
  if (way === 'aws' && print !== null && print !== 'cloudformation') throw bad(`--print ${print}: AWS makes a template of CloudFormation.`);
  return {
    command: 'setup integrate',
    place: placeOf(values),
    flowLogId: needed('--flow-log', values['flow-log']),
    way,
    output: values.output ?? null,
    database: values.database ?? null,
    table: values.table ?? null,
    workgroup: values.workgroup ?? null,
    bytesLimit: limit === undefined ? null : numberOf('--bytes-limit', limit, Number.MAX_SAFE_INTEGER),
    accounts: split('--account', values.account),
    regions: split('--log-region', values['log-region']),
    since: values.since ?? null,
    by: choice('--by', values.by, ['ddl', 'stack'] as const, 'ddl'),
    template: values.template ?? null,
    frequency: choice('--frequency', values.frequency, loadFrequencies, 'daily'),
    from: values.from ?? null,
    to: values.to ?? null,
    stack: values.stack ?? null,
    print,
    yes: values.yes ?? false,
    json: values.json ?? false,
  };
}

/** @throws AppError `bad_arguments` */
export function readCleanup(rest: readonly string[]): SetupArguments {
  const { values } = parse(spreadSeveral(rest, ['flow-log', 'typed']), cleanupOptions, 0);
  const { plan = false, run, leftovers = false, yes = false, json = false } = values;
  if (plan === (run !== undefined)) throw bad('Give --plan, or --run PLAN_FILE.');
  if (run !== undefined) {
    if (values['flow-log'] !== undefined || leftovers)
      throw bad('What is taken away stands in the plan: --flow-log and --leftovers are for --plan.');
    return { command: 'cleanup run', place: placeOf(values), file: run, typed: values.typed ?? [], yes, json };
  }
  if (yes || values.typed !== undefined) throw bad('A plan deletes nothing: --yes and --typed are for --run.');
  const flowLogIds = split('--flow-log', values['flow-log']);
  if (flowLogIds.length === 0 && !leftovers) throw bad('Say of what: --flow-log ID, or --leftovers.');
  return { command: 'cleanup plan', place: placeOf(values), flowLogIds, leftovers, json };
}

function needed(option: string, value: string | undefined): string {
  if (value === undefined || value === '') throw bad(`${option} is missing.`);
  return value;
}

function numberOf(option: string, word: string, most: number): number {
  if (!/^[1-9]\d{0,15}$/.test(word) || Number(word) > most) throw bad(`${option} ${word}: give a number.`);
  return Number(word);
}

function tagOf(word: string): { readonly key: string; readonly value: string } {
  const at = word.indexOf('=');
  if (at < 1) throw bad(`--tag ${word}: give KEY=VALUE.`);
  return { key: word.slice(0, at), value: word.slice(at + 1) };
}
