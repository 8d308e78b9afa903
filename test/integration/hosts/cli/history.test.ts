import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ExcelJS from 'exceljs';
import { describe, expect, it } from 'vitest';
import { openHistory } from '../../../../main/history/open-history.ts';
import { emulatedAws } from '../../../support/emulated-aws.ts';
import { openApp } from '../../../support/open-app.ts';
import { terminal, walkThroughWords } from '../../../support/terminal.ts';

/** A data folder with two runs: the walk-through's, then one by hand. */
async function twoRuns() {
  const here = terminal();
  const ask = async (...words: readonly string[]) => JSON.parse((await here.run('query', ...words, '--json')).out);
  const first = await ask(...walkThroughWords);
  const second = await ask(
    '--source',
    'sample',
    '--sql',
    'SELECT srcaddr FROM flow_logs WHERE dstport = 5432 LIMIT 3 -- about the database',
  );
  return { ...here, first, second };
}

describe('nagare history', () => {
  it('lists the runs, newest first, as text or as JSON', async () => {
    const { run, first, second } = await twoRuns();
    const { code, out, err } = await run('history', '--json');
    expect([code, err, JSON.parse(out)]).toEqual([0, '', [second, first]]);
    const lines = (await run('history')).out.trimEnd().split('\n');
    expect(lines).toHaveLength(2);
    expect(lines[1]).toMatch(new RegExp(`^${first.id} .* saved .* 700 .*192\\.168\\.0\\.10`));
  });

  it('calls a run as the user does; the object has the words at its end, where there are some', async () => {
    const { run, home, first, second } = await twoRuns();
    const app = await openApp(home);
    await app.handlers['run.name']({ runId: first.id, title: 'Partner scan?', note: 'OPS-17\nsecond' });
    await app.close();
    expect((await run('history')).out.trimEnd().split('\n')[1]).toMatch(/ {2}Sample {2}Partner scan\?$/);
    const [other, named] = JSON.parse((await run('history', '--json')).out);
    expect(other).toEqual(second);
    expect(Object.entries(named)).toEqual([...Object.entries(first), ['title', 'Partner scan?'], ['note', 'OPS-17\nsecond']]);
    expect(Object.keys(other).join()).toBe(
      'id,state,source,sql,executionId,rowCount,scannedBytes,costUsd,startedAt,finishedAt,resultPath,error',
    );
    expect(JSON.parse((await run('history', '--json', '--search', 'ops-17')).out)).toEqual([named]);
  });

  it('writes out what would turn the direction of a line', async () => {
    const { run, home, first } = await twoRuns();
    const app = await openApp(home);
    await app.handlers['run.name']({ runId: first.id, title: 'safe \u202Egnp.exe', note: '' });
    await app.close();
    expect((await run('history')).out.trimEnd().split('\n')[1]).toMatch(/safe \\u\{202e\}gnp\.exe$/);
  });

  it('finds by address and by SQL', async () => {
    const { run, first, second } = await twoRuns();
    const found = async (search: string) =>
      JSON.parse((await run('history', '--json', '--search', search)).out).map((each: { id: string }) => each.id);
    expect(await found('192.168.0.10')).toEqual([first.id]);
    expect(await found('about the database')).toEqual([second.id]);
    expect(await found('ABOUT THE')).toEqual([second.id]);
    expect(await found('100%_no such')).toEqual([]);
  });
});

describe('nagare export', () => {
  it('writes a CSV without the mark of UTF-8, its dates raw', async () => {
    const { run, cwd } = terminal();
    expect(await run('query', ...walkThroughWords, '--csv', 'raw.csv', '--no-bom', '--raw-times')).toMatchObject({ code: 0 });
    const [header, first] = readFileSync(join(cwd, 'raw.csv'), 'utf8').split('\r\n');
    expect(header?.split(',').slice(0, 11)).toEqual(expect.arrayContaining(['version', 'start']));
    expect(first?.split(',')[10]).toBe('1669605302');
  });

  it('writes a summary where it is asked for', async () => {
    const { run, cwd, first } = await twoRuns();
    expect(await run('export', first.id, '--xlsx', 'own.xlsx', '--summary')).toMatchObject({ code: 0 });
    const workbook = new ExcelJS.Workbook();
    await workbook.xlsx.readFile(join(cwd, 'own.xlsx'));
    expect(workbook.worksheets.map((sheet) => sheet.name)).toEqual(['Flows', 'Summary', 'Query']);
  });

  it('writes a run of the history in the zone asked for, or its own', async () => {
    const { run, cwd, first } = await twoRuns();
    expect(await run('export', first.id, '--xlsx', 'own.xlsx')).toMatchObject({ code: 0, out: '' });
    expect(await run('export', first.id, '--xlsx', 'utc.xlsx', '--csv', 'utc.csv', '--zone', 'UTC')).toMatchObject({ code: 0 });
    const start = async (file: string) => {
      const workbook = new ExcelJS.Workbook();
      await workbook.xlsx.readFile(join(cwd, file));
      const [header, value] = [1, 2].map((row) => workbook.worksheets[0]?.getRow(row).getCell(11).value);
      return [header, value instanceof Date ? value.toISOString().slice(0, 16) : value];
    };
    expect(await start('own.xlsx')).toEqual(['start (Asia/Tokyo)', '2022-11-28T12:15']);
    expect(await start('utc.xlsx')).toEqual(['start (UTC)', '2022-11-28T03:15']);
    const csv = readFileSync(join(cwd, 'utc.csv'), 'utf8');
    expect(csv.trimEnd().split('\n')).toHaveLength(701);
    expect(csv).toContain('start (UTC)');
    expect(readdirSync(cwd).sort()).toEqual(['own.xlsx', 'utc.csv', 'utc.xlsx']);
  });

  it('writes over what was there, and nothing when it cannot', async () => {
    const { run, cwd, first } = await twoRuns();
    await run('export', first.id, '--csv', 'a.csv');
    const before = readFileSync(join(cwd, 'a.csv'), 'utf8');
    expect(await run('export', first.id, '--csv', 'a.csv')).toMatchObject({ code: 0 });
    expect(readFileSync(join(cwd, 'a.csv'), 'utf8')).toBe(before);
    const { code, err } = await run('export', first.id, '--csv', 'b.csv', '--xlsx', 'no/such/folder.xlsx');
    expect([code, err]).toEqual([1, expect.stringMatching(/^error\[target_unwritable\]: .*folder\.xlsx/)]);
    expect(existsSync(join(cwd, 'b.csv'))).toBe(false);
  });

  it.each([
    [1, 'run_not_found', ['no-such-run', '--csv', 'a.csv']],
    [2, 'bad_zone', ['FIRST', '--csv', 'a.csv', '--zone', 'Mars/Olympus']],
    [2, 'bad_arguments', ['FIRST']],
    [2, 'bad_arguments', ['--csv', 'a.csv']],
    [2, 'bad_arguments', ['FIRST', 'SECOND', '--csv', 'a.csv']],
  ])('ends with %i, %s for %j', async (exit, code, words) => {
    const { run, cwd, first, second } = await twoRuns();
    const ids: Record<string, string> = { FIRST: first.id, SECOND: second.id };
    const answer = await run('export', ...words.map((word) => ids[word] ?? word));
    expect([answer.code, answer.out]).toEqual([exit, '']);
    expect(answer.err).toMatch(new RegExp(`^error\\[${code}\\]: \\S.*\\n$`));
    expect(readdirSync(cwd)).toEqual([]);
  });

  it('says that a run without rows has none', async () => {
    const { run } = terminal();
    const { out } = await run('query', '--source', 'sample', '--sql', 'SELECT nosuch FROM flow_logs', '--json');
    const { code, err } = await run('export', JSON.parse(out).id, '--csv', 'a.csv');
    expect([code, err]).toEqual([1, expect.stringMatching(/^error\[run_not_finished\]: /)]);
  });
});

describe('nagare delete', () => {
  it('deletes the run and its rows, once', async () => {
    const { run, first, second } = await twoRuns();
    expect(await run('delete', first.id)).toEqual({ code: 0, out: '', err: '' });
    expect([existsSync(first.resultPath), existsSync(second.resultPath)]).toEqual([false, true]);
    expect(JSON.parse((await run('history', '--json')).out)).toEqual([second]);
    const { code, err } = await run('delete', first.id);
    expect([code, err]).toEqual([1, expect.stringMatching(/^error\[run_not_found\]: .+\n$/)]);
    expect(await run('delete')).toMatchObject({ code: 2, err: expect.stringMatching(/^error\[bad_arguments\]: /) });
  });
});

it('nagare resume has nothing to do on a quiet data folder', async () => {
  const { run } = await twoRuns();
  expect(await run('resume', '--json')).toEqual({ code: 0, out: '[]\n', err: '' });
  expect(await run('resume')).toEqual({ code: 0, out: '', err: '' });
});

describe('nagare history --bring-in', () => {
  it('adds what ran in the workgroup, then lists; again, it adds only what is new', async () => {
    const { aws } = await emulatedAws();
    for (const n of [1, 2, 3]) aws.remember({ sql: `SELECT ${n} FROM flow_logs`, submittedAt: Date.now() - n * 86_400_000 });
    aws.remember({ sql: 'SHOW TABLES', submittedAt: Date.now() - 1000 });
    const { run } = terminal();
    const first = await run('history', '--bring-in', '--region', 'ap-northeast-1', '--days', '2', '--json');
    expect([first.code, first.err.split('\n').at(-2)]).toEqual([0, '1 brought in from primary; left out: 1 no SELECT.']);
    expect(JSON.parse(first.out)).toMatchObject([
      { state: 'saved', sql: 'SELECT 1 FROM flow_logs', broughtIn: true, rowCount: null, resultPath: null },
    ]);
    const second = await run('history', '--bring-in', '--search', 'select 3');
    expect(second.err.split('\n').at(-2)).toBe('2 brought in from primary; left out: 1 known before, 1 no SELECT.');
    expect(second.out).toMatch(/ {2}brought in {2}SELECT 3 FROM flow_logs\n$/);
    expect(second.out.trimEnd().split('\n')).toHaveLength(1);
    expect(aws.executions).toEqual([]);
  });

  it('ends with Ctrl-C, and with what AWS refuses', async () => {
    const { aws } = await emulatedAws();
    for (let n = 0; n < 400; n++) aws.remember({ sql: `SELECT ${n} FROM flow_logs`, submittedAt: Date.now() - n * 1000 });
    const { run, runUntil } = terminal();
    const stopped = await runUntil((err) => err.includes('Bringing in'), 'history', '--bring-in');
    expect(stopped.code).toBe(130);
    expect(stopped.err).toMatch(/Cancelled: \d+ brought in from primary/);
    expect(stopped.out).toBe('');
    aws.faults.denied.add('athena:ListQueryExecutions');
    const refused = await run('history', '--bring-in');
    expect(refused.code).toBe(1);
    expect(refused.err).toContain('error[access_denied]: ');
  });
});

describe('nagare history --spend', () => {
  it('prints what each month has cost, in the zone of the window or another', async () => {
    const { run, home } = terminal();
    await run('history');
    const { db } = openHistory(join(home, 'history.db'));
    db.exec(
      `INSERT INTO deleted_spend VALUES (${Date.UTC(2025, 11, 31, 20)}, 2500000000, 0.0125), (${Date.UTC(2025, 11, 1, 12)}, 1000000, 0.00005)`,
    );
    db.exec(`INSERT INTO runs (id, state, source, query, execution_id, created_at, search, scanned_bytes, cost_usd, brought_in)
             VALUES ('b', 'saved', '{}', '{}', 'e', ${Date.UTC(2025, 11, 10)}, '', 1000000000, 0.005, 1)`);
    db.prepare("INSERT INTO settings VALUES ('zone', '\"Asia/Tokyo\"')").run();
    db.close();
    const { code, out, err } = await run('history', '--spend');
    expect([code, err, out.split('\n').slice(1)]).toEqual([
      0,
      '',
      [
        '2026-01       1 runs                2.500 GB       0.0125 USD',
        '2025-12       1 runs                0.001 GB       0.0001 USD',
        '2025-12       1 brought in          1.000 GB       0.0050 USD',
        '',
      ],
    ]);
    expect(out).toMatch(/^\d{4}-\d\d {7}0 runs {16}0\.000 GB {7}0\.0000 USD\n/);
    expect(JSON.parse((await run('history', '--spend', '--zone', 'UTC', '--json')).out).slice(1)).toEqual([
      {
        month: '2025-12',
        runs: 2,
        scannedBytes: 2_501_000_000,
        costUsd: 0.01255,
        broughtIn: { runs: 1, scannedBytes: 1_000_000_000, costUsd: 0.005 },
      },
    ]);
    expect(await run('history', '--spend', '--zone', 'Nowhere')).toMatchObject({
      code: 2,
      err: expect.stringContaining('error[bad_zone]'),
    });
  });
});
