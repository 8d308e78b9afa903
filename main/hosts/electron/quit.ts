/** The end: what is under way gets a moment to be put down, and no more. */
import { app } from 'electron';

/**
 * How long the end may take, ms: nothing is on the screen any more. A process that ends under a thread of DuckDB is aborted,
 * which the system would tell as a crash; a run that was not put down in time is taken up by the next start.
 */
const PATIENCE_MS = 10_000;

/** Ends the app with its window, on every system: there is nothing to do in Nagare without one. */
export function closeOnQuit(close: () => Promise<void>, report: (error: unknown) => string): void {
  let isClosing = false;
  app.on('window-all-closed', () => app.quit());
  app.on('will-quit', (event) => {
    event.preventDefault();
    if (isClosing) return;
    isClosing = true;
    // A start from now on shall open a window of its own, and not wake one that is going.
    app.releaseSingleInstanceLock();
    void withPatience(close())
      .catch(report)
      .finally(() => app.exit(0));
  });
}

function withPatience(closed: Promise<void>): Promise<void> {
  return new Promise((resolve, reject) => {
    setTimeout(resolve, PATIENCE_MS);
    closed.then(resolve, reject);
  });
}
