/** The log of what nobody foresaw: one file in the data folder, and the one before it. */
import { appendFileSync, mkdirSync, renameSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { inspect } from 'node:util';

export interface Log {
  /** Writes the error with its stack and causes. Returns the id that the page or the terminal shows. Never throws. */
  report(error: unknown): string;
}

const MOST_BYTES = 1_000_000;

/** @param home the data folder; the log is `logs/nagare.log` in it */
export function createLog(home: string, now: () => Date = () => new Date()): Log {
  const folder = join(home, 'logs');
  const path = join(folder, 'nagare.log');
  let count = 0;
  return {
    report(error) {
      const id = `${now().toISOString().replace(/[-:.]/g, '')}-${process.pid}-${++count}`;
      const text = textOf(error);
      try {
        mkdirSync(folder, { recursive: true });
        if ((statSync(path, { throwIfNoEntry: false })?.size ?? 0) > MOST_BYTES) renameSync(path, `${path}.1`);
        appendFileSync(path, `${id} ${text}\n`, { mode: 0o600 });
      } catch {
        // A log that cannot be written must not hide what it was to say.
        process.stderr.write(`${id} ${text}\n`);
      }
      return id;
    },
  };
}

/** A thrown thing may throw when it is looked at. */
function textOf(error: unknown): string {
  try {
    return inspect(error, { depth: 4 });
  } catch {
    return `a ${typeof error} that cannot be shown`;
  }
}
