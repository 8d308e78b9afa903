/** How the words after a command are read. */
import { parseArgs } from 'node:util';
import { AppError } from '../../app-error.ts';

export const text = { type: 'string' } as const;
export const texts = { type: 'string', multiple: true } as const;
export const flag = { type: 'boolean' } as const;

/** `--ip a b` means `--ip a --ip b`. @param several names of the options that take several words */
export function spreadSeveral(words: readonly string[], several: readonly string[]): string[] {
  let current: string | null = null;
  let filled = false;
  return words.flatMap((word) => {
    if (word.startsWith('--')) {
      current = several.includes(word.slice(2)) ? word : null;
      filled = false;
      return [word];
    }
    if (current === null || !filled) {
      filled = true;
      return [word];
    }
    return [current, word];
  });
}

/**
 * `--port 22,443` means `--port 22 --port 443`.
 * @throws AppError `bad_arguments` for nothing at all: `--ip "$ADDRESS"` of a variable that is not set would ask for every address
 */
export function split(option: string, words: readonly string[] | undefined): readonly string[] {
  return (words ?? []).flatMap((word) => {
    const values = word.split(/[\s,]+/).filter((value) => value !== '');
    if (values.length === 0) throw bad(`${option} is empty: give a value, or leave it out.`);
    return values;
  });
}

/** @throws AppError `bad_arguments` for a word that is none of these */
export function choice<T extends string, D>(option: string, word: string | undefined, allowed: readonly T[], otherwise: D): T | D {
  if (word === undefined) return otherwise;
  const found = allowed.find((each) => each === word);
  if (found === undefined) throw bad(`${option} ${word}: give ${allowed.join(', ')}.`);
  return found;
}

/** @throws AppError `bad_arguments` for an option that is not known, or lacks its value */
export function parse<O extends NonNullable<Parameters<typeof parseArgs>[0]>['options']>(
  args: readonly string[],
  options: NonNullable<O>,
  positionals: 0 | 1 | 2,
) {
  try {
    const read = parseArgs({ args: [...args], options, allowPositionals: positionals > 0, strict: true });
    if (read.positionals.length !== positionals)
      throw new Error(positionals === 0 ? 'Too many words.' : positionals === 1 ? 'Give one run id.' : 'Give two run ids.');
    return read;
  } catch (cause) {
    // Node's own texts are several lines long.
    throw bad((cause instanceof Error ? cause.message : String(cause)).replaceAll('\n', ' '), cause);
  }
}

/** What was typed is wrong: the command ends with 2. */
export function bad(message: string, cause?: unknown): AppError {
  return new AppError('bad_arguments', message, { cause });
}
