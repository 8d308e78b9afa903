/** `nagare` in this process, on a data folder of the test's own. */
import { join, resolve } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { CliIo } from '../../main/hosts/cli/cli-io.ts';
import { runCli } from '../../main/hosts/cli/run-cli.ts';
import { tempFolder } from './temp-folder.ts';

export const assets: string = resolve(import.meta.dirname, '../../assets');

/** The walk-through's first question, as words. */
export const walkThroughWords: readonly string[] =
  '--source sample --ip 192.168.0.10 --from 2022-11-28T12:15 --to 2022-11-28T12:30 --zone Asia/Tokyo'.split(' ');

export interface Answer {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

export interface Terminal {
  readonly home: string;
  readonly cwd: string;
  run(...words: readonly string[]): Promise<Answer>;
  /** The same, and Ctrl-C as soon as `when` is true of standard error. */
  runUntil(when: (err: string) => boolean, ...words: readonly string[]): Promise<Answer>;
}

/** @param ask answers for a person at the terminal; NULL: nobody is there */
export function terminal(home: string = join(tempFolder(), 'data'), ask: CliIo['ask'] = null): Terminal {
  const cwd = tempFolder();
  const runUntil = async (when: (err: string) => boolean, ...words: readonly string[]): Promise<Answer> => {
    let out = '';
    let err = '';
    let interrupted = false;
    const listeners = new Set<() => void>();
    const code = await runCli(words, {
      out: (text) => {
        out += text;
      },
      err: (text) => {
        err += text;
        if (interrupted || !when(err)) return;
        interrupted = true;
        // As from outside: not in the middle of the command's own step.
        setTimeout(() => {
          for (const listener of listeners) listener();
        }, 50);
      },
      env: { NAGARE_HOME: home },
      cwd,
      version: '1.2.3',
      assets,
      live: false,
      ask,
      onInterrupt(listener) {
        listeners.add(listener);
        return () => listeners.delete(listener);
      },
    });
    return { code, out, err };
  };
  return { home, cwd, run: (...words) => runUntil(() => false, ...words), runUntil };
}

/** Integers that a double cannot hold stay bigint. */
const cellOf = (value: unknown) => (typeof value === 'bigint' && Number.isSafeInteger(Number(value)) ? Number(value) : value);

/** Columns and rows of a result file, in their order. */
export function storedRows(path: string): { readonly names: readonly string[]; readonly rows: readonly (readonly unknown[])[] } {
  const file = new DatabaseSync(path, { readOnly: true });
  try {
    const statement = file.prepare('SELECT * FROM rows ORDER BY rowid');
    statement.setReturnArrays(true);
    statement.setReadBigInts(true);
    const rows = statement.all() as unknown as unknown[][];
    return { names: statement.columns().map((column) => column.name), rows: rows.map((row) => row.map(cellOf)) };
  } finally {
    file.close();
  }
}
