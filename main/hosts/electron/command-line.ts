/** What the app was started with. */
import { cliCommands } from '../cli/arguments.ts';

/**
 * The words that are meant for Nagare: after the executable in a package, after the app's folder when Electron was told
 * which app to run (`electron . query ...`, also `-r FILE` and `--app=FOLDER` before it).
 * @param argv `process.argv`  @param isPackaged whether the executable is Nagare itself
 */
export function commandWords(argv: readonly string[], isPackaged: boolean): readonly string[] {
  if (isPackaged) return argv.slice(1);
  for (let at = 1; at < argv.length; at++) {
    const word = argv[at] ?? '';
    if (word === '-r' || word === '--require') at++;
    else if (word.startsWith('--app=') || !word.startsWith('-')) return argv.slice(at + 1);
  }
  return [];
}

/**
 * The words of a terminal command, or NULL when a window is wanted. Switches of Chromium may stand before the command:
 * root in a container cannot start Electron without `--no-sandbox`.
 */
export function terminalCommand(words: readonly string[]): readonly string[] | null {
  const at = words.findIndex((word) => cliCommands.includes(word) || !word.startsWith('-'));
  const command = words[at];
  return command !== undefined && cliCommands.includes(command) ? words.slice(at) : null;
}
