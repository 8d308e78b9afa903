import { join } from 'node:path';
import type { Browser } from 'playwright';
import type { Ground } from '../ground.ts';
import { makeHistory } from '../make-history.ts';
import { median } from '../numbers.ts';
import { newPage, openBrowser, startHost } from '../open-window.ts';
import type { Figure, Report } from '../report.ts';

const RUNS = 10_000;
const RESULT_BYTES = 50e9;
/** A start is short: more of them make a better median. */
const STARTS_EACH_TIME = 2;

interface Start {
  /** Since the process was started, ms. */
  readonly listeningMs: number;
  readonly drawnMs: number;
  readonly usableMs: number;
}

/** From the process's start to a window that can be used, with a history as years of work leave it. */
export async function startTask(ground: Ground): Promise<Report> {
  const browser = await openBrowser();
  if (browser === null) return { programs: [], figures: [], missing: ['Chromium (start)'] };
  ground.built();
  const home = join(ground.folder, 'start');
  const empty = join(ground.folder, 'start-empty');
  makeHistory(home, RUNS, RESULT_BYTES);
  const starts: Start[] = [];
  const emptyStarts: Start[] = [];
  try {
    // What the browser and the disk keep of a first start is there for both.
    await startOnce(browser, empty);
    await startOnce(browser, home);
    for (let time = 0; time < ground.times * STARTS_EACH_TIME; time++) {
      emptyStarts.push(await startOnce(browser, empty));
      starts.push(await startOnce(browser, home));
    }
  } finally {
    await browser.close();
  }
  const line = (what: string, values: readonly number[], goal: Figure['goal'], note = ''): Figure => {
    return { task: 'start', what, value: median(values), unit: 'ms', goal, note };
  };
  const much = `${RUNS} runs, ${RESULT_BYTES / 1e9} GB of result files`;
  const of = (key: keyof Start, taken = starts) => taken.map((start) => start[key]);
  const figures = [
    line('host listens', of('listeningMs'), null, much),
    line('window drawn', of('drawnMs'), null, much),
    line('form can be used', of('usableMs'), { most: 1000 }, `${much}; the browser runs already`),
    line('form can be used, empty history', of('usableMs', emptyStarts), null),
  ];
  return { programs: [], figures, missing: [] };
}

async function startOnce(browser: Browser, home: string): Promise<Start> {
  const page = await newPage(browser);
  const begun = performance.now();
  const since = () => performance.now() - begun;
  const host = await startHost(home);
  const listeningMs = since();
  await page.goto(host.url, { waitUntil: 'commit' });
  await page.locator('.rail').waitFor();
  const drawnMs = since();
  await page.locator('.query-form').waitFor();
  const usableMs = since();
  await page.context().close();
  await host.end();
  return { listeningMs, drawnMs, usableMs };
}
