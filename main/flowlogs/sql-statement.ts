/** A statement typed by hand: how many there are, and what is sent of it. */
import { isSolid, type Lexeme, lexemes } from './sql-lexer.ts';

/**
 * Where each statement begins: UTF-16 offsets of their first words. Semicolons part statements; a piece of spaces and
 * comments is none, so that a semicolon at the end, with a comment behind it or not, is fine.
 */
export function statementStarts(sql: string): readonly number[] {
  const starts: number[] = [];
  let isOpen = false;
  for (const token of lexemes(sql)) {
    if (token.kind === 'semicolon') isOpen = false;
    else if (isSolid(token) && !isOpen) {
      isOpen = true;
      starts.push(token.from);
    }
  }
  return starts;
}

/**
 * The one statement without the semicolon that ends it, for engines that take none. A blank stands in its place: every
 * line and column keeps its number, so that an error's place is one in the text as typed.
 */
export function withoutSemicolons(sql: string): string {
  return replaced(
    sql,
    lexemes(sql).filter(({ kind }) => kind === 'semicolon'),
    () => ' ',
  );
}

/** The text with the texts of some of its lexemes replaced. */
export function replaced(sql: string, tokens: readonly Lexeme[], text: (index: number) => string): string {
  let at = 0;
  let written = '';
  tokens.forEach((token, index) => {
    written += sql.slice(at, token.from) + text(index);
    at = token.to;
  });
  return written + sql.slice(at);
}
