/** A page that did not load or died: loaded again once, then somebody has to say what is to be done. */
import type { WebContents } from 'electron';

/** Chromium's code for a load that another one replaced: no failure. */
const ABORTED = -3;
/** A second failure within this time, ms, is not tried again unasked. */
const SOON_MS = 60_000;

export interface Recovery {
  load(): unknown;
  /** The second failure in a row. */
  giveUp(): unknown;
  report(error: unknown): string;
  /** Milliseconds, any origin. */
  now(): number;
}

export function recoverPage(contents: WebContents, { load, giveUp, report, now }: Recovery): void {
  let lastFailure = Number.NEGATIVE_INFINITY;
  const failed = (what: string) => {
    report(new Error(what));
    const isSecond = now() - lastFailure < SOON_MS;
    lastFailure = now();
    // Not from within the event that tells of the old page's end.
    setImmediate(isSecond ? giveUp : load);
  };
  contents.on('did-fail-load', (_event, code, description, url, isMainFrame) => {
    if (isMainFrame && code !== ABORTED) failed(`the page did not load: ${description} (${code}) ${url}`);
  });
  contents.on('did-navigate', (_event, url, status) => {
    if (status >= 400) failed(`the page did not load: ${status} ${url}`);
  });
  contents.on('render-process-gone', (_event, { reason, exitCode }) => {
    if (reason !== 'clean-exit') failed(`the page's process is gone: ${reason} (${exitCode})`);
  });
  contents.on('preload-error', (_event, path, error) => report(new Error(`the preload failed: ${path}`, { cause: error })));
}
