import { join } from 'node:path';
import type { Browser, Page } from 'playwright';
import { type Frames, framesWhile } from '../frames.ts';
import { type Ground, storeRun } from '../ground.ts';
import { LAST_ADDRESS, multiplyResult } from '../large-result.ts';
import { newPage, openBrowser, startHost } from '../open-window.ts';
import type { Figure, Report } from '../report.ts';

const DRAG_MS = 10_000;
const STEP_MS = 16;
const LARGE_TIMES = 5;
/** Within the thumb when it is at the top: below the scroll bar's button, pixels. */
const THUMB_TOP = 26;

interface Dragged extends Frames {
  /** From the end of the drag to the last row's values on the screen, ms. */
  readonly lastRowMs: number;
}

/** The scroll bar's thumb dragged by the mouse from the first row to the last, in the app's own window. */
export async function scrollTask(ground: Ground): Promise<Report> {
  const browser = await openBrowser();
  if (browser === null) return { programs: [], figures: [], missing: ['Chromium (scroll)'] };
  const figures: Figure[] = [];
  try {
    ground.built();
    const result = await ground.result();
    for (const times of [1, LARGE_TIMES]) {
      const file = join(ground.folder, `scroll-${times}.sqlite`);
      const rows = multiplyResult(result, file, times);
      const home = join(ground.folder, `scroll-${times}`);
      storeRun(home, file, rows, 'scroll');
      const name = `${rows} rows`;
      const dragged = await dragThrough(browser, home, rows);
      const line = (what: string, value: number, unit: string, goal: Figure['goal'], note = ''): Figure => {
        return { task: 'scroll', what: `${name}: ${what}`, value, unit, goal, note };
      };
      figures.push(
        line('frames over 50 ms', dragged.long, '', { most: 0 }, `of ${dragged.frames} in ${DRAG_MS / 1000} s, as Chromium tells them`),
        line('longest frame', dragged.longestMs, 'ms', { most: 50 }, 'from one requestAnimationFrame to the next'),
        line('frames, p95', dragged.p95Ms, 'ms', null),
        line(
          'work for a frame',
          (dragged.busySeconds / dragged.frames) * 1000,
          'ms',
          null,
          "the processor's time of the page's main thread",
        ),
        line('last row is there', dragged.lastRowMs, 'ms', null, 'after the end of the drag'),
      );
    }
  } finally {
    await browser.close();
  }
  return { programs: [], figures, missing: [] };
}

async function dragThrough(browser: Browser, home: string, rows: number): Promise<Dragged> {
  const host = await startHost(home);
  const page = await newPage(browser);
  try {
    await page.goto(host.url);
    await page.locator('.rail').getByText('History', { exact: true }).click();
    await page.locator('.run-line-button').first().click();
    await page.locator('.result-row').first().waitFor();
    // The counts of the whole result are made in a worker first.
    await page.locator('.result-footer').getByText('accepted').waitFor({ timeout: 60_000 });
    let ended = 0;
    const frames = await framesWhile(page, async () => {
      await drag(page);
      ended = performance.now();
      const last = page.locator(`.result-row[aria-rowindex="${rows + 1}"]`);
      await last.getByText(LAST_ADDRESS).first().waitFor({ timeout: 10_000 });
    });
    return { ...frames, lastRowMs: performance.now() - ended };
  } finally {
    await page.context().close();
    await host.end();
  }
}

/** @throws Error when the thumb was not taken */
async function drag(page: Page): Promise<void> {
  const grid = page.locator('.result-grid');
  const box = await grid.boundingBox();
  if (!box) throw new Error('there is no grid');
  const x = box.x + box.width - 6;
  const top = box.y + THUMB_TOP;
  await page.mouse.move(x, top);
  await page.mouse.down();
  const begun = performance.now();
  for (let past = 0; past < DRAG_MS; past = performance.now() - begun) {
    await page.mouse.move(x, top + (past / DRAG_MS) * (box.height - THUMB_TOP));
    await new Promise((resolve) => setTimeout(resolve, STEP_MS));
  }
  await page.mouse.move(x, box.y + box.height + 40);
  await page.mouse.up();
  const way = await grid.evaluate((element) => element.scrollTop / (element.scrollHeight - element.clientHeight));
  if (way < 0.99) throw new Error(`the thumb came to ${way} of its way`);
}
