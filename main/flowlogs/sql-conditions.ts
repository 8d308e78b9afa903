/** A WHERE taken apart at its ANDs and ORs, from its tokens alone. What stands between them stays as it is written. */
import { depthsOf, isName, isSign, isWord, type Token } from './sql-tokens.ts';

export type Condition =
  | { readonly op: 'and'; readonly parts: readonly Condition[] }
  | { readonly op: 'or'; readonly parts: readonly Condition[] }
  | { readonly op: 'leaf'; readonly tokens: readonly Token[] };

/** @param tokens not empty. Leaves come without a table's name before a column and DATE before a literal: `t.day`, `DATE '2022-11-28'` */
export function conditionOf(tokens: readonly Token[]): Condition {
  const depths = depthsOf(tokens);
  if (isSign(tokens[0], '(') && depths.indexOf(0, 1) === tokens.length - 1) return conditionOf(tokens.slice(1, -1));
  for (const op of ['or', 'and'] as const) {
    const parts = split(tokens, depths, op.toUpperCase());
    if (parts.length > 1) return { op, parts: parts.map(conditionOf) };
  }
  return { op: 'leaf', tokens: bare(tokens) };
}

/** At that word outside parentheses and CASE ... END, whose conditions are not the whole's; the AND of a BETWEEN is none. */
function split(tokens: readonly Token[], depths: readonly number[], word: string): readonly (readonly Token[])[] {
  const parts: Token[][] = [[]];
  let between = false;
  let cases = 0;
  for (const [index, token] of tokens.entries()) {
    if (isWord(token, 'CASE')) cases++;
    const outside = depths[index] === 0 && cases === 0;
    if (isWord(token, 'END')) cases = Math.max(0, cases - 1);
    if (outside && isWord(token, word) && !between) {
      parts.push([]);
      continue;
    }
    if (outside && between && isWord(token, 'AND')) between = false;
    else if (outside && word === 'AND' && isWord(token, 'BETWEEN')) between = true;
    parts.at(-1)?.push(token);
  }
  return parts;
}

function bare(tokens: readonly Token[]): readonly Token[] {
  return tokens.filter(
    (token, index) =>
      !(isSign(token, '.') && isName(tokens[index - 1])) &&
      !(isName(token) && isSign(tokens[index + 1], '.')) &&
      !(isWord(token, 'DATE') && tokens[index + 1]?.kind === 'string'),
  );
}

/** The comparison that reads the same from right to left: `'2022' = year`. */
export const mirrored: Readonly<Record<string, string>> = { '=': '=', '<': '>', '>': '<', '<=': '>=', '>=': '<=' };
