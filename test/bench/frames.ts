/** How long a page's frames take while something is done to it. */
import type { Page } from 'playwright';

export interface Frames {
  readonly frames: number;
  /** Longest time from one frame to the next, ms, by `requestAnimationFrame`. */
  readonly longestMs: number;
  readonly p95Ms: number;
  /** Frames of more than 50 ms, as the browser itself tells of them ("long animation frames"). */
  readonly long: number;
  /** The processor's time of the page's main thread, s. */
  readonly busySeconds: number;
}

interface Watching {
  readonly times: number[];
  long: number;
  stop(): void;
}

export async function framesWhile(page: Page, act: () => Promise<void>): Promise<Frames> {
  const session = await page.context().newCDPSession(page);
  // The processor's time of the thread, not the time on the wall.
  await session.send('Performance.enable', { timeDomain: 'threadTicks' });
  const busy = async () => {
    const { metrics } = await session.send('Performance.getMetrics');
    return metrics.find(({ name }) => name === 'TaskDuration')?.value ?? Number.NaN;
  };
  const before = await busy();
  const watching = await page.evaluateHandle((): Watching => {
    const times: number[] = [];
    let isOn = true;
    let last = performance.now();
    const next = (now: number) => {
      times.push(now - last);
      last = now;
      if (isOn) requestAnimationFrame(next);
    };
    requestAnimationFrame(next);
    const observer = new PerformanceObserver((list) => {
      watched.long += list.getEntries().length;
    });
    observer.observe({ type: 'long-animation-frame' });
    const watched = {
      times,
      long: 0,
      stop() {
        isOn = false;
        watched.long += observer.takeRecords().length;
        observer.disconnect();
      },
    };
    return watched;
  });
  await act();
  const { times, long } = await watching.evaluate((watched) => {
    watched.stop();
    return { times: watched.times, long: watched.long };
  });
  const sorted = times.toSorted((a, b) => a - b);
  return {
    frames: times.length,
    longestMs: sorted.at(-1) ?? Number.NaN,
    p95Ms: sorted[Math.ceil(sorted.length * 0.95) - 1] ?? Number.NaN,
    long,
    busySeconds: (await busy()) - before,
  };
}
