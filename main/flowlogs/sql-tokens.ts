/** The pieces of a statement that say something, with what they say: enough to see which tables it reads, by which predicates. */
import { isSolid, type Lexeme, lexemes } from './sql-lexer.ts';

export interface Token {
  /** `name` is an identifier in quotes, `string` a literal; both come without their quotes. */
  readonly kind: 'word' | 'name' | 'string' | 'number' | 'sign';
  readonly text: string;
}

export function tokensOf(sql: string): readonly Token[] {
  return lexemes(sql)
    .filter(isSolid)
    .map((lexeme) => tokenOf(lexeme, sql.slice(lexeme.from, lexeme.to)));
}

function tokenOf({ kind }: Lexeme, text: string): Token {
  if (kind === 'word' || kind === 'number') return { kind, text };
  if (kind !== 'string' && kind !== 'name') return { kind: 'sign', text };
  const quote = text.charAt(0);
  // What is left open has no quote at its end.
  const inside = text.length > 1 && text.endsWith(quote) ? text.slice(1, -1) : text.slice(1);
  return { kind, text: inside.replaceAll(quote + quote, quote) };
}

export const isName = (token: Token | undefined): boolean => token?.kind === 'word' || token?.kind === 'name';

/** Whether the token is one of these keywords. */
export const isWord = (token: Token | undefined, ...words: readonly string[]): boolean =>
  token?.kind === 'word' && words.includes(token.text.toUpperCase());

export const isSign = (token: Token | undefined, ...signs: readonly string[]): boolean =>
  token?.kind === 'sign' && signs.includes(token.text);

/** Depth of parentheses at each token; an opening and a closing one count as outside. */
export function depthsOf(tokens: readonly Token[]): readonly number[] {
  let depth = 0;
  return tokens.map((token) => {
    if (isSign(token, ')')) depth = Math.max(0, depth - 1);
    const here = depth;
    if (isSign(token, '(')) depth++;
    return here;
  });
}
