/** A flow log, by the app and by other hands: each makes the same; what is there is left as it is. */
import { CreateStackCommand } from '@aws-sdk/client-cloudformation';
import { describe, expect, it } from 'vitest';
import { keyOfBucket } from '../../../main/setup/about-bucket.ts';
import { makeFlowLog } from '../../../main/setup/flow-log/make-flow-log.ts';
import { planFlowLog } from '../../../main/setup/flow-log/plan-flow-log.ts';
import { takeInventory } from '../../../main/setup/inventory/inventory.ts';
import type { FlowLogChoice } from '../../../preload/contract/setup.ts';
import { seededNetwork } from '../../aws/ec2/network.ts';
import type { Emulator } from '../../aws/emulator.ts';
import { runCommands } from '../../support/aws-cli.ts';
import { emulatedClients } from '../../support/emulated-clients.ts';
import { choiceOf, place, REGION, setupHere } from '../../support/setup.ts';

const states = (steps: readonly { readonly state: string }[]) => steps.map(({ state }) => state);

/** What was made, but for what differs from one making to the next. */
function made(aws: Emulator) {
  const { flowLogs, snapshot } = aws.account;
  const plain = flowLogs.map((flowLog) => ({ ...flowLog, id: '', createdAt: null, clientToken: null }));
  const buckets = snapshot().buckets.map((bucket) => ({
    ...bucket,
    // Statements carry numbers where two flow logs share a bucket; S3 keeps what it was told in the order it was told.
    policy: JSON.parse(bucket.policy ?? 'null') as unknown,
    settings: Object.fromEntries(Object.entries(bucket.settings).map(([name, value]) => [name, normal(value)])),
  }));
  return { flowLogs: plain, buckets };
}

/** What XML says, whatever the order in which it says it: `Rule ID: nagare`. CloudFormation spells a rule's filter as its prefix. */
function normal(value: unknown): unknown {
  if (typeof value !== 'string') return value;
  const path: string[] = [];
  const said: string[] = [];
  for (const [, end, name = '', text = ''] of value.matchAll(/<(\/?)([A-Za-z]+)[^>]*>([^<]*)/g)) {
    if (end) path.pop();
    else path.push(name);
    if (!end && text.trim() !== '') said.push(`${path.filter((each) => each !== 'Filter').join(' ')}: ${text}`);
  }
  return said.toSorted();
}

const choices: Readonly<Record<string, Partial<FlowLogChoice>>> = {
  recommended: {},
  'text, by the day, into a folder, tagged': {
    fileFormat: 'plain-text',
    hive: false,
    hourly: false,
    prefix: 'net/vpc/',
    intervalSeconds: 600,
    traffic: 'REJECT',
    fields: ['version', 'srcaddr', 'dstaddr', 'start', 'end', 'action', 'log-status'],
    name: 'it\'s 100% "ours"',
    tags: [{ key: 'team', value: `\${net} $HOME \`x\` \\ 見本` }],
    expireDays: 90,
  },
  'for two subnets, with a key of KMS': {
    resourceType: 'Subnet',
    resourceIds: seededNetwork.subnets.slice(0, 2).map(({ id }) => id),
    kmsKey: 'arn:aws:kms:ap-northeast-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab',
  },
};

describe.each(Object.entries(choices))('%s', (_, change) => {
  const choice = choiceOf(change);
  const network = seededNetwork;

  it('is the same by the app, the AWS CLI and CloudFormation', async () => {
    const here = await setupHere({ network });
    const plan = await planFlowLog(here.context, choice);
    expect(here.aws.account.flowLogs).toEqual([]);
    const { steps } = await makeFlowLog(here.context, choice);
    expect(states(steps)).toEqual(steps.map(() => 'done'));
    expect(plan.steps.map(({ id, resource }) => [id, resource])).toEqual(steps.map(({ id, resource }) => [id, resource]));
    const byApp = made(here.aws);
    expect(byApp.flowLogs).toHaveLength(choice.resourceIds.length);
    // What AWS added is what was said before that it would add.
    expect(byApp.buckets[0]?.policy).toMatchObject({ Statement: JSON.parse(plan.policy) as unknown[] });

    const cli = await emulatedClients({ isEmpty: true, network });
    await runCommands(plan.elsewhere.cli, cli.aws);
    expect(made(cli.aws)).toEqual(byApp);

    const stack = await emulatedClients({ isEmpty: true, network });
    await stack.cloudFormation.send(new CreateStackCommand({ StackName: 'logs', TemplateBody: plan.elsewhere.cloudFormation }));
    await stack.aws.account.settled();
    expect(stack.aws.account.stacks[0]?.status).toBe('CREATE_COMPLETE');
    expect(made(stack.aws)).toEqual(byApp);
  });

  it('is left as it is when it is there already', async () => {
    const here = await setupHere({ network });
    const first = await makeFlowLog(here.context, choice);
    const before = made(here.aws);
    const again = await makeFlowLog(here.context, choice);
    expect(again.flowLogIds).toEqual(first.flowLogIds);
    expect(again.steps.at(-1)?.state).toBe('existed');
    expect(made(here.aws)).toEqual(before);
  });
});

describe('an account', () => {
  it('shows what there is, and what of it may not be read', async () => {
    const here = await setupHere({ isEmpty: false });
    await makeFlowLog(here.context, choiceOf({ name: 'production' }));
    here.aws.faults.denied.add('ec2:DescribeSubnets');
    const inventory = await takeInventory(here.context);
    expect(inventory).toMatchObject({ account: '123456789012', region: REGION, subnets: [] });
    expect(inventory.vpcs.length).toBeGreaterThan(1);
    expect(inventory.interfaces.length).toBeGreaterThan(3);
    expect(inventory.flowLogs).toMatchObject([
      { name: 'production', fileFormat: 'parquet', hive: true, hourly: true, intervalSeconds: 60, traffic: 'ALL', byNagare: true },
    ]);
    expect(inventory.unread).toMatchObject([{ action: 'ec2:DescribeSubnets', error: { code: 'access_denied' } }]);
  });

  it('is told of a second flow log beside the first, and of a choice that says little', async () => {
    const here = await setupHere();
    const { flowLogIds } = await makeFlowLog(here.context, choiceOf());
    const plan = await planFlowLog(here.context, choiceOf({ fields: ['version', 'srcaddr'], fileFormat: 'plain-text', hourly: false }));
    const warnings = Object.fromEntries(plan.warnings.map(({ code, about }) => [code, about]));
    expect(warnings).toMatchObject({ second_flow_log: flowLogIds[0], other_layout: flowLogIds[0] });
    expect(warnings.bucket_there).toBe(choiceOf().bucket);
    const alike = await planFlowLog(here.context, choiceOf({ isNewBucket: false, traffic: 'REJECT' }));
    expect(alike.warnings).toContainEqual({ code: 'same_folder', about: flowLogIds[0] });
    const apart = await planFlowLog(here.context, choiceOf({ isNewBucket: false, prefix: 'second/' }));
    expect(apart.warnings.map(({ code }) => code)).toEqual(['second_flow_log']);
    expect(warnings.fields_few).toContain('dstaddr');
    expect(Object.keys(warnings)).toEqual(expect.arrayContaining(['plain_text', 'not_hourly']));
  });
});

describe('a bucket that Nagare made before', () => {
  const kmsKey = 'arn:aws:kms:ap-northeast-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab';

  it('keeps its key, its rules and its tags, and gets a rule for another folder', async () => {
    const here = await setupHere();
    const { bucket } = choiceOf();
    await makeFlowLog(here.context, choiceOf({ kmsKey, expireDays: 90 }));
    const s3 = here.clients.s3(place);
    const tags = [
      { Key: 'created-by', Value: 'nagare' },
      { Key: 'team', Value: 'network' },
    ];
    await s3.putBucketTagging({ Bucket: bucket, Tagging: { TagSet: tags } });
    const second = choiceOf({ prefix: 'second/', expireDays: 7 });
    const plan = await planFlowLog(here.context, second);
    expect(plan.warnings.map(({ code, about }) => `${code} ${about}`)).toEqual(
      expect.arrayContaining([`bucket_there ${bucket}`, `kms_policy ${kmsKey}`]),
    );
    expect(plan.keyPolicy).toContain('delivery.logs.amazonaws.com');
    const { steps } = await makeFlowLog(here.context, second);
    expect(states(steps)).toEqual(['existed', 'done', 'existed', 'done', 'done']);
    expect((await s3.getBucketTagging({ Bucket: bucket })).TagSet).toEqual(tags);
    expect(await keyOfBucket(s3, bucket)).toBe(kmsKey);
    const { Rules = [] } = await s3.getBucketLifecycleConfiguration({ Bucket: bucket });
    expect(Rules.map(({ ID, Filter, Expiration }) => [ID, Filter?.Prefix, Expiration?.Days])).toEqual([
      ['nagare-flow-logs', 'AWSLogs/', 90],
      ['nagare-flow-logs second/', 'second/AWSLogs/', 7],
    ]);
    const again = await makeFlowLog(here.context, { ...second, expireDays: 1 });
    expect(states(again.steps)).toEqual(['existed', 'done', 'existed', 'existed', 'existed']);
  });

  it('but did not finish is finished', async () => {
    const here = await setupHere();
    here.aws.faults.denied.add('s3:PutEncryptionConfiguration');
    expect(states((await makeFlowLog(here.context, choiceOf({ kmsKey }))).steps)).toEqual([
      'done',
      'done',
      'failed',
      'not_reached',
      'not_reached',
    ]);
    here.aws.faults.denied.clear();
    expect(states((await makeFlowLog(here.context, choiceOf({ kmsKey }))).steps)).toEqual(['existed', 'done', 'done', 'done', 'done']);
    expect(await keyOfBucket(here.clients.s3(place), choiceOf().bucket)).toBe(kmsKey);
  });

  it('is told with the key that it has, when it is chosen as an existing one', async () => {
    const here = await setupHere();
    await makeFlowLog(here.context, choiceOf({ kmsKey }));
    const plan = await planFlowLog(here.context, choiceOf({ isNewBucket: false, prefix: 'second/' }));
    expect(plan.warnings).toContainEqual({ code: 'kms_policy', about: kmsKey });
  });
});

describe('what cannot be', () => {
  it.each<[string, Partial<FlowLogChoice>, string]>([
    ['a bucket', { bucket: 'My_Bucket' }, 'bucket'],
    ['a folder', { prefix: 'AWSLogs/' }, 'prefix'],
    ['a field', { fields: ['version', 'colour'] }, 'fields'],
    ['a resource', { resourceIds: ['subnet-0123456789abcdef0'] }, 'resourceIds'],
    ['a key', { kmsKey: 'my-key' }, 'kmsKey'],
    ['a tag', { tags: [{ key: 'aws:x', value: '' }] }, 'tags'],
  ])('%s is told at its field, and nothing is made', async (_, change, field) => {
    const here = await setupHere();
    await expect(makeFlowLog(here.context, choiceOf(change))).rejects.toMatchObject({ code: 'bad_input', details: { field } });
    expect(here.aws.account.snapshot().buckets).toEqual([]);
  });

  it('a bucket of somebody else’s is not touched', async () => {
    const here = await setupHere();
    here.aws.account.takeBucketName(choiceOf().bucket);
    const taken = await makeFlowLog(here.context, choiceOf());
    expect(taken.steps[0]).toMatchObject({ id: 'create_bucket', state: 'failed', error: { code: 'name_in_use' } });
    expect(states(taken.steps.slice(1))).toEqual(['not_reached', 'not_reached', 'not_reached', 'not_reached']);

    here.aws.account.createBucket('own-but-not-nagares', REGION);
    await here.clients.s3({ profile: null, region: null }).putObject({ Bucket: 'own-but-not-nagares', Key: 'thesis.txt', Body: 'x' });
    const before = here.aws.account.snapshot();
    const own = await makeFlowLog(here.context, choiceOf({ bucket: 'own-but-not-nagares' }));
    expect(own.steps[0]).toMatchObject({ state: 'failed', error: { code: 'name_in_use' } });
    expect(here.aws.account.snapshot()).toEqual(before);
  });

  it('a permission that is missing is told with its step; later it goes on from there', async () => {
    const here = await setupHere();
    here.aws.faults.denied.add('ec2:CreateFlowLogs');
    const refused = await makeFlowLog(here.context, choiceOf());
    expect(states(refused.steps)).toEqual(['done', 'done', 'done', 'done', 'failed']);
    expect(refused.steps[4]?.error).toMatchObject({ code: 'access_denied', details: { action: 'ec2:CreateFlowLogs' } });
    here.aws.faults.denied.clear();
    const again = await makeFlowLog(here.context, choiceOf());
    expect(states(again.steps)).toEqual(['existed', 'done', 'done', 'existed', 'done']);
    expect(here.aws.account.flowLogs).toHaveLength(1);
  });

  it('an answer that was lost makes no second flow log', async () => {
    const here = await setupHere();
    here.aws.faults.loseAnswers('CreateFlowLogs', 1);
    const { steps } = await makeFlowLog(here.context, choiceOf());
    expect(steps.at(-1)?.state).toBe('done');
    expect(here.aws.account.flowLogs).toHaveLength(1);
  });

  it('a bucket that is not there is told before anything is planned', async () => {
    const here = await setupHere();
    await expect(planFlowLog(here.context, choiceOf({ isNewBucket: false, bucket: 'nobody-has-this' }))).rejects.toMatchObject({
      code: 'bucket_not_found',
    });
  });

  it('one more than AWS allows is told as a limit that is reached', async () => {
    const here = await setupHere({ mostFlowLogs: 1 });
    await makeFlowLog(here.context, choiceOf());
    const { steps } = await makeFlowLog(here.context, choiceOf({ isNewBucket: false, traffic: 'REJECT' }));
    expect(steps).toMatchObject([{ state: 'failed', error: { code: 'limit_reached' } }]);
  });

  it('a bucket in another region is told before, and logs may go there all the same', async () => {
    const here = await setupHere();
    here.aws.account.createBucket('logs-of-virginia', 'us-east-1');
    const choice = choiceOf({ isNewBucket: false, bucket: 'logs-of-virginia' });
    const { warnings } = await planFlowLog(here.context, choice);
    expect(warnings).toContainEqual({ code: 'other_region', about: 'us-east-1' });
    expect(states((await makeFlowLog(here.context, choice)).steps)).toEqual(['done']);
  });

  it('a bucket whose policy AWS cannot write is told as what it is', async () => {
    const here = await setupHere();
    here.aws.account.createBucket('closed-bucket', REGION);
    here.aws.faults.denied.add('s3:PutBucketPolicy');
    const { steps } = await makeFlowLog(here.context, choiceOf({ isNewBucket: false, bucket: 'closed-bucket' }));
    expect(steps).toMatchObject([{ state: 'failed', error: { code: 'delivery_refused', details: { bucket: 'closed-bucket' } } }]);
  });
});
