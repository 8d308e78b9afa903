/** Ending while something is still being read: DuckDB aborts a process that exits under its threads. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { tempFolder } from '../../../support/temp-folder.ts';

const entry = join(import.meta.dirname, '../../../../main/hosts/web/index.ts');

it.each([0, 20, 60, 120, 200])('is orderly %i ms after the window was offered', async (afterMs) => {
  const host = spawn(process.execPath, [entry, '--no-browser'], { env: { ...process.env, NAGARE_HOME: tempFolder() } });
  // The address: from here on the sample is being described.
  await once(host.stdout, 'data');
  await new Promise((resolve) => setTimeout(resolve, afterMs));
  host.kill('SIGINT');
  expect(await once(host, 'exit')).toEqual([0, null]);
});
