/** `nagare sources` and `nagare check`, on the emulator. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { openHistory } from '../../../../main/history/open-history.ts';
import { createSourceStore } from '../../../../main/history/source-store.ts';
import { athenaRef, emulatedAws } from '../../../support/emulated-aws.ts';
import { terminal } from '../../../support/terminal.ts';

/** The sources that a window kept. */
function storeOf(home: string) {
  const { db } = openHistory(join(home, 'history.db'));
  onTestFinished(() => void db.close());
  return createSourceStore(db);
}

const words = ['check', '--database', 'vpcdb', '--table', 'flow_logs'];

it('lists sources and profiles, and tells the slips of the files', async () => {
  await emulatedAws();
  const config = process.env.AWS_CONFIG_FILE ?? '';
  writeFileSync(
    config,
    '[default]\nregion = eu-west-1\n[dev]\n[profile lost]\nrole_arn = arn:aws:iam::123456789012:role/r\nsource_profile = x\n',
  );
  const { run } = terminal();
  const { code, out, err } = await run('sources');
  expect(code).toBe(0);
  expect(out.split('\n')).toEqual([
    'source\tSample\t--source sample',
    'profile\tdefault\tnone eu-west-1',
    'profile\tlost\trole x 123456789012 r unusable: source_missing',
    '',
  ]);
  expect(err).toBe(
    `notice: ${config}, line 3: [dev] is no profile here: the config file wants [profile dev], the credentials file [dev].\n`,
  );
  const json = JSON.parse((await run('sources', '--json')).out);
  expect(json).toMatchObject({ sources: [{ source: { kind: 'sample' } }], profiles: [{ name: 'default' }, { name: 'lost' }] });
});

it('checks a table, a line for each permission, and fails when one that a run needs is missing', async () => {
  const { aws } = await emulatedAws();
  const { run } = terminal();
  const all = await run(...words);
  expect([all.code, all.err]).toEqual([0, '']);
  expect(all.out).toMatch(/^ok {10}athena:StartQueryExecution {5}Runs a query$/m);
  aws.faults.denied.add('athena:ListWorkGroups');
  expect((await run(...words)).code).toBe(0);
  aws.faults.denied.add('athena:StartQueryExecution');
  const short = await run(...words);
  expect(short.code).toBe(1);
  expect(short.out).toMatch(/^MISSING {5}athena:StartQueryExecution .*\n {12}on .*\n {12}AWS: User: .* is not authorized/m);
});

it('takes a source by the name that it was given', async () => {
  await emulatedAws();
  const here = terminal();
  const kept = storeOf(here.home);
  kept.save({ kind: 'sample' }, 'nothing', null, 1);
  kept.save({ kind: 'folder', path: '/one' }, 'twice', null, 1);
  kept.save({ kind: 'folder', path: '/two' }, 'twice', null, 2);
  kept.save({ ...athenaRef }, 'Tokyo office', null, 3);
  const window = ['--from', '2022-11-28T12:15', '--to', '2022-11-28T12:30', '--zone', 'Asia/Tokyo', '--print-sql'];
  expect((await here.run('query', '--source', 'named:Tokyo office', ...window)).out).toContain('"vpcdb"."flow_logs"');
  expect((await here.run('check', '--source', 'named:Tokyo office')).code).toBe(0);
  expect((await here.run('sources')).out).toContain('source\tTokyo office\t--source athena --database vpcdb --table flow_logs\n');
  const none = await here.run('query', '--source', 'named:Osaka', ...window);
  expect([none.code, none.err]).toEqual([2, 'error[bad_arguments]: No source is called "Osaka". nagare sources lists them.\n']);
  expect((await here.run('query', '--source', 'named:twice', ...window)).err).toContain('2 sources are called "twice"');
});

it('prints the policy alone, or everything as JSON', async () => {
  await emulatedAws();
  const { run } = terminal();
  const policy = JSON.parse((await run(...words, '--policy')).out);
  expect(policy).toMatchObject({ Version: '2012-10-17' });
  expect(JSON.parse((await run(...words, '--json')).out)).toMatchObject({
    identity: { account: '123456789012' },
    region: 'ap-northeast-1',
  });
  expect((await run('check', '--profile', 'p')).err).toBe('error[bad_arguments]: Say which table: --table TABLE.\n');
  expect((await run('check', '--source', 'sample')).code).toBe(2);
  const lost = await run(...words, '--profile', 'nobody');
  expect([lost.code, lost.err]).toEqual([1, expect.stringContaining('error[aws_profile]: There is no AWS profile nobody.')]);
});
