/** Setting up at the terminal: shown first, done with --yes; from a VPC and nothing else to a workbook. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { VPC } from '../../../aws/ec2/network.ts';
import { setupHere } from '../../../support/setup.ts';
import { terminal } from '../../../support/terminal.ts';

const BUCKET = 'flow-logs-of-a-test';
const flowLog = ['setup', 'flow-log', '--resource', VPC, '--new-bucket', BUCKET];
const NOON = Date.UTC(2026, 0, 31, 12) / 1000;

describe('nagare setup', () => {
  it('goes from a VPC and nothing else to rows in a workbook', async () => {
    const { aws } = await setupHere();
    const here = terminal();
    const before = await here.run('setup', 'status', '--json');
    expect(JSON.parse(before.out)).toMatchObject({ account: '123456789012', vpcs: [{ id: VPC }], flowLogs: [] });

    const asked = await here.run(...flowLog);
    expect(asked.code).toBe(2);
    expect(asked.err).toMatch(/^error\[confirmation_needed\]: Nothing was made\./);
    expect(asked.out).toContain('AWSLogDeliveryWrite');
    // No day was given on which logs expire.
    expect(asked.out).toContain('set lifecycle rule');
    expect(asked.out).not.toContain('expire');
    expect(aws.account.snapshot().buckets).toEqual([]);

    const made = await here.run(...flowLog, '--yes');
    expect(made).toMatchObject({ code: 0, err: '' });
    const id = made.out.trim().split('\n').at(-1) ?? '';
    expect(id).toMatch(/^fl-/);
    expect((await here.run('setup', 'status')).out).toContain(id);
    // No file has come, and no table reads them.
    expect((await here.run('setup', 'check', '--flow-log', id)).code).toBe(1);

    await aws.account.deliver(id, { from: NOON, to: NOON + 1800 });
    const plan = await here.run('setup', 'integrate', '--flow-log', id);
    expect(plan.code).toBe(2);
    expect(plan.out).toContain('CREATE EXTERNAL TABLE');
    expect(aws.account.snapshot().databases).toEqual([]);
    const table = await here.run('setup', 'integrate', '--flow-log', id, '--since', '2026-01-01', '--yes');
    expect(table).toMatchObject({ code: 0, err: '' });
    const [, words = ''] = /^ready: nagare (query .*?) --from/m.exec(table.out) ?? [];
    const out = join(here.cwd, 'out.xlsx');
    const rows = await here.run(...words.split(' '), '--from', '2026-01-31T12:00', '--to', '2026-01-31T12:20', '--xlsx', out, '--json');
    expect(rows.code).toBe(0);
    const run = JSON.parse(rows.out) as { readonly rowCount: number; readonly sql: string };
    expect(run.rowCount).toBeGreaterThan(100);
    expect(run.sql).toContain(`"hour" = '12'`);
    expect(existsSync(out)).toBe(true);
    const check = await here.run('setup', 'check', '--flow-log', id, '--json');
    expect(JSON.parse(check.out)).toMatchObject({ integrations: [{ kind: 'nagare', misfits: [] }] });
  });

  it('says what is there already and stays, extends the table for one account more, and never narrows it', async () => {
    const { aws, clients } = await setupHere();
    const here = terminal();
    const id = (await here.run(...flowLog, '--yes')).out.trim().split('\n').at(-1) ?? '';
    const results = `s3://${BUCKET}/theirs/`;
    const Configuration = { ResultConfiguration: { OutputLocation: results } };
    await clients.athena({ profile: null, region: null }).createWorkGroup({ Name: 'nagare', Configuration });
    const integrate = ['setup', 'integrate', '--flow-log', id, '--since', '2026-01-01'];
    const first = await here.run(...integrate);
    expect(first.out).toMatch(/^was there\s+create workgroup\s+nagare$/m);
    expect(first.out).toContain(
      `note: the workgroup nagare is there already and stays as it is: no limit, results in ${results}\nnote: without a limit no query is stopped, however much it scans\n`,
    );
    expect((await here.run(...integrate, '--yes')).err).toContain('note: without a limit');

    const more = [...integrate, '--account', '210987654321', '--log-region', 'us-east-1'];
    const asked = await here.run(...more);
    expect(asked.code).toBe(2);
    expect(asked.out).toMatch(/^would\s+extend table\s+nagare\./m);
    expect(asked.out).toContain('is extended by accounts 210987654321; regions us-east-1\n');
    expect(asked.out).toContain('goes on reading what was not asked for: accounts 123456789012; regions ap-northeast-1\n');
    expect(asked.out).toMatch(/^ALTER TABLE /m);
    expect(asked.out).not.toContain('CREATE');
    const printed = await here.run(...more, '--print', 'cli');
    expect(printed.out).toMatch(/^aws athena start-query-execution[\s\S]+ALTER TABLE/);
    expect((await here.run(...more, '--yes')).out).toMatch(/^done\s+extend table/m);
    // Nothing is left that would have to be agreed to.
    const again = await here.run(...more);
    expect(again).toMatchObject({ code: 0, err: expect.stringContaining('nothing is to be done') });
    expect(again.out).toMatch(/^ready: nagare query/m);
    expect(aws.account.snapshot().databases).toMatchObject([{ tables: [{}] }]);
  });

  it('checks whose logs a table leaves out, reads besides and counts twice, and fails until that is mended', async () => {
    const { aws } = await setupHere();
    const here = terminal();
    const id = (await here.run(...flowLog, '--yes')).out.trim().split('\n').at(-1) ?? '';
    await aws.account.deliver(id, { from: NOON, to: NOON + 1800, rows: 10 });
    expect((await here.run('setup', 'integrate', '--flow-log', id, '--yes')).code).toBe(0);
    const check = ['setup', 'check', '--flow-log', id];
    // That no file of the last day has come is told besides.
    const told = async () => (await here.run(...check)).out.split('\n').filter((line) => line.startsWith('  '));
    expect(await told()).toEqual([]);

    const owner = { account: '210987654321', region: 'us-east-1' };
    await aws.account.deliver(id, { from: NOON, to: NOON + 1800, rows: 10, owner });
    const table = `flow_logs_${id.replace('fl-', '')}`;
    expect(await told()).toEqual([
      '  in its folder, but not read: accounts 210987654321; regions us-east-1',
      `  to read them: nagare setup integrate --flow-log ${id} --database nagare --table ${table} --workgroup nagare`,
    ]);
    const [, words = ''] = /to read them: nagare (.*)$/m.exec((await here.run(...check)).out) ?? [];
    expect((await here.run(...words.split(' '), '--yes')).out).toMatch(/^done\s+extend table/m);
    expect(await told()).toEqual([]);

    const words2 = ['setup', 'flow-log', '--resource', VPC, '--bucket', BUCKET, '--name', 'second', '--plain-text', '--yes'];
    const second = (await here.run(...words2)).out.trim().split('\n').at(-1) ?? '';
    expect(await told()).toEqual([
      `  also reads ${second} (second), whose files do not fit: rows are wrong, or queries fail`,
      `  ${id} and ${second} record the same traffic: it is counted twice`,
    ]);
    expect((await here.run(...check)).code).toBe(1);
    const of = (await here.run('setup', 'check', '--flow-log', second)).out;
    expect(of).toContain('does not fit: 1 difference\n  table: format expected LazySimpleSerDe, found ParquetHiveSerDe\n');
  });

  it('integrates AWS’s way: its resources are shown, its events are told, its gaps are filled', async () => {
    const { aws } = await setupHere();
    const here = terminal();
    const id = (await here.run(...flowLog, '--yes')).out.trim().split('\n').at(-1) ?? '';
    await aws.account.deliver(id, { from: NOON + 11 * 3600 + 3000, to: NOON + 12 * 3600 + 600 });
    const words = ['setup', 'integrate', '--flow-log', id, '--aws', '--frequency', 'none', '--from', '2026-01-31', '--to', '2026-01-31'];
    const asked = await here.run(...words);
    expect(asked.code).toBe(2);
    expect(asked.out).toMatch(/^would +put template +s3:.*\nwould +create stack +flow-logs-/);
    expect(asked.err).toContain('CAPABILITY_IAM');
    expect((await here.run(...words, '--print', 'cloudformation')).code).toBe(2);
    // AWS keeps each template that it makes: nothing was even asked for.
    const keys = () => aws.account.snapshot().buckets.flatMap(({ versions }) => versions.map(({ key }) => key));
    expect(keys().filter((key) => key.includes('athena-integration'))).toEqual([]);
    const template = await here.run(...words, '--print', 'cloudformation', '--yes');
    expect(template).toMatchObject({ code: 0, err: '' });
    expect(template.out).toContain('AWS::Athena::WorkGroup');
    expect(keys().filter((key) => key.includes('athena-integration'))).toHaveLength(1);
    expect(aws.account.stacks).toEqual([]);
    const made = await here.run(...words, '--yes');
    expect(made.code).toBe(0);
    expect(made.out).toContain('AWS::Athena::WorkGroup');
    expect(made.err).toContain('CREATE_COMPLETE');
    const lacking = await here.run('setup', 'check', '--flow-log', id, '--fill');
    expect(lacking.code).toBe(2);
    expect(lacking.err).toContain('1 partitions would be added');
    expect((await here.run('setup', 'check', '--flow-log', id, '--fill', '--yes')).err).toMatch(
      /^done\s+add partition .*month=02\/day=01\/$/m,
    );
    expect((await here.run('setup', 'check', '--flow-log', id)).out).toContain('0 missing');
  });

  it('leaves a stack to go on by itself at Ctrl-C, and tells of it afterwards', async () => {
    // Longer than the test: what it sees does not hang on how fast this machine is.
    const { aws } = await setupHere({ stackPaceMs: 60_000 });
    const here = terminal();
    const id = (await here.run(...flowLog, '--yes')).out.trim().split('\n').at(-1) ?? '';
    await aws.account.deliver(id, { from: NOON, to: NOON + 1800 });
    const words = ['setup', 'integrate', '--flow-log', id, '--by', 'stack', '--yes'];
    const left = await here.runUntil((said) => said.includes('CREATE_IN_PROGRESS'), ...words);
    expect(left.code).toBe(130);
    expect(left.err).toContain('nagare setup check tells of it');
    const check = await here.run('setup', 'check', '--flow-log', id);
    expect(check.code).toBe(1);
    expect(check.out).toMatch(/^stack nagare\S*\tCREATE_IN_PROGRESS/m);
    expect(check.out).not.toContain('no table reads these files');
  });

  it('prints what is to be done elsewhere, and makes nothing', async () => {
    const { aws } = await setupHere();
    const here = terminal();
    for (const [print, word] of [
      ['cli', 'aws ec2 create-flow-logs'],
      ['cloudformation', 'AWS::EC2::FlowLog'],
      ['terraform', 'aws_flow_log'],
    ]) {
      const printed = await here.run(...flowLog, '--print', print ?? '');
      expect(printed).toMatchObject({ code: 0, err: '' });
      expect(printed.out).toContain(BUCKET);
      expect(printed.out).toContain(word);
    }
    expect(aws.account.snapshot().buckets).toEqual([]);
  });

  it('says what AWS refused, and ends with 1', async () => {
    const { aws } = await setupHere();
    aws.faults.denied.add('s3:CreateBucket');
    const refused = await terminal().run(...flowLog, '--yes');
    expect(refused.code).toBe(1);
    expect(refused.out).toMatch(/FAILED\s+create bucket[\s\S]+error\[access_denied\]/);
    expect((await terminal().run('setup', 'check', '--flow-log', 'fl-0123456789abcdef0')).err).toContain('error[flow_log_not_found]');
  });
});
