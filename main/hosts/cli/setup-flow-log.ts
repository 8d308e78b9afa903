import type { FlowLogChoice, FlowLogPlan } from '../../../preload/contract/setup.ts';
import { flowLogFolder } from '../../flowlogs/bucket-name.ts';
import { resourceTypeOf, suggestFlowLog } from '../../flowlogs/setup-suggestions.ts';
import type { CliSession } from './cli-session.ts';
import { exitCodes } from './outcome.ts';
import type { FlowLogArguments } from './setup-arguments.ts';
import { askForYes, codeOfSteps, stepLines } from './step-lines.ts';
import { bad } from './words.ts';

/** `nagare setup flow-log`: shows what would be made; with --yes makes it. */
export async function setupFlowLog(args: FlowLogArguments, { app, io }: CliSession): Promise<number> {
  const { place } = args;
  const choice = choiceOf(args);
  const plan = await app.handlers['setup.planFlowLog']({ place, choice });
  if (args.print !== null) {
    const { cli, cloudFormation, terraform } = plan.elsewhere;
    io.out({ cli, cloudformation: cloudFormation, terraform }[args.print]);
    return exitCodes.done;
  }
  if (!args.yes) {
    io.out(args.json ? `${JSON.stringify(plan)}\n` : textOf(plan));
    askForYes('Nothing was made.');
  }
  const made = await app.handlers['setup.makeFlowLog']({ place, choice });
  io.out(args.json ? `${JSON.stringify(made)}\n` : stepLines(made.steps) + made.flowLogIds.map((id) => `${id}\n`).join(''));
  return codeOfSteps(made.steps);
}

function choiceOf(args: FlowLogArguments): FlowLogChoice {
  const types = new Set(args.resources.map((id) => resourceTypeOf(id)));
  const [type] = types;
  if (types.size !== 1 || type === null || type === undefined) {
    throw bad('--resource: give VPCs (vpc-), or subnets (subnet-), or interfaces (eni-), one sort at a time.');
  }
  const prefix = flowLogFolder(args.prefix);
  if (prefix === null) throw bad(`--prefix ${args.prefix}: this is no folder that a flow log can go to.`);
  const suggested = suggestFlowLog(type, args.resources, { account: null, region: '' });
  return {
    ...suggested,
    name: args.name,
    bucket: args.bucket,
    isNewBucket: args.isNewBucket,
    prefix,
    kmsKey: args.kmsKey,
    expireDays: args.expireDays,
    fields: args.fields === null ? suggested.fields : [...args.fields],
    fileFormat: args.plainText ? 'plain-text' : 'parquet',
    hive: !args.noHive,
    hourly: !args.daily,
    intervalSeconds: args.intervalSeconds,
    traffic: args.traffic,
    tags: [...args.tags],
  };
}

const warnings: Readonly<Record<FlowLogPlan['warnings'][number]['code'], (about: string) => string>> = {
  second_flow_log: (about) => `There is a flow log already (${about}): it goes on, and each is paid for.`,
  same_folder: (about) => `${about} delivers into the same folder: a table reads both, and what both record counts twice. See --prefix.`,
  other_layout: (about) => `${about} writes other files into this folder: one table cannot read both. Give another --prefix.`,
  bucket_there: (about) => `Nagare made ${about} before: its encryption, lifecycle rules and tags stay as they are.`,
  plain_text: () => 'Text is slower and dearer to query than Parquet.',
  not_hourly: () => 'Without a folder for each hour, a query reads at least a day.',
  not_hive: () => 'Folders are not named key=value; other tools may want them so.',
  fields_few: (about) => `Left out: ${about}. A flow log cannot be changed later.`,
  long_interval: () => 'Flows of up to ten minutes are one record: times are told less exactly.',
  part_of_traffic: (about) => `Only ${about} is logged.`,
  kms_policy: (about) => `The policy of ${about} must let delivery.logs.amazonaws.com in; the statement stands below.`,
  other_region: (about) => `The bucket is in ${about}: bytes that cross regions are paid for.`,
  bucket_unread: (about) => `Where the bucket ${about} is could not be read.`,
};

function textOf(plan: FlowLogPlan): string {
  const range = ([low, high]: readonly [number, number]) => `${low.toFixed(2)} to ${high.toFixed(2)} USD`;
  const { deliveredPerGb, storedPerGbMonth } = plan.cost;
  return [
    stepLines(plan.steps),
    ...plan.warnings.map(({ code, about }) => `note: ${warnings[code](about)}\n`),
    `cost, roughly: ${range(deliveredPerGb)} for each GB delivered, ${range(storedPerGbMonth)} for each GB kept a month\n`,
    `AWS adds to the bucket's policy:\n${plan.policy}\n`,
    ...(plan.keyPolicy === null ? [] : [`The key's policy needs:\n${plan.keyPolicy}\n`]),
  ].join('');
}
