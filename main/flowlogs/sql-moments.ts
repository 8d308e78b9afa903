/** Whether an expression of a statement is a moment that flow logs hold, in Unix seconds as they hold it. */
import { depthsOf, isName, isSign, isWord, type Token } from './sql-tokens.ts';

export interface Relation {
  /** By which it is called, lower case. */
  readonly names: readonly string[];
  /** Whether its column is a moment; NULL when it has no such column. @param column lower case */
  readonly isMoment: (column: string) => boolean | null;
}

/** One of the values that they are given; with a second argument `min` and `max` give several. */
const oneOfThem = ['MIN', 'MAX', 'ARBITRARY', 'ANY_VALUE', 'FIRST_VALUE', 'LAST_VALUE', 'LAG', 'LEAD', 'FIRST', 'LAST'];
const several = ['MIN', 'MAX'];
/** One of their arguments. */
const oneOfAll = ['GREATEST', 'LEAST', 'COALESCE'];
const casts = ['CAST', 'TRY_CAST'];
const whole = ['BIGINT', 'INTEGER', 'INT', 'DOUBLE'];

/** @param expression of a SELECT, without its alias */
export function isMoment(expression: readonly Token[], relations: readonly Relation[]): boolean {
  const tokens = unwrapped(expression);
  if (tokens.length > 0 && tokens.every((token, at) => (at % 2 === 0 ? isName(token) : isSign(token, '.'))) && tokens.length % 2 === 1)
    return isColumn(tokens, relations);
  if (tokens[0]?.kind !== 'word' || !isSign(tokens[1], '(')) return false;
  const end = closingOf(tokens, 1);
  if (!isTail(tokens.slice(end + 1))) return false;
  const inside = tokens.slice(2, end);
  const [first = [], ...others] = partsAt(isWord(inside[0], 'DISTINCT') ? inside.slice(1) : inside, (token) => isSign(token, ','));
  if (isWord(tokens[0], ...oneOfThem)) return isMoment(first, relations) && !(isWord(tokens[0], ...several) && others.length > 0);
  if (isWord(tokens[0], ...oneOfAll)) return [first, ...others].every((each) => isMoment(each, relations) || isNumber(each));
  if (!isWord(tokens[0], ...casts) || others.length > 0) return false;
  return isWord(first.at(-1), ...whole) && isWord(first.at(-2), 'AS') && isMoment(first.slice(0, -2), relations);
}

/** A number is a moment beside one: `coalesce(max("end"), 0)`. */
const isNumber = (tokens: readonly Token[]) => tokens.length === 1 && tokens[0]?.kind === 'number';

function isColumn(tokens: readonly Token[], relations: readonly Relation[]): boolean {
  const column = tokens.at(-1)?.text.toLowerCase() ?? '';
  const owner = tokens.length > 1 ? tokens.at(-3)?.text.toLowerCase() : undefined;
  const asked = owner === undefined ? relations : relations.filter(({ names }) => names.includes(owner));
  return asked.map((relation) => relation.isMoment(column)).find((answer) => answer !== null) ?? false;
}

/** What may stand behind a call: FILTER (...), OVER (...), IGNORE NULLS. */
function isTail(tokens: readonly Token[]): boolean {
  const depths = depthsOf(tokens);
  return tokens.every(
    (token, at) =>
      depths[at] !== 0 ||
      isSign(token, '(', ')') ||
      isWord(token, 'FILTER', 'OVER', 'IGNORE', 'RESPECT', 'NULLS') ||
      isWord(tokens[at - 1], 'OVER'),
  );
}

/** Without parentheses around the whole of it. */
function unwrapped(expression: readonly Token[]): readonly Token[] {
  let tokens = expression;
  while (tokens.length > 1 && isSign(tokens[0], '(') && closingOf(tokens, 0) === tokens.length - 1) tokens = tokens.slice(1, -1);
  return tokens;
}

/** Where the parenthesis at a place is closed; the end of the tokens when it is not. */
export function closingOf(tokens: readonly Token[], open: number): number {
  let depth = 0;
  for (let at = open; at < tokens.length; at++) {
    if (isSign(tokens[at], '(')) depth++;
    else if (isSign(tokens[at], ')') && --depth === 0) return at;
  }
  return tokens.length;
}

/** The pieces between separators that stand outside of parentheses. */
export function partsAt(tokens: readonly Token[], isSeparator: (token: Token) => boolean): readonly (readonly Token[])[] {
  const depths = depthsOf(tokens);
  const parts: Token[][] = [[]];
  for (const [at, token] of tokens.entries()) {
    if (depths[at] === 0 && isSeparator(token)) parts.push([]);
    else parts.at(-1)?.push(token);
  }
  return parts;
}
