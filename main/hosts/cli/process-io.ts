/** The terminal host's own process: its streams, its Ctrl-C. */
import { appVersion, assetsFolder } from '../places.ts';
import type { CliIo } from './cli-io.ts';
import { exitCodes } from './outcome.ts';

/** How long an output may take to leave at the end, ms. */
const PATIENCE_MS = 2000;

/** What is used of `process`. */
export interface TerminalProcess {
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
