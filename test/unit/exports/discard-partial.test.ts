import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it, vi } from 'vitest';
import { discardPartial } from '../../../main/exports/discard-partial.ts';
import { tempFolder } from '../../support/temp-folder.ts';

function partial() {
  const path = join(tempFolder(), 'out.xlsx.partial-1');
  writeFileSync(path, 'half');
  const ended: string[] = [];
  return { path, ended, ports: { ended: (each: string) => void ended.push(each), report: () => '' } };
}

it('removes the file of a worker that is gone', async () => {
  const { path, ended, ports } = partial();
  await discardPartial(path, Promise.resolve(), ports);
  expect(existsSync(path)).toBe(false);
  expect(ended).toEqual([path]);
});

it('removes it again when a worker that was not waited for is gone, and keeps it written down until then', async () => {
  const { path, ended, ports } = partial();
  const { promise: gone, resolve } = Promise.withResolvers<void>();
  await discardPartial(path, gone, ports);
  expect(existsSync(path)).toBe(false);
  expect(ended).toEqual([]);
  // The worker comes to it late.
  writeFileSync(path, 'late');
  resolve();
  await vi.waitFor(() => expect(ended).toEqual([path]));
  expect(existsSync(path)).toBe(false);
});
