/** A clean-up from its plan to its end: what was made is gone, and nothing else is. */
import { describe, expect, it } from 'vitest';
import { awsIntegration, cleaning, itemOf, loggedFlows, ownIntegration, proposed, query, statesOf } from '../../support/cleaning.ts';
import { place } from '../../support/setup.ts';

const over = (steps: readonly string[]) => steps.map((step) => `${step} done`);

describe('the whole of it', () => {
  it('takes away what both integrations and a flow log are made of, and the account is what it was', async () => {
    const here = await cleaning();
    const before = here.aws.account.snapshot();
    const flowLog = await loggedFlows(here);
    await awsIntegration(here, flowLog);
    await ownIntegration(here, flowLog);
    const made = here.aws.account.snapshot();
    const plan = await here.plan([flowLog.id]);
    // To plan is to look.
    expect(here.aws.account.snapshot()).toEqual(made);
    expect(plan).toMatchObject({ state: 'planned', account: '123456789012', flowLogIds: [flowLog.id], unread: [], startedAt: null });
    expect(plan.items.map(({ step, madeBy, isProposed }) => `${step} ${madeBy}${isProposed ? '' : ' not proposed'}`)).toEqual([
      'flow_log nagare',
      'workgroup aws',
      'workgroup nagare',
      'table nagare',
      'stack nagare',
      'database nagare',
      'log_group aws',
      'results aws',
      'template aws',
      'policy aws',
      'log_files aws not proposed',
      'bucket nagare not proposed',
    ]);
    expect(itemOf(plan, 'log_files')).toMatchObject({ needsTyped: true, count: 2 });
    // Three statements ran, each with its result and what describes it.
    expect(itemOf(plan, 'results').count).toBeGreaterThanOrEqual(6);
    const typed = plan.items.filter(({ needsTyped }) => needsTyped);
    const ended = await here.run(
      plan,
      [...proposed(plan), ...typed.map(({ id }) => id)],
      typed.map(({ identity }) => identity),
    );
    expect(ended.state).toBe('ended');
    expect(statesOf(ended)).toEqual(over(plan.items.map(({ step }) => step)));
    expect(ended.items.every(({ count, done, error }) => (count === null || done === count) && error === null)).toBe(true);
    expect(here.aws.account.snapshot()).toEqual(before);

    const [english, japanese] = (['en', 'ja'] as const).map((language) => here.cleanups.text({ id: plan.id, language }));
    for (const { identity } of plan.items) {
      expect(english).toContain(identity);
      expect(japanese).toContain(identity);
    }
    expect(english).toMatch(
      /report\n\nAccount: 123456789012[\s\S]*CloudFormation stack: [\s\S]*resources: 24 · made by Nagare\n {3}deleted\n/,
    );
    expect(japanese).toMatch(
      /結果\n\nアカウント: 123456789012[\s\S]*CloudFormation スタック: [\s\S]*リソース 24 個 · Nagare が作成\n {3}削除済み\n/,
    );
  }, 30_000);

  it('can be run in parts, and each part waits for those it needs', async () => {
    const here = await cleaning();
    const flowLog = await loggedFlows(here);
    await ownIntegration(here, flowLog, 'stack');
    const plan = await here.plan([flowLog.id]);
    const only = async (...steps: readonly string[]) =>
      here.run(
        plan,
        plan.items.filter(({ step }) => steps.includes(step)).map(({ id }) => id),
      );
    // The flow log still writes by these statements.
    const first = await only('policy', 'results');
    expect(itemOf(first, 'policy')).toMatchObject({ state: 'failed', error: { code: 'cleanup_changed', details: { about: flowLog.id } } });
    expect(itemOf(first, 'results').state).toBe('done');
    expect(first.state).toBe('ended');
    expect(itemOf(first, 'stack').state).toBe('planned');
    const second = await only('flow_log', 'policy', 'stack', 'workgroup');
    expect(second.items.filter(({ state }) => state !== 'done').map(({ step }) => step)).toEqual(['log_files', 'bucket']);
    expect(here.aws.account.snapshot()).toMatchObject({ flowLogs: [], stacks: [], databases: [], buckets: [{ policy: null }] });
    expect(here.aws.store.keys(flowLog.bucket, '')).toEqual(flowLog.keys);
  }, 30_000);

  it('deletes log files and the bucket only when they were typed', async () => {
    const here = await cleaning();
    const flowLog = await loggedFlows(here);
    const plan = await here.plan([flowLog.id]);
    const files = itemOf(plan, 'log_files');
    for (const typed of [[], [flowLog.id], [`${files.identity} `]]) {
      await expect(here.run(plan, [files.id], typed)).rejects.toMatchObject({ code: 'consent_missing' });
    }
    await expect(here.run(plan, ['nothing-1'])).rejects.toMatchObject({ code: 'bad_input' });
    expect(here.read(plan.id).state).toBe('planned');
    expect(here.aws.store.keys(flowLog.bucket, '')).toEqual(flowLog.keys);
    await here.run(plan, [files.id], [files.identity]);
    expect(here.aws.store.keys(flowLog.bucket, '')).toEqual([]);
  });
});

describe('a stack that does not go', () => {
  it('because queries ran in its workgroup: the workgroup is emptied, and the stack deleted again', async () => {
    const here = await cleaning();
    const flowLog = await loggedFlows(here);
    await awsIntegration(here, flowLog, {}, false);
    const plan = await here.plan([flowLog.id]);
    const ended = await here.run(plan, [itemOf(plan, 'stack').id]);
    expect(itemOf(ended, 'stack')).toMatchObject({ state: 'done', error: null });
    expect(itemOf(ended, 'stack').notes).toEqual([
      { code: 'not_empty', about: expect.stringMatching(/WorkGroup fl\w+WorkGroup is not empty/) },
    ]);
    expect(here.aws.account.snapshot()).toMatchObject({ stacks: [], databases: [], roles: [], functions: [] });
    expect(here.cleanups.text({ id: plan.id, language: 'ja' })).toContain('AWS が空ではないと応答したため、空にしてもう一度削除しました');
    // It went with the stack.
    expect(itemOf(await here.run(plan, [itemOf(plan, 'workgroup').id]), 'workgroup').state).toBe('gone');
  });

  it('because a resource cannot be deleted at all: the rest goes, and what is left behind is told', async () => {
    const here = await cleaning();
    const flowLog = await loggedFlows(here);
    await awsIntegration(here, flowLog);
    here.aws.faults.failingResources.set('delete AWS::IAM::Role', 'Cannot delete entity, must detach all policies first.');
    const plan = await here.plan([flowLog.id]);
    const ended = await here.run(plan);
    expect(itemOf(ended, 'stack').state).toBe('done');
    expect(itemOf(ended, 'stack').notes.map(({ code }) => code)).toEqual(['deleted_again', 'deleted_again', 'left_behind']);
    expect(itemOf(ended, 'stack').notes.at(-1)?.about).toMatch(/^AWS::IAM::Role \S+$/);
    // All of it but the one.
    expect(itemOf(ended, 'stack').done).toBe((itemOf(plan, 'stack').count ?? 0) - 1);
    expect(here.cleanups.text({ id: plan.id, language: 'en' })).toContain('deleted (23 of 24)');
    expect(here.aws.account.snapshot()).toMatchObject({ stacks: [], functions: [], roles: [expect.any(String)] });
  });

  it('with a resource that its template keeps: that is told as left behind', async () => {
    const here = await cleaning();
    const flowLog = await loggedFlows(here);
    const Properties = { Name: `${flowLog.id.replace('-', '')}dailyWorkGroup` };
    await here.clients.cloudFormation(place).createStack({
      StackName: 'kept',
      TemplateBody: JSON.stringify({
        Resources: {
          Group: { Type: 'AWS::Athena::WorkGroup', DeletionPolicy: 'Retain', Properties },
          Query: {
            Type: 'AWS::Athena::NamedQuery',
            Properties: { Name: 'q', Database: 'default', QueryString: 'SELECT 1', WorkGroup: { Ref: 'Group' } },
          },
        },
      }),
    });
    await here.aws.account.settled();
    const plan = await here.plan([flowLog.id]);
    const ended = await here.run(plan, [itemOf(plan, 'stack').id]);
    expect(itemOf(ended, 'stack')).toMatchObject({
      state: 'done',
      count: 2,
      done: 1,
      notes: [{ code: 'left_behind', about: `AWS::Athena::WorkGroup ${Properties.Name}` }],
    });
  });

  it('because its database has got another table, which would go with it', async () => {
    const here = await cleaning();
    const flowLog = await loggedFlows(here);
    const { database } = await awsIntegration(here, flowLog);
    const plan = await here.plan([flowLog.id]);
    const ddl = `CREATE EXTERNAL TABLE ${database}.mine (a string) STORED AS PARQUET LOCATION 's3://elsewhere/x/'`;
    await here.runElsewhere(ddl);
    const ended = await here.run(plan);
    expect(itemOf(ended, 'stack')).toMatchObject({
      state: 'failed',
      error: { code: 'still_in_use', message: expect.stringContaining('mine') },
    });
    expect(here.aws.account.snapshot().databases).toMatchObject([{ name: database, tables: [{}, { name: 'mine' }] }]);
    // A new plan shows it, and somebody says so.
    const again = await here.plan([flowLog.id]);
    const table = itemOf(again, 'table');
    expect(table).toMatchObject({ identity: `${database}.mine`, madeBy: 'other', isProposed: false });
    expect(itemOf(await here.run(again, [...proposed(again), table.id]), 'stack').state).toBe('done');
  });
});

describe('what changes between the plan and its run', () => {
  it('stays: queries, objects, flow logs that came since', async () => {
    const here = await cleaning();
    const flowLog = await loggedFlows(here);
    const { workgroup } = await awsIntegration(here, flowLog);
    const plan = await here.plan([flowLog.id]);
    await query(here, { workgroup });
    here.aws.store.put(flowLog.bucket, 'athena-results/report.xlsx', Buffer.from('somebody’s'));
    const late = flowLog.keys[0]?.replace('abcdef01', 'abcdef02') ?? '';
    here.aws.store.put(flowLog.bucket, late, Buffer.from('late'));
    const second = await loggedFlows(here, { isNewBucket: false, traffic: 'REJECT' });
    const files = itemOf(plan, 'log_files');
    const ended = await here.run(plan, [...proposed(plan), files.id], [files.identity]);
    expect(itemOf(ended, 'flow_log').state).toBe('done');
    expect(itemOf(ended, 'workgroup')).toMatchObject({ state: 'failed', error: { code: 'cleanup_changed' } });
    expect(itemOf(ended, 'stack')).toMatchObject({ state: 'failed', error: { code: 'cleanup_changed' } });
    expect(itemOf(ended, 'policy')).toMatchObject({ state: 'failed', error: { code: 'cleanup_changed', details: { about: second.id } } });
    expect(itemOf(ended, 'results')).toMatchObject({ state: 'done', notes: [{ code: 'new_objects', about: '3' }] });
    expect(itemOf(ended, 'log_files')).toMatchObject({ state: 'done', notes: [{ code: 'new_objects', about: '3' }] });
    expect(here.aws.store.keys(flowLog.bucket, 'AWSLogs/')).toEqual([late, ...second.keys].sort());
    expect(here.aws.store.keys(flowLog.bucket, 'athena-results/')).toHaveLength(3);
  });

  it('stays: the statement of a policy that a flow log came to need', async () => {
    const here = await cleaning();
    const flowLog = await loggedFlows(here);
    const plan = await here.plan([flowLog.id]);
    expect(itemOf(plan, 'policy').count).toBe(2);
    const second = await loggedFlows(here, { isNewBucket: false, prefix: 'second/' });
    const ended = await here.run(plan);
    expect(itemOf(ended, 'policy')).toMatchObject({
      state: 'done',
      done: 1,
      count: 2,
      notes: [{ code: 'used_elsewhere', about: second.id }],
    });
    expect(here.cleanups.text({ id: plan.id, language: 'en' })).toContain('deleted (1 of 2)');
    expect(here.cleanups.text({ id: plan.id, language: 'ja' })).toContain('削除済み (2 個中 1 個)');
    expect(here.aws.account.snapshot().buckets[0]?.policy).toContain('s3:GetBucketAcl');
  });

  it('and was deleted by somebody else is gone, half way too', async () => {
    const here = await cleaning();
    const before = here.aws.account.snapshot();
    const flowLog = await loggedFlows(here);
    await ownIntegration(here, flowLog);
    const plan = await here.plan([flowLog.id]);
    const somebody = here.clients;
    here.aws.account.deleteFlowLog(flowLog.id);
    here.aws.faults.beforeNext('DeleteWorkGroup', async () => {
      await somebody.athena(place).deleteWorkGroup({ WorkGroup: 'nagare', RecursiveDeleteOption: true });
    });
    here.aws.faults.beforeNext('DeleteTable', async () => {
      await somebody.glue(place).deleteDatabase({ Name: 'nagare' });
    });
    here.aws.faults.beforeNext('DeleteObjects', () => {
      for (const key of here.aws.store.keys(flowLog.bucket, '')) here.aws.store.remove(flowLog.bucket, key);
    });
    const typed = plan.items.filter(({ needsTyped }) => needsTyped);
    const ended = await here.run(
      plan,
      plan.items.map(({ id }) => id),
      typed.map(({ identity }) => identity),
    );
    expect(statesOf(ended)).toEqual([
      'flow_log gone',
      'workgroup gone',
      'table gone',
      'database gone',
      // S3 does not say which of the objects were there.
      'results done',
      'policy done',
      'log_files gone',
      'bucket done',
    ]);
    expect(here.aws.account.snapshot()).toEqual(before);
  });

  it('and was written over under its name stays as it is now', async () => {
    const here = await cleaning();
    const flowLog = await loggedFlows(here);
    const plan = await here.plan([flowLog.id]);
    const [first = ''] = flowLog.keys;
    here.aws.store.put(flowLog.bucket, first, Buffer.from('another'));
    const files = itemOf(plan, 'log_files');
    const ended = await here.run(plan, [files.id], [files.identity]);
    expect(itemOf(ended, 'log_files')).toMatchObject({ state: 'done', done: 1, count: 2, notes: [{ code: 'replaced', about: first }] });
    expect(here.aws.store.keys(flowLog.bucket, '')).toEqual([first]);
  });
});
