import { mkdirSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join, sep } from 'node:path';
import { expect, it } from 'vitest';
import { completeFolder } from '../../../main/sources/complete-folder.ts';
import { tempFolder } from '../../support/temp-folder.ts';

function tree(...folders: readonly string[]): string {
  const top = tempFolder();
  for (const folder of folders) mkdirSync(join(top, folder), { recursive: true });
  return top;
}

it('names the folders that begin with what was typed, in any case, in order', async () => {
  const top = tree('Logs/a', 'logs-old', 'Pictures', 'lo');
  writeFileSync(join(top, 'log.txt'), 'no folder');
  expect(await completeFolder(join(top, 'lo'))).toEqual([join(top, 'Logs'), join(top, 'lo'), join(top, 'logs-old')]);
  expect(await completeFolder(join(top, 'LOGS'))).toEqual([join(top, 'Logs'), join(top, 'logs-old')]);
  expect(await completeFolder(join(top, 'x'))).toEqual([]);
});

it('names what is inside when the path ends there', async () => {
  const top = tree('Logs/a', 'Logs/b', 'Logs/.hidden');
  expect(await completeFolder(join(top, 'Logs') + sep)).toEqual([join(top, 'Logs', 'a'), join(top, 'Logs', 'b')]);
  // Hidden folders are for those who ask.
  expect(await completeFolder(join(top, 'Logs', '.h'))).toEqual([join(top, 'Logs', '.hidden')]);
});

it('names twenty at most', async () => {
  const top = tree(...Array.from({ length: 30 }, (_, n) => `f${String(n).padStart(2, '0')}`));
  const found = await completeFolder(top + sep);
  expect(found).toHaveLength(20);
  expect(found.at(-1)).toBe(join(top, 'f19'));
});

it('knows the home folder by its tilde', async () => {
  for (const path of await completeFolder(`~${sep}`)) expect(path.startsWith(homedir() + sep)).toBe(true);
  expect(await completeFolder('~nobody')).toEqual([]);
});

it('is silent about what is no absolute path, or is not there', async () => {
  const top = tree('a');
  writeFileSync(join(top, 'file'), '');
  for (const text of ['', 'relative', './a', join(top, 'nowhere') + sep, join(top, 'file') + sep, `${top}\0${sep}`]) {
    expect(await completeFolder(text)).toEqual([]);
  }
});
