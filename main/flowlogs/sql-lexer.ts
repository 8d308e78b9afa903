/** Trino's text cut into pieces: enough to tell what is inside quotes and comments from what is not. */

export type LexemeKind = 'space' | 'comment' | 'string' | 'name' | 'word' | 'number' | 'mark' | 'semicolon' | 'sign';

export interface Lexeme {
  /** `name`: an identifier in quotes; `word`: one without, or a keyword; `mark`: a `?`. */
  readonly kind: LexemeKind;
  /** UTF-16 offsets: the first unit, and the one behind the last. */
  readonly from: number;
  readonly to: number;
}

/**
 * One alternative for each kind, in this order. As in Trino's lexer (SqlBase.g4): a quote is doubled inside its own
 * quotes and a backslash is nothing special, a comment with stars ends at the first end (they do not nest), one with
 * dashes at the line's. What is left open goes on to the end of the text. Backquotes are Athena's, in DDL.
 */
const LEXEME =
  /(\s+)|(--[^\r\n]*|\/\*[\s\S]*?(?:\*\/|$))|('[^']*(?:''[^']*)*(?:'|$))|("[^"]*(?:""[^"]*)*(?:"|$)|`[^`]*(?:``[^`]*)*(?:`|$))|([\p{L}_][\p{L}\p{N}_]*)|(\d[\w.]*|\.\d\w*)|(\?)|(;)|(<>|<=|>=|!=|\|\||->|=>|[\s\S])/gu;
const KINDS: readonly LexemeKind[] = ['space', 'comment', 'string', 'name', 'word', 'number', 'mark', 'semicolon', 'sign'];

/** All of the text, without gaps: the texts of the pieces joined are the text. */
export function lexemes(sql: string): readonly Lexeme[] {
  return [...sql.matchAll(LEXEME)].map((match) => {
    const group = match.findIndex((text, index) => index > 0 && text !== undefined);
    return { kind: KINDS[group - 1] ?? 'sign', from: match.index, to: match.index + match[0].length };
  });
}

/** Whether a piece says something: it is neither space nor comment. */
export const isSolid = ({ kind }: Lexeme): boolean => kind !== 'space' && kind !== 'comment';
