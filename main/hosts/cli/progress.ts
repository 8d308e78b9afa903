import type { CliIo } from './cli-io.ts';

/** What the text says before its figures; an ARN has colons of its own. */
const beginningOf = (text: string) => text.split(': ')[0];

/** Progress on standard error: one line that changes in a terminal; elsewhere a line for each change before its figures. */
export function createProgress(io: Pick<CliIo, 'err' | 'live'>): { show(text: string): void; end(): void } {
  let shown = '';
  return {
    show(text) {
      if (text === shown) return;
      if (io.live) io.err(`\r${text.padEnd(shown.length)}`);
      else if (beginningOf(text) !== beginningOf(shown)) io.err(`${beginningOf(text)}\n`);
      shown = text;
    },
    end() {
      if (io.live && shown !== '') io.err(`\r${' '.repeat(shown.length)}\r`);
    },
  };
}
