/** What somebody calls a run, and says of it: as typed, made fit for a line, a file and a search. Pure. */

/** Neither a terminal nor a workbook should be given these; the search cannot take the first of them. */
const CONTROL = /[^\P{Cc}\n\t]/gu;

/** One line without space around it; NULL for nothing: the made title stands. */
export function ownTitle(typed: string): string | null {
  return nothing(typed.toWellFormed().replace(/\s+/g, ' ').replace(CONTROL, '').trim());
}

/** Lines as typed, with line feeds between them, without empty ones around; NULL for nothing. */
export function ownNote(typed: string): string | null {
  const lines = typed
    .toWellFormed()
    .replace(/\r\n?|[\u2028\u2029]/g, '\n')
    .replace(CONTROL, '');
  return nothing(lines.replace(/^(?:[^\S\n]*\n)+/, '').trimEnd());
}

const nothing = (text: string): string | null => (text === '' ? null : text);
