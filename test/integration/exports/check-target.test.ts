import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { AppError } from '../../../main/app-error.ts';
import { checkTarget } from '../../../main/exports/check-target.ts';
import { columnsOf, exporting } from '../../support/exporting.ts';
import { tempFolder } from '../../support/temp-folder.ts';

const refused = (path: string, dataFolder: string | null = null) => {
  try {
    checkTarget(path, dataFolder);
    return null;
  } catch (error) {
    return error instanceof AppError ? error.code : error;
  }
};

/** A data folder as a run leaves it. */
function dataFolder(): string {
  const home = tempFolder();
  for (const name of ['results', 'uploads', 'downloads', 'logs']) mkdirSync(join(home, name));
  for (const name of ['history.db', 'history.db-wal', 'window.json', join('results', 'run.sqlite')]) writeFileSync(join(home, name), '');
  return home;
}

it.each([
  'history.db',
  'history.db-wal',
  'history.db-journal',
  'history.db.before-3',
  'history.damaged-20221128.db',
  'HISTORY.DB',
  'window.json',
  'results/run.sqlite',
  'results/new.xlsx',
  'downloads/out.xlsx',
  'logs/../history.db',
])('refuses what Nagare keeps itself: %s', (name) => {
  const home = dataFolder();
  expect(refused(`${home}/${name}`, home)).toBe('target_unwritable');
});

it('refuses it by a link too, and takes everything else', () => {
  const home = dataFolder();
  const elsewhere = tempFolder();
  symlinkSync(home, join(elsewhere, 'link'));
  symlinkSync(join(home, 'results'), join(elsewhere, 'rows'));
  expect(refused(join(elsewhere, 'link', 'history.db'), home)).toBe('target_unwritable');
  expect(refused(join(elsewhere, 'rows', 'run.sqlite'), home)).toBe('target_unwritable');
  expect(refused(join(home, 'history.db'), join(elsewhere, 'link'))).toBe('target_unwritable');
  expect(refused(join(home, 'out.xlsx'), home)).toBeNull();
  expect(refused(join(home, 'my folder', 'history.db'), home)).toBeNull();
  expect(refused(join(elsewhere, 'history.db'), home)).toBeNull();
  expect(refused(`${home}-2/results/out.xlsx`, home)).toBeNull();
});

it('refuses at the export’s start, and leaves what was there', () => {
  const all = exporting(columnsOf('n:bigint'), [[1]], {}, {}, { dataFolder: true });
  const path = join(all.folder, 'history.db');
  writeFileSync(path, 'the history');
  expect(() => all.exports.start({ ...all.request, target: { path, download: false } })).toThrow(AppError);
  expect(readFileSync(path, 'utf8')).toBe('the history');
  expect(all.kept).toEqual([]);
});

/** A small disk of its own; NULL where this process may not mount one. */
function smallDisk(options: string): string | null {
  const folder = tempFolder();
  if (process.platform !== 'linux' || spawnSync('mount', ['-t', 'tmpfs', '-o', options, 'tmpfs', folder]).status !== 0) return null;
  onTestFinished(() => {
    execFileSync('umount', [folder]);
  });
  return folder;
}

it.for(['xlsx', 'csv'] as const)(
  'ends as disk_full where the disk fills up in the middle, and leaves nothing (%s)',
  async (format, { skip }) => {
    const disk = smallDisk('size=128k') ?? skip('this process may not mount a small disk');
    const rows = Array.from({ length: 60_000 }, (_, index) => [index, `text ${(index * 7919) % 60_000}`.repeat(4)]);
    const all = exporting(columnsOf('n:bigint t:varchar'), rows, { format, target: { path: join(disk, 'out'), download: false } });
    expect(await all.run()).toMatchObject({ state: 'failed', error: { code: 'disk_full', details: { path: join(disk, 'out') } } });
    expect(readdirSync(disk)).toEqual([]);
    expect(all.kept.map((each) => each.split(' ')[0])).toEqual(['begun', 'ended']);
    // There is room again: the same export ends well.
    expect(
      await exporting(columnsOf('n:bigint'), [[1]], { format, target: { path: join(disk, 'out'), download: false } }).run(),
    ).toMatchObject({
      state: 'done',
    });
  },
);

it('says that a disk that is closed to writing cannot be written', async ({ skip }) => {
  const disk = smallDisk('size=1m') ?? skip('this process may not mount a small disk');
  writeFileSync(join(disk, 'there'), 'before');
  execFileSync('mount', ['-o', 'remount,ro', disk]);
  expect(refused(join(disk, 'there'))).toBe('target_unwritable');
  const all = exporting(columnsOf('n:bigint'), [[1]], { target: { path: join(disk, 'new'), download: false } });
  expect(await all.run()).toMatchObject({ state: 'failed', error: { code: 'target_unwritable' } });
});
