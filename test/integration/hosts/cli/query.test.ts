import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import ExcelJS from 'exceljs';
import { describe, expect, it } from 'vitest';
import { records, writeParquet, writeText } from '../../../support/flow-log-files.ts';
import { storedRows, terminal, walkThroughWords } from '../../../support/terminal.ts';

const byHand = (sql: string) => ['query', '--source', 'sample', '--sql', sql, '--json'];
const window = ['--from', '2022-11-28T03:15', '--to', '2022-11-28T03:30'];

describe('nagare query', () => {
  it('answers with one JSON object of the keys that scripts rely on', async () => {
    const { run, home } = terminal();
    const { code, out, err } = await run('query', ...walkThroughWords, '--json');
    expect(code).toBe(0);
    expect(out).toMatch(/^\{.*\}\n$/);
    const answer = JSON.parse(out);
    expect(Object.keys(answer)).toEqual(
      'id state source sql executionId rowCount scannedBytes costUsd startedAt finishedAt resultPath error'.split(' '),
    );
    expect(answer).toMatchObject({
      state: 'saved',
      source: { kind: 'sample' },
      executionId: null,
      rowCount: 700,
      costUsd: null,
      error: null,
    });
    expect(answer.sql).toContain('BETWEEN 1669605300 AND 1669606200');
    expect(answer.resultPath).toBe(join(home, 'results', `${answer.id}.sqlite`));
    for (const moment of [answer.startedAt, answer.finishedAt]) expect(new Date(moment).toISOString()).toBe(moment);
    // The window as it was asked for, in the zone and in UTC; then how far it is.
    expect(err.split('\n')[0]).toBe(
      'window: 2022-11-28 12:15:00 to 2022-11-28 12:30:00 Asia/Tokyo (2022-11-28 03:15:00 to 2022-11-28 03:30:00 UTC)',
    );
    expect(err).toMatch(/\nsaved\n$/);
  });

  it('says the window once where the zone is UTC, and nothing of one for SQL by hand', async () => {
    const { run } = terminal();
    expect((await run('query', '--source', 'sample', ...window, '--limit', '1')).err.split('\n')[0]).toBe(
      'window: 2022-11-28 03:15:00 to 2022-11-28 03:30:00 UTC',
    );
    const { code, err, out } = await run('query', '--source', 'sample', '--sql', 'SELECT count(*) FROM flow_logs');
    expect([code, err.includes('window')]).toEqual([0, false]);
    expect(out).toMatch(/^[0-9a-f-]{36} {2}saved {2}1 rows?\n$/);
  });

  it('says what is to be known of the table on standard error, a line each, whatever is asked', async () => {
    const { run, cwd } = terminal();
    await writeParquet({ [join(cwd, 'logs/a.parquet')]: records(1669605300), [join(cwd, 'logs/b.parquet')]: 'SELECT 1 AS amount' });
    for (const name of ['access', 'error']) writeText(join(cwd, `logs/${name}.log`), ['GET /']);
    const lines = [
      'warning: 2 files are left out, with no header line of flow logs: access.log, for one.',
      'warning: One file is left out, with columns that are not those of flow logs: b.parquet.',
    ];
    for (const words of [window, [...window, '--print-sql'], [...window, '--estimate'], ['--sql', 'SELECT 1 FROM flow_logs']]) {
      const { code, err, out } = await run('query', '--source', 'folder:logs', ...words);
      expect([code, err.split('\n').filter((each) => each.startsWith('warning'))]).toEqual([0, lines]);
      expect(out).not.toContain('warning');
    }
  });

  it('takes every filter of the form', async () => {
    const { run } = terminal();
    const sql = async (...words: readonly string[]) => {
      const { code, out, err } = await run('query', '--source', 'sample', ...window, '--print-sql', ...words);
      expect([code, err]).toEqual([0, '']);
      return out;
    };
    expect(await sql('--ip', '10.10.0.5', '2001:db8::1', '--ip', '192.168.0.0/24')).toMatch(
      /"srcaddr" = '10\.10\.0\.5'[\s\S]*IPADDRESS '2001:db8::1'[\s\S]*contains\('192\.168\.0\.0\/24'/,
    );
    expect(await sql('--ip', '10.10.0.5', '--ip-side', 'source')).not.toContain('dstaddr');
    expect(await sql('--port', '22,443', '8000-8999', '--port-side', 'destination')).toMatch(
      /"dstport" IN \(22, 443\) OR "dstport" BETWEEN 8000 AND 8999/,
    );
    expect(await sql('--protocol', 'tcp', '17')).toContain('"protocol" IN (6, 17)');
    expect(await sql('--action', 'reject')).toContain(`"action" = 'REJECT'`);
    expect(await sql('--direction', 'egress')).toContain(`"flow_direction" = 'egress'`);
    expect(await sql('--interface', 'eni-05eed221e0f103002')).toContain(`"interface_id" = 'eni-05eed221e0f103002'`);
    expect(await sql('--instance', 'i-05eed221e0f103002')).toContain(`"instance_id" = 'i-05eed221e0f103002'`);
    expect(await sql('--ip', '!192.168.16.0/24')).toContain(`NOT coalesce(contains('192.168.16.0/24'`);
    expect(await sql('--ip', '10.10.0.5', '--packet-addresses')).toContain(`"pkt_dstaddr" = '10.10.0.5'`);
    expect(await sql('--tcp-flag', 'syn', 'RST')).toMatch(/bitwise_and\("tcp_flags", 18\) = 2 OR bitwise_and\("tcp_flags", 4\) = 4/);
    expect(await sql('--traffic-path', '7,8')).toContain('"traffic_path" IN (7, 8)');
    expect(await sql('--service', 's3')).toContain(`"pkt_src_aws_service" = 'S3' OR "pkt_dst_aws_service" = 'S3'`);
    expect(await sql('--subnet', 'subnet-05eed110f0f103001')).toContain(`"subnet_id" = 'subnet-05eed110f0f103001'`);
    expect(await sql('--vpc', 'vpc-0a11ce0f10a000001')).toContain(`"vpc_id" = 'vpc-0a11ce0f10a000001'`);
    expect(await sql('--account', '123456789012')).toContain(`"account_id" = '123456789012'`);
    expect(await sql('--log-region', 'ap-northeast-1')).toContain(`"region" = 'ap-northeast-1'`);
    expect(await sql('--min-bytes', '1000')).toContain('"bytes" >= 1000');
    expect(await sql('--kind', 'top-ports', '--by', 'flows')).toMatch(/ORDER BY 5 DESC, 1, 2/);
    expect(await sql('--match', 'overlaps')).toMatch(/"start" <= 1669606200 AND "end" >= 1669605300/);
    expect(await sql('--kind', 'top-talkers', '--limit', '7')).toMatch(/GROUP BY[\s\S]*LIMIT 7\n$/);
  });

  it('prints the SQL alone, and runs nothing', async () => {
    const { run, home } = terminal();
    const { code, out, err } = await run('query', ...walkThroughWords, '--print-sql', '--xlsx', '/nowhere/at/all.xlsx');
    expect([code, err]).toEqual([0, '']);
    expect(out).toMatch(/^SELECT \*\nFROM "flow_logs"\nWHERE [\s\S]*\nORDER BY "start"\n$/);
    expect(readdirSync(join(home, 'results'))).toEqual([]);
    expect((await run('history', '--json')).out).toBe('[]\n');
    // What is printed is what would run.
    expect(JSON.parse((await run(...byHand(out))).out)).toMatchObject({ rowCount: 700 });
  });

  it('estimates as JSON, without running', async () => {
    const { run, home } = terminal();
    const { code, out, err } = await run('query', ...walkThroughWords, '--estimate', '--csv', '/nowhere/at/all.csv');
    expect([code, err]).toEqual([0, '']);
    expect(out).toMatch(/^\{.*\}\n$/);
    // One of the day's hours, and nothing is paid for files.
    expect(JSON.parse(out)).toMatchObject({ files: { read: 1, all: 24 }, bytes: expect.any(Number), costUsd: null });
    expect(readdirSync(join(home, 'results'))).toEqual([]);
    expect((await run('history', '--json')).out).toBe('[]\n');
  });

  it('reads a statement from a file beside the one who types', async () => {
    const { run, cwd } = terminal();
    writeFileSync(join(cwd, 'ask it.sql'), '-- how many\nSELECT count(*) AS n\nFROM flow_logs;\n');
    const { code, out } = await run('query', '--source', 'sample', '--sql-file', 'ask it.sql', '--json');
    expect(code).toBe(0);
    expect(storedRows(JSON.parse(out).resultPath)).toEqual({ names: ['n'], rows: [[211_926]] });
  });

  it('says that a window beside a statement is not used', async () => {
    const { run } = terminal();
    const { code, err } = await run('query', '--source', 'sample', '--sql', 'SELECT count(*) AS n FROM flow_logs', ...window);
    expect([code, err]).toEqual([0, expect.stringContaining('note: --from and --to are for the form')]);
  });

  it('asks a folder, from where it was typed', async () => {
    const { run, cwd } = terminal();
    await writeParquet({ [join(cwd, 'my logs', 'a.parquet')]: records(1669605300, 3) });
    const { code, out } = await run('query', '--source', 'folder:my logs', ...window, '--json');
    expect([code, JSON.parse(out)]).toMatchObject([0, { rowCount: 3, source: { kind: 'folder', path: join(cwd, 'my logs') } }]);
  });

  it('takes a CSV from Athena for its rows', async () => {
    const { run, cwd } = terminal();
    const csv =
      '"srcaddr","bytes","start","note"\n"10.0.0.1","42","1669605302","a ""b"", c"\n,,,""\n"10.0.0.2","7","1669605303","two\nlines"\n';
    writeFileSync(join(cwd, 'from athena.csv'), csv);
    const { code, out, err } = await run(
      'query',
      '--source',
      'csv:from athena.csv',
      '--zone',
      'Asia/Tokyo',
      '--json',
      '--xlsx',
      'out.xlsx',
    );
    expect([code, err.includes('window')]).toEqual([0, false]);
    const answer = JSON.parse(out);
    expect(answer).toMatchObject({ state: 'saved', sql: null, rowCount: 3, source: { kind: 'csv', path: join(cwd, 'from athena.csv') } });
    expect(storedRows(answer.resultPath)).toEqual({
      names: ['srcaddr', 'bytes', 'start', 'note'],
      rows: [
        ['10.0.0.1', 42, 1669605302, 'a "b", c'],
        [null, null, null, ''],
        ['10.0.0.2', 7, 1669605303, 'two\nlines'],
      ],
    });
    const workbook = new ExcelJS.Workbook();
    await workbook.xlsx.readFile(join(cwd, 'out.xlsx'));
    expect(workbook.worksheets[0]?.getCell('C2').value).toEqual(new Date('2022-11-28T12:15:02Z'));
    // The file is the analyst's own: it stays.
    expect(readFileSync(join(cwd, 'from athena.csv'), 'utf8')).toBe(csv);
  });

  it('exports to both kinds of file at once', async () => {
    const { run, cwd } = terminal();
    mkdirSync(join(cwd, 'sub'));
    const { code, out } = await run('query', ...walkThroughWords, '--xlsx', 'out.xlsx', '--csv', 'sub/out.csv');
    expect([code, out]).toEqual([0, expect.stringMatching(/ {2}saved {2}700 rows\n$/)]);
    const workbook = new ExcelJS.Workbook();
    await workbook.xlsx.readFile(join(cwd, 'out.xlsx'));
    expect(workbook.worksheets.map((sheet) => sheet.name)).toEqual([expect.stringMatching(/^Flows/), 'Query']);
    expect(workbook.worksheets[0]?.rowCount).toBe(701);
    expect(readFileSync(join(cwd, 'sub/out.csv'), 'utf8').trimEnd().split('\n')).toHaveLength(701);
    expect(readdirSync(cwd).sort()).toEqual(['out.xlsx', 'sub']);
  });
});

describe('an export that fails', () => {
  it('ends with 1, and its run is told all the same', async () => {
    const { run, runUntil, cwd } = terminal();
    mkdirSync(join(cwd, 'sub'));
    const { code, out, err } = await runUntil(
      (said) => {
        // Somebody deletes the folder while the query runs.
        if (said.includes('saved')) rmSync(join(cwd, 'sub'), { recursive: true, force: true });
        return false;
      },
      ...['query', ...walkThroughWords, '--json', '--csv', 'sub/out.csv'],
    );
    expect([code, err]).toEqual([1, expect.stringMatching(/\nerror\[target_unwritable\]: .*out\.csv/)]);
    expect(JSON.parse(out)).toMatchObject({ state: 'saved', rowCount: 700 });
    expect(JSON.parse((await run('history', '--json')).out)).toEqual([JSON.parse(out)]);
  });
});

describe('TIME', () => {
  it.each([
    ['2022-11-28T12:15', 'Asia/Tokyo'],
    ['2022-11-28T12:15:00', 'Asia/Tokyo'],
    ['2022-11-28T03:15', 'UTC'],
    ['2022-11-28T03:15Z', 'America/New_York'],
    ['2022-11-28T03:15:00Z', 'Asia/Tokyo'],
    ['2022-11-28T12:15+09:00', 'UTC'],
    ['2022-11-27T22:15:00-05:00', 'Asia/Tokyo'],
    ['1669605300', 'Asia/Tokyo'],
  ])('%s in %s', async (from, zone) => {
    const { run } = terminal();
    const { out } = await run('query', '--source', 'sample', '--from', from, '--to', '1669605301', '--zone', zone, '--print-sql');
    expect(out).toContain('"start" BETWEEN 1669605300 AND 1669605301');
  });

  it.each(['noon', '', '12:15', '2022-13-01T00:00', '2022-02-30T00:00', '2022-11-28T25:00', '2022-11-28T12:15+99:00', '99999999999999'])(
    '%j is none',
    async (from) => {
      const { run } = terminal();
      const { code, out, err } = await run('query', '--source', 'sample', `--from=${from}`, '--to', '2022-11-28T12:30');
      expect([code, out]).toEqual([2, '']);
      expect(err).toMatch(/^error\[bad_(time|window|arguments)\]: .+\n$/);
    },
  );
});

describe('what is wrong', () => {
  it.each([
    ['bad_window', ['--from', '2022-11-28T04:00', '--to', '2022-11-28T03:00']],
    ['bad_zone', [...window, '--zone', 'Mars/Olympus']],
    ['bad_zone', [...window, '--zone', '+09:00']],
    ['bad_address', [...window, '--ip', '192.168.0.999']],
    ['bad_address', [...window, '--ip', '10.0.0.0/33']],
    ['bad_address', [...window, '--ip', "x' OR '1'='1"]],
    ['bad_port', [...window, '--port', '70000']],
    ['bad_port', [...window, '--port', '443-22']],
    ['bad_protocol', [...window, '--protocol', 'carrier-pigeon']],
    ['bad_interface', [...window, '--interface', "eni-1'; DROP"]],
    ['bad_instance', [...window, '--instance', 'eni-1']],
    ['bad_arguments', [...window, '--action', 'MAYBE']],
    ['bad_arguments', [...window, '--direction', 'sideways']],
    ['bad_arguments', [...window, '--kind', 'everything']],
    ['bad_arguments', [...window, '--match', 'somehow']],
    ['bad_arguments', [...window, '--limit', '-1']],
    ['bad_arguments', [...window, '--ip-side', 'both']],
    ['bad_arguments', [...window, '--no-such-option']],
    ['bad_arguments', [...window, 'stray']],
    ['bad_arguments', ['--from', '1']],
    ['bad_arguments', ['--sql', 'SELECT 1', '--sql-file', 'x']],
    ['bad_arguments', ['--source', 'moon', ...window]],
    ['bad_arguments', ['--source', 'athena', ...window]],
    ['bad_arguments', ['--source', 'csv:x.csv', '--sql', 'SELECT 1']],
  ])('%s: %j ends with 2, says it in a line, and leaves no run', async (code, words) => {
    const { run } = terminal();
    const source = words.includes('--source') ? [] : ['--source', 'sample'];
    const answer = await run('query', ...source, ...words, '--json');
    expect(answer).toMatchObject({ code: 2, out: '' });
    expect(answer.err).toMatch(new RegExp(`(^|\\n)error\\[${code}\\]: \\S.*\\n$`));
    expect(answer.err).not.toMatch(/\n\s+at /);
    expect((await run('history', '--json')).out).toBe('[]\n');
  });

  it.each([
    ['bad_sql', ['--source', 'sample', '--sql', 'SELECT nosuch FROM flow_logs'], /nosuch/],
    ['bad_sql', ['--source', 'sample', '--sql', 'SELEC 1'], /SELEC|column|token/i],
    ['bad_sql', ['--source', 'sample', '--sql', 'DROP VIEW flow_logs'], /SELECT/],
    ['bad_sql', ['--source', 'sample', '--sql', "COPY (SELECT 1) TO 'x.csv'"], /SELECT/],
    ['folder_not_found', ['--source', 'folder:nowhere', ...window], /nowhere/],
    ['no_flow_logs', ['--source', 'folder:.', ...window], /flow logs/],
    ['file_not_found', ['--source', 'csv:nowhere.csv'], /nowhere\.csv/],
    ['not_a_csv', ['--source', 'csv:picture.csv'], /picture\.csv/],
    ['file_not_found', ['--source', 'sample', '--sql-file', 'nowhere.sql'], /nowhere\.sql/],
    ['target_unwritable', ['--source', 'sample', ...window, '--xlsx', 'no/such/folder/out.xlsx'], /out\.xlsx/],
    ['target_unwritable', ['--source', 'sample', ...window, '--csv', '.'], /another place/],
  ])('%s: %j ends with 1', async (code, words, message) => {
    const { run, cwd } = terminal();
    writeFileSync(join(cwd, 'picture.csv'), Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 13]));
    const { code: exit, err } = await run('query', ...words);
    expect(exit).toBe(1);
    expect(err).toMatch(new RegExp(`(^|\\n)error\\[${code}\\]: \\S`));
    expect(err).toMatch(message);
    expect(err).not.toMatch(/\n\s+at /);
    if (code === 'target_unwritable') expect((await run('history', '--json')).out).toBe('[]\n');
    expect(readdirSync(cwd)).toEqual(['picture.csv']);
  });

  it('a run that failed is in the JSON with its error, and in the history', async () => {
    const { run } = terminal();
    const { code, out } = await run(...byHand('SELECT nosuch FROM flow_logs'));
    expect(code).toBe(1);
    expect(JSON.parse(out)).toMatchObject({
      state: 'failed',
      rowCount: null,
      resultPath: null,
      error: { code: 'bad_sql', message: expect.any(String) },
    });
    expect(JSON.parse((await run('history', '--json')).out)).toEqual([JSON.parse(out)]);
  });

  it('a data folder that is none', async () => {
    const { run, home } = terminal();
    mkdirSync(join(home, '..'), { recursive: true });
    writeFileSync(home, 'a file');
    const { code, err } = await run('query', ...walkThroughWords);
    expect([code, err]).toEqual([1, expect.stringMatching(/^error\[data_folder\]: .+\n/)]);
    expect(existsSync(home)).toBe(true);
  });
});

it('help, version and kinds need no data folder', async () => {
  const { run, home } = terminal();
  for (const words of [[], ['help'], ['--help'], ['-h']]) expect((await run(...words)).out).toMatch(/^nagare: /);
  expect((await run('--version')).out).toBe('1.2.3\n');
  const kinds = (await run('kinds')).out.trimEnd().split('\n');
  for (const kind of kinds) expect(kind).toMatch(/^[a-z0-9-]+\t\S.*$/);
  expect(kinds[0]).toMatch(/^records\t/);
  expect(existsSync(home)).toBe(false);
});
