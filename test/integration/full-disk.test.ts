/** A data folder on a disk that is full, or closed to writing: a clear error, nothing lost, no partial file. */
import { readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { remount, smallDisk } from '../support/small-disk.ts';
import { terminal } from '../support/terminal.ts';

const few = ['query', '--source', 'sample', '--sql', 'SELECT srcaddr FROM flow_logs LIMIT 3', '--json'];
const many = ['query', '--source', 'sample', '--sql', 'SELECT a.* FROM flow_logs a CROSS JOIN UNNEST(sequence(1, 20)) AS t(n)', '--json'];
const mayNot = 'this process may not mount a small disk';

const fill = (disk: string) => {
  try {
    writeFileSync(join(disk, 'filler'), Buffer.alloc(64 << 20));
  } catch {
    // As much as there was room for.
  }
};

it.for(['files', 'a CSV'])('fills up while the rows of %s are stored', async (what, { skip }) => {
  const disk = smallDisk('size=4m') ?? skip(mayNot);
  const { run, cwd, home } = terminal(join(disk, 'data'));
  const kept = JSON.parse((await run(...few)).out);
  writeFileSync(join(cwd, 'big.csv'), `"srcaddr","note"\n${`"10.0.0.1","${'x'.repeat(100)}"\n`.repeat(100_000)}`);
  const { code, err, out } = await run(...(what === 'files' ? many : ['query', '--source', 'csv:big.csv', '--json']));
  expect([code, err]).toEqual([1, expect.stringContaining('error[disk_full]')]);
  expect(JSON.parse(out)).toMatchObject({ state: 'failed', error: { code: 'disk_full' } });
  await expect.poll(() => readdirSync(join(home, 'results'))).toEqual([`${kept.id}.sqlite`]);
  expect((await run('export', kept.id, '--csv', 'out.csv')).code).toBe(0);
  expect((await run(...few)).code).toBe(0);
});

it('is full before anything begins', async ({ skip }) => {
  const disk = smallDisk('size=4m') ?? skip(mayNot);
  const { run, home } = terminal(join(disk, 'data'));
  const kept = JSON.parse((await run(...few)).out);
  fill(disk);
  const { code, err } = await run(...few);
  expect([code, err]).toEqual([1, expect.stringMatching(/error\[(disk_full|data_folder)\]/)]);
  expect(err).not.toMatch(/\n\s+at /);
  rmSync(join(disk, 'filler'));
  expect((await run(...few)).code).toBe(0);
  expect(JSON.parse((await run('history', '--json')).out)).toEqual(expect.arrayContaining([kept]));
  expect(readdirSync(join(home, 'results')).filter((name) => !name.endsWith('.sqlite'))).toEqual([]);
});

it('is closed to writing', async ({ skip }) => {
  const disk = smallDisk('size=4m') ?? skip(mayNot);
  const { run, home } = terminal(join(disk, 'data'));
  const kept = JSON.parse((await run(...few)).out);
  remount(disk, 'ro');
  const { code, err } = await run(...few);
  expect([code, err]).toEqual([1, expect.stringContaining('error[data_folder]')]);
  expect(err).not.toMatch(/\n\s+at /);
  remount(disk, 'rw');
  expect(JSON.parse((await run('history', '--json')).out)).toEqual([kept]);
  expect(readdirSync(join(home, 'results'))).toEqual([`${kept.id}.sqlite`]);
});
