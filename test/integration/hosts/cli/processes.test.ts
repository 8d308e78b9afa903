/** The real entry, in processes of its own. */
import { spawn } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { tempFolder } from '../../../support/temp-folder.ts';
import { storedRows, walkThroughWords } from '../../../support/terminal.ts';

const entry = resolve(import.meta.dirname, '../../../../main/hosts/cli/index.ts');

function nagare(home: string, ...words: readonly string[]) {
  const child = spawn(process.execPath, [entry, ...words], { env: { ...process.env, NAGARE_HOME: home }, cwd: tempFolder() });
  onTestFinished(() => void child.kill('SIGKILL'));
  let out = '';
  let err = '';
  child.stdout.on('data', (piece) => {
    out += piece;
  });
  child.stderr.on('data', (piece) => {
    err += piece;
  });
  const ended = new Promise<{ readonly code: number | null; readonly out: string; readonly err: string }>((end) => {
    child.once('close', (code) => end({ code, out, err }));
  });
  const said = async (word: string) => {
    while (!err.includes(word) && child.exitCode === null) await new Promise((wake) => setTimeout(wake, 20));
  };
  return { child, ended, said };
}

it('two at once on one data folder keep both their runs', async () => {
  const home = tempFolder();
  const both = await Promise.all([
    nagare(home, 'query', ...walkThroughWords, '--json').ended,
    nagare(home, 'query', '--source', 'sample', '--sql', 'SELECT * FROM flow_logs LIMIT 5000', '--json').ended,
  ]);
  expect(both.map(({ code }) => code)).toEqual([0, 0]);
  const runs = both.map(({ out }) => JSON.parse(out));
  expect(runs.map((run) => run.rowCount)).toEqual([700, 5000]);
  expect(runs.map((run) => storedRows(run.resultPath).rows.length)).toEqual([700, 5000]);
  const listed = JSON.parse((await nagare(home, 'history', '--json').ended).out);
  expect(listed).toHaveLength(2);
  expect(listed).toEqual(expect.arrayContaining(runs));
});

it('Ctrl-C ends it with 130, and prints nothing of a stack', async () => {
  const sql = 'SELECT count(*) FROM flow_logs a CROSS JOIN flow_logs b WHERE a.bytes * b.packets % 7 = 3';
  const { child, ended, said } = nagare(tempFolder(), 'query', '--source', 'sample', '--sql', sql, '--json');
  await said('running');
  child.kill('SIGINT');
  const { code, out, err } = await ended;
  expect([code, JSON.parse(out).state]).toEqual([130, 'cancelled']);
  expect(err).not.toMatch(/Error|\n\s+at /);
});

it('what a killed process left is finished by the next, with every row and no partial file', async () => {
  const home = tempFolder();
  const { child, ended, said } = nagare(home, 'query', '--source', 'sample', '--sql', 'SELECT * FROM flow_logs ORDER BY bytes', '--json');
  await said('running');
  child.kill('SIGKILL');
  expect(await ended).toMatchObject({ code: null, out: '' });
  const { code, out } = await nagare(home, 'resume', '--json').ended;
  expect([code, JSON.parse(out)]).toMatchObject([0, [{ state: 'saved', rowCount: 211_926, error: null }]]);
  expect(readdirSync(join(home, 'results'))).toEqual([`${JSON.parse(out)[0].id}.sqlite`]);
});

it('errors are a line on standard error, and nothing on standard output', async () => {
  const { code, out, err } = await nagare(tempFolder(), 'query', '--source', 'sample', '--from', 'noon', '--to', '1').ended;
  expect([code, out]).toEqual([2, '']);
  expect(err).toMatch(/^error\[bad_time\]: .+\n$/);
});
