/** The terminal host's own process: its streams, its Ctrl-C. */
import { createInterface } from 'node:readline';
import { type Readable, Writable } from 'node:stream';
import { appVersion, assetsFolder } from '../places.ts';
import type { CliIo } from './cli-io.ts';
import { exitCodes } from './outcome.ts';

/** How long an output may take to leave at the end, ms. */
const PATIENCE_MS = 2000;

/** What is used of `process`. */
export interface TerminalProcess {
  readonly stdin: Readable & { readonly isTTY?: boolean };
  readonly stdout: Stream;
  readonly stderr: Stream;
  readonly env: Readonly<Record<string, string | undefined>>;
  cwd(): string;
  on(signal: 'SIGINT', listener: () => void): unknown;
  off(signal: 'SIGINT', listener: () => void): unknown;
  exit(code: number): void;
}

interface Stream {
  readonly isTTY?: boolean;
  write(text: string, written?: () => void): unknown;
  on(event: 'error', listener: (error: NodeJS.ErrnoException) => void): unknown;
}

export interface ProcessIo extends CliIo {
  /** Resolves when everything written so far has left, or can no longer leave. */
  written(): Promise<void>;
}

export function createProcessIo(of: TerminalProcess): ProcessIo {
  const out = writer(of.stdout);
  const err = writer(of.stderr);
  let isInterrupted = false;
  return {
    out: out.write,
    err: err.write,
    env: of.env,
    cwd: of.cwd(),
    version: appVersion,
    assets: assetsFolder,
    live: of.stderr.isTTY === true,
    ask: of.stdin.isTTY === true && of.stderr.isTTY === true ? (question) => askAt(of.stdin, err.write, question) : null,
    onInterrupt(listener) {
      const interrupt = () => {
        // The first one asks for an orderly end; who asks again does not want to wait for it.
        if (isInterrupted) of.exit(exitCodes.cancelled);
        isInterrupted = true;
        listener();
      };
      of.on('SIGINT', interrupt);
      return () => of.off('SIGINT', interrupt);
    },
    written: async () => {
      await Promise.all([out.written(), err.written()]);
    },
  };
}

/** What is typed is not shown: it is a code that somebody may see over a shoulder, or in what a terminal keeps. */
function askAt(input: Readable, write: (text: string) => void, question: string): Promise<string | null> {
  write(question);
  const lines = createInterface({ input, output: new Writable({ write: (_text, _encoding, done) => done() }), terminal: true });
  return new Promise<string | null>((resolve) => {
    lines.once('line', resolve);
    // Ctrl-C is the line's own while it is read.
    lines.once('SIGINT', () => resolve(null));
    lines.once('close', () => resolve(null));
  }).finally(() => {
    lines.close();
    write('\n');
  });
}

/** A reader that has had enough (`nagare kinds | head -1`) ends the writing, not the command. */
function writer(stream: Stream) {
  let isGone = false;
  let waiting: (() => void) | null = null;
  stream.on('error', () => {
    isGone = true;
    waiting?.();
  });
  return {
    write(text: string) {
      if (!isGone) stream.write(text);
    },
    written: () =>
      new Promise<void>((resolve) => {
        waiting = resolve;
        if (isGone) return resolve();
        stream.write('', resolve);
        // A stream that does not answer must not keep the process.
        setTimeout(resolve, PATIENCE_MS).unref();
      }),
  };
}
