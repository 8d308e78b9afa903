/** Files and folders that nobody wishes for: each ends in rows or in one clear error, soon, and in bounded room. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { defaultHeader, records, writeParquet, writeText } from '../../../support/flow-log-files.ts';
import { terminal } from '../../../support/terminal.ts';

const line = (start: number) => `2 123456789012 eni-0a 10.0.0.1 10.0.0.2 50000 443 6 5 420 ${start} ${start + 59} ACCEPT OK`;
const all = ['--sql', 'SELECT count(*) AS n, sum("bytes") AS b FROM flow_logs', '--json'];

async function ask(make: (folder: string) => void | Promise<void>, sql = all) {
  const { run, cwd } = terminal();
  const folder = join(cwd, 'logs');
  mkdirSync(folder);
  await make(folder);
  return run('query', '--source', 'folder:logs', ...sql);
}

describe('flow logs', () => {
  it('that unfold to one line of many megabytes are read', async () => {
    const { code, out } = await ask((folder) => {
      const bomb = Buffer.concat([Buffer.from(`${defaultHeader}\n${line(0)}\n`), Buffer.alloc(60_000_000, '1')]);
      writeFileSync(join(folder, 'a.log.gz'), gzipSync(bomb, { level: 1 }));
    });
    expect([code, JSON.parse(out).rowCount]).toEqual([0, 1]);
  });

  it('that unfold from nothing but zeros are no flow logs', async () => {
    const { code, err } = await ask((folder) => writeFileSync(join(folder, 'a.log.gz'), gzipSync(Buffer.alloc(60_000_000), { level: 1 })));
    expect([code, err]).toEqual([1, expect.stringContaining('error[no_flow_logs]')]);
  });

  it.each([
    ['only its end', (bytes: Buffer) => bytes.subarray(bytes.length - 40)],
    ['only its beginning', (bytes: Buffer) => bytes.subarray(0, 200)],
    [
      'a footer that is none',
      (bytes: Buffer) => Buffer.concat([bytes.subarray(0, 200), Buffer.from([255, 255, 255, 127]), Buffer.from('PAR1')]),
    ],
    [
      'a footer of another file',
      (bytes: Buffer) => Buffer.concat([bytes.subarray(0, 4), Buffer.alloc(1000, 7), bytes.subarray(bytes.length - 500)]),
    ],
  ])('Parquet with %s is refused by its name', async (_, damage) => {
    const { code, err } = await ask(async (folder) => {
      const path = join(folder, 'damaged.parquet');
      await writeParquet({ [path]: records(0, 500) });
      writeFileSync(path, damage(readFileSync(path)));
    });
    expect(err).toMatch(/error\[file_unreadable\]: .*damaged\.parquet/);
    expect(code).toBe(1);
  });

  it.skipIf(process.platform === 'win32')('beside links in a circle, pipes, devices and sockets', async () => {
    const { code, out } = await ask((folder) => {
      writeText(join(folder, 'a.log.gz'), [defaultHeader, line(0)]);
      symlinkSync('.', join(folder, 'round'));
      symlinkSync('b.log', join(folder, 'b.log'));
      symlinkSync('/dev/zero', join(folder, 'zero.log'));
      execFileSync('mkfifo', [join(folder, 'pipe.log')]);
    });
    expect([code, JSON.parse(out)]).toMatchObject([0, { rowCount: 1 }]);
  });

  it
    .skipIf(process.platform === 'win32')
    .each([
      'line\nfeed',
      'tab\tand\u0007bell',
      'it\'s "two" `quotes`',
      '日本語 ｶﾅ 🗾 e\u0301',
      '*?[a-z]{x,y}',
      '-rf --source',
      '$HOME %PATH% ;rm',
      'year=x',
      ' blank at both ends ',
      'back\\slash',
      'u'.repeat(200),
    ])('in a file and a folder named %j', async (name) => {
    const { code, out, err } = await ask((folder) => {
      mkdirSync(join(folder, name));
      writeText(join(folder, name, `${name}.log`), [defaultHeader, line(0), line(60)]);
      writeText(join(folder, name, `${name}.log.gz`), [defaultHeader, line(120)]);
    });
    expect(err).not.toContain('error');
    expect([code, JSON.parse(out).rowCount]).toEqual([0, 1]);
  });
});

describe.skipIf(process.platform === 'win32')('a CSV that is', () => {
  it.each(['a pipe', '/dev/zero', 'a folder', 'a circle of links'])('%s is refused at once', async (what) => {
    const { run, cwd } = terminal();
    const path = what.startsWith('/') ? what : join(cwd, 'x.csv');
    if (what === 'a pipe') execFileSync('mkfifo', [path]);
    if (what === 'a folder') mkdirSync(path);
    if (what === 'a circle of links') symlinkSync('x.csv', path);
    const { code, err } = await run('query', '--source', `csv:${path}`);
    expect([code, err]).toEqual([1, expect.stringMatching(/error\[file_(unreadable|not_found)\]/)]);
  });
});
