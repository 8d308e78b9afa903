import type { CliIo } from './cli-io.ts';

/** Progress on standard error: one line that changes in a terminal; elsewhere a line for each change of its first word. */
export function createProgress(io: Pick<CliIo, 'err' | 'live'>): { show(text: string): void; end(): void } {
  let shown = '';
  return {
    show(text) {
      if (text === shown) return;
      if (io.live) io.err(`\r${text.padEnd(shown.length)}`);
      else if (text.split(':')[0] !== shown.split(':')[0]) io.err(`${text.split(':')[0]}\n`);
      shown = text;
    },
    end() {
      if (io.live && shown !== '') io.err(`\r${' '.repeat(shown.length)}\r`);
    },
  };
}
