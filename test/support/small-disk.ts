import { execFileSync, spawnSync } from 'node:child_process';
import { onTestFinished } from 'vitest';
import { tempFolder } from './temp-folder.ts';

/** A disk of its own, gone when the test is; NULL where this process may not mount one. @param options `size=4m`, `size=4m,ro`, ... */
export function smallDisk(options: string): string | null {
  const folder = tempFolder();
  if (process.platform !== 'linux' || spawnSync('mount', ['-t', 'tmpfs', '-o', options, 'tmpfs', folder]).status !== 0) return null;
  onTestFinished(() => {
    execFileSync('umount', [folder]);
  });
  return folder;
}

/** Mounts it anew with other options, such as `ro`. */
export function remount(folder: string, options: string): void {
  execFileSync('mount', ['-o', `remount,${options}`, folder]);
}
