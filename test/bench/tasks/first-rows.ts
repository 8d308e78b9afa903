import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright';
import type { AthenaRef } from '../../../preload/contract/query.ts';
import { type Emulator, startEmulator } from '../../aws/emulator.ts';
import { openWindow } from '../../torture/window.ts';
import type { Ground } from '../ground.ts';
import { median } from '../numbers.ts';
import { newPage, openBrowser, startHost } from '../open-window.ts';
import type { Figure, Report } from '../report.ts';

const RUNS_EACH_TIME = 3;
/** The rest of the object stands still behind these until the rows were seen: what is seen came while it streamed. */
const FIRST_BYTES = 60_000;
const source: AthenaRef = {
  kind: 'athena',
  profile: null,
  region: null,
  workgroup: null,
  catalog: null,
  database: 'vpcdb',
  table: 'flow_logs',
};

/** From the poll that answers SUCCEEDED, as the emulator of AWS sees it, to rows with values in the app's own window. */
export async function firstRowsTask(ground: Ground): Promise<Report> {
  const browser = await openBrowser();
  if (browser === null) return { programs: [], figures: [], missing: ['Chromium (first-rows)'] };
  ground.built();
  const home = join(ground.folder, 'first-rows');
  mkdirSync(home);
  const aws = await startEmulator();
  const none = { AWS_CONFIG_FILE: join(home, 'none'), AWS_SHARED_CREDENTIALS_FILE: join(home, 'none') };
  const host = await startHost(home, { ...aws.env, ...none, AWS_EC2_METADATA_DISABLED: 'true' });
  const takenMs: number[] = [];
  try {
    // A run to run again; the window shares its token with the page.
    const window = await openWindow(host.url);
    const ended = new Promise<void>((resolve) => {
      window.onEvent(({ name, payload }) => {
        if (name === 'run.changed' && payload.state === 'saved') resolve();
      });
    });
    await window.ask('run.start', {
      source,
      query: { type: 'sql', sql: 'SELECT * FROM flow_logs LIMIT 5000', zone: 'UTC' },
      confirmed: true,
    });
    await ended;
    const page = await newPage(browser);
    await page.goto(host.url);
    await page.locator('.rail').getByText('History', { exact: true }).click();
    await page.locator('.run-line-button').first().click();
    await filledRow(page).waitFor();
    for (let time = 0; time < ground.times * RUNS_EACH_TIME; time++) takenMs.push(await runAgain(page, aws));
    window.close();
  } finally {
    await browser.close();
    await host.end();
    await aws.close();
  }
  const line = (what: string, value: number, goal: Figure['goal']): Figure => {
    return { task: 'first-rows', what, value, unit: 'ms', goal, note: `${takenMs.length} runs; the rest of the object is held meanwhile` };
  };
  const figures = [
    line('on the screen: slowest', Math.max(...takenMs), { most: 300 }),
    line('on the screen: median', median(takenMs), null),
  ];
  return { programs: [], figures, missing: [] };
}

const filledRow = (page: Page) => page.locator('.result-row [role=gridcell]').filter({ hasText: /\d/ }).first();

/** @returns ms from the poll to the frame that shows values */
async function runAgain(page: Page, aws: Emulator): Promise<number> {
  const release = aws.faults.holdBodies(FIRST_BYTES);
  const seen = await page.evaluateHandle(() => {
    const isFilled = () => /\d/.test(document.querySelector('.result-row')?.textContent ?? '');
    let isGone = false;
    const at = new Promise<number>((resolve) => {
      const look = () => {
        // The rows of the run before go first.
        isGone ||= !isFilled();
        if (isGone && isFilled()) resolve(Date.now());
        else requestAnimationFrame(look);
      };
      look();
    });
    return { at };
  });
  await page.keyboard.press('Control+Enter');
  const shownAt = await seen.evaluate(({ at }) => at);
  // The answer that said so was the last that was sent before the object was asked for.
  const succeededAt = aws.requests.findLast(({ operation }) => operation === 'GetQueryExecution')?.at ?? Number.NaN;
  release();
  await page
    .locator('.run-bar')
    .getByText(/^Saved/)
    .waitFor();
  return shownAt - succeededAt;
}
