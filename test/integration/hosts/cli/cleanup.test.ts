/** Taking away at the terminal: a plan as a file, run in parts, back to an account that is what it was. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import ExcelJS from 'exceljs';
import { expect, it } from 'vitest';
import type { Cleanup } from '../../../../preload/contract/cleanup.ts';
import { VPC } from '../../../aws/ec2/network.ts';
import { setupHere } from '../../../support/setup.ts';
import { type Terminal, terminal } from '../../../support/terminal.ts';

const BUCKET = 'flow-logs-of-a-test';
const NOON = Date.UTC(2026, 0, 31, 12) / 1000;

async function setUp(here: Terminal, aws: Awaited<ReturnType<typeof setupHere>>['aws']): Promise<string> {
  const made = await here.run('setup', 'flow-log', '--resource', VPC, '--new-bucket', BUCKET, '--yes');
  const id = made.out.trim().split('\n').at(-1) ?? '';
  await aws.account.deliver(id, { from: NOON, to: NOON + 600 });
  await here.run('setup', 'integrate', '--flow-log', id, '--yes');
  const words = ['--aws', '--frequency', 'none', '--from', '2026-01-31', '--to', '2026-01-31', '--yes'];
  await here.run('setup', 'integrate', '--flow-log', id, ...words);
  await here.run(
    'query',
    '--source',
    'athena',
    '--workgroup',
    'nagare',
    '--database',
    'nagare',
    '--table',
    `flow_logs_${id.slice(3)}`,
    '--from',
    '2026-01-31T12:00',
    '--to',
    '2026-01-31T12:05',
    '--xlsx',
    'flows.xlsx',
  );
  return id;
}

it('goes from nothing to a workbook, and back to nothing: what was shown goes with --yes, the log files only when they are named', async () => {
  const { aws } = await setupHere();
  const before = aws.account.snapshot();
  const here = terminal();
  const id = await setUp(here, aws);
  const full = aws.account.snapshot();
  const workbook = new ExcelJS.Workbook();
  await workbook.xlsx.readFile(join(here.cwd, 'flows.xlsx'));
  expect(workbook.worksheets[0]?.rowCount).toBeGreaterThan(1);

  const told = await here.run('cleanup', '--plan', '--flow-log', id);
  expect(told.code).toBe(0);
  for (const word of [id, BUCKET, 'nagare', 'WorkGroup']) expect(told.out).toContain(word);
  const planned = await here.run('cleanup', '--plan', '--flow-log', id, '--json');
  const path = join(here.cwd, 'plan.json');
  writeFileSync(path, planned.out);
  const plan = JSON.parse(planned.out) as Cleanup;

  // Shown first, and nothing goes.
  const asked = await here.run('cleanup', '--run', path);
  expect(asked.code).toBe(2);
  expect(asked.out).toContain('would delete flow_log');
  expect(asked.out).not.toContain('log_files');
  expect(aws.account.snapshot()).toEqual(full);

  // In parts: what is not in the file stays.
  writeFileSync(path, JSON.stringify({ ...plan, items: plan.items.filter(({ step }) => step === 'flow_log') }));
  expect((await here.run('cleanup', '--run', path, '--yes')).code).toBe(0);
  expect(aws.account.flowLogs).toEqual([]);
  expect(aws.account.snapshot().databases).toEqual(full.databases);

  // Nothing that was not looked for can be put into the file.
  const [first] = plan.items;
  writeFileSync(path, JSON.stringify({ ...plan, items: [{ ...first, identity: 'arn:aws:s3:::somebody-elses' }] }));
  expect((await here.run('cleanup', '--run', path, '--yes')).err).toContain('error[cleanup_changed]');

  writeFileSync(path, planned.out);
  const most = await here.run('cleanup', '--run', path, '--yes');
  expect(most.code).toBe(0);
  expect(aws.account.snapshot()).toMatchObject({ stacks: [], databases: before.databases, workgroups: before.workgroups });
  expect(aws.account.snapshot().buckets[0]?.versions.length).toBeGreaterThan(0);

  // A slip of the keyboard deletes nothing, and is told.
  const slip = await here.run('cleanup', '--run', path, '--yes', '--typed', 's3://nothing-of-the-plan/');
  expect(slip).toMatchObject({ code: 2 });
  expect(slip.err).toContain('error[bad_input]');
  const typed = plan.items.filter(({ needsTyped }) => needsTyped).flatMap(({ identity }) => ['--typed', identity]);
  const rest = await here.run('cleanup', '--run', path, '--yes', '--json', ...typed);
  expect(rest.code).toBe(0);
  expect(JSON.parse(rest.out)).toMatchObject({ state: 'ended' });
  expect(aws.account.snapshot()).toEqual(before);
  // Again: there is nothing left to do, and that is no failure.
  expect((await here.run('cleanup', '--run', path, '--yes', ...typed)).code).toBe(0);
  expect(readFileSync(path, 'utf8')).toBe(planned.out);
});

it('a file that is no plan, or of another data folder, is refused', async () => {
  const { aws } = await setupHere();
  const here = terminal();
  const path = join(here.cwd, 'plan.json');
  expect((await here.run('cleanup', '--run', path, '--yes')).err).toContain('error[file_not_found]');
  writeFileSync(path, '{}');
  expect(await here.run('cleanup', '--run', path, '--yes')).toMatchObject({ code: 2 });
  const made = await here.run('setup', 'flow-log', '--resource', VPC, '--new-bucket', BUCKET, '--yes');
  const id = made.out.trim().split('\n').at(-1) ?? '';
  writeFileSync(path, (await here.run('cleanup', '--plan', '--flow-log', id, '--json')).out);
  expect((await terminal().run('cleanup', '--run', path, '--yes')).err).toContain('error[cleanup_not_found]');
  expect(aws.account.flowLogs).toHaveLength(1);
});

it('deletes nothing where the file names nothing, though an earlier run left some', async () => {
  const { aws } = await setupHere();
  const here = terminal();
  const id = (await here.run('setup', 'flow-log', '--resource', VPC, '--new-bucket', BUCKET, '--yes')).out.trim().split('\n').at(-1) ?? '';
  const planned = await here.run('cleanup', '--plan', '--flow-log', id, '--json');
  const path = join(here.cwd, 'plan.json');
  writeFileSync(path, planned.out);
  aws.faults.denied.add('ec2:DeleteFlowLogs');
  expect((await here.run('cleanup', '--run', path, '--yes')).code).toBe(1);
  aws.faults.denied.clear();
  writeFileSync(path, JSON.stringify({ ...(JSON.parse(planned.out) as Cleanup), items: [] }));
  const ran = await here.run('cleanup', '--run', path, '--yes');
  expect(ran).toMatchObject({ code: 0, out: expect.stringContaining('failed') });
  expect(aws.account.snapshot().flowLogs).toMatchObject([{ id }]);
});
