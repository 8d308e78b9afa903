/** DuckDB's errors as the app's: the statement's fault, a file's, or the disk's. */
import { AppError } from '../../app-error.ts';
import { placeOfBindError } from './error-place.ts';

/** Lines of a broken file are quoted; some are megabytes long. */
const MOST_CHARACTERS = 600;

/** @param sql the statement as typed, in which a name that DuckDB does not know is looked for; NULL: there is none */
export function engineFailure(cause: unknown, sql: string | null = null): AppError {
  const text = messageOf(cause);
  const reason = ownWords(text);
  if (/No space left|disk full/i.test(text)) {
    return new AppError('disk_full', 'The disk is full. Free some space and run it again.', { cause, details: { reason } });
  }
  if (
    /^(IO Error|Invalid Error|Not implemented Error: The Parallel CSV Reader|Invalid Input Error: (CSV Error|Failed to read file|.*parquet))/i.test(
      text,
    )
  ) {
    const path = /^ {2}file = (.+)$/m.exec(text)?.[1] ?? /file "([^"]+)"/.exec(text)?.[1];
    return new AppError('file_unreadable', `${path ?? 'A flow-log file'} cannot be read.`, {
      cause,
      details: { reason, ...(path === undefined ? {} : { path }) },
    });
  }
  const place = sql === null ? null : placeOfBindError(text, sql);
  return new AppError('bad_sql', 'The statement cannot be run on files.', { cause, details: { reason, ...place } });
}

/** Without what the user has never seen (the translation: its line, its functions) and cannot do (DuckDB's own settings). */
function ownWords(text: string): string {
  const [first = ''] = text.split(/\n\n(?:LINE |Possible |See also)|\nPossible (?:fixes|Solution)/, 1);
  const words = first.replace(/(Function with name .*)\nDid you mean .*/, '$1').replaceAll(/nagare_/gi, '');
  return words.length > MOST_CHARACTERS ? `${words.slice(0, MOST_CHARACTERS)} ...` : words;
}

export const messageOf = (cause: unknown): string => (cause instanceof Error ? cause.message : String(cause));
