import { defineConfig } from 'playwright/test';
import type { NagareOptions } from './test/e2e/nagare.ts';
import { electronExecutable } from './test/support/browser.ts';

/** The same specs in each host that can be had here. */
const hosts = ['web', ...(electronExecutable() === null ? [] : ['electron'])] as const;

export default defineConfig<NagareOptions>({
  testDir: 'test/e2e',
  outputDir: 'test-results',
  // Two cores: a browser, a host with DuckDB and an emulator each, and none of them at work all the time.
  workers: 3,
  fullyParallel: true,
  // What hangs ends: no test is about time, and two busy cores may take a quarter of a minute for what is done in one second.
  timeout: 240_000,
  expect: { timeout: 60_000 },
  // An action that never comes through is told as what it is, long before the test's own end.
  use: { actionTimeout: 90_000 },
  reporter: [['list']],
  projects: hosts.map((host) => ({ name: host, use: { host } as Partial<NagareOptions> })),
});
