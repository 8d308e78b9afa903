/**
 * Whether a WHERE leaves partitions out, and which. Seen from its tokens alone, and carefully: what is not understood
 * leaves nothing out.
 */
import { type Condition, conditionOf, mirrored } from './sql-conditions.ts';
import { closingOf, partsAt } from './sql-moments.ts';
import { depthsOf, isName, isSign, isWord, type Token } from './sql-tokens.ts';

/** Whether every way through the condition has a comparison of a partition column with something fixed. */
export function hasPartitionPredicate(where: readonly Token[], columns: readonly string[]): boolean {
  const names = new Set(columns.map((column) => column.toLowerCase()));
  return where.length > 0 && prunes(conditionOf(where), names);
}

/** A partition's value of a column (lower case), as the catalogue has it; undefined where it is not known. */
type ValueOf = (column: string) => string | undefined;

/** Made once for a WHERE, asked for each partition: whether it is left out for certain. */
export function exclusionOf(where: readonly Token[]): (read: ValueOf) => boolean {
  if (where.length === 0) return () => false;
  const condition = conditionOf(where);
  return (read) => excludes(condition, read);
}

const comparisons = ['=', '<', '>', '<=', '>='];
const fixedWords = ['CURRENT_DATE', 'CURRENT_TIMESTAMP', 'NOW', 'LOCALTIMESTAMP'];

function prunes(condition: Condition, columns: ReadonlySet<string>): boolean {
  if (condition.op === 'or') return condition.parts.every((part) => prunes(part, columns));
  if (condition.op === 'and') return condition.parts.some((part) => prunes(part, columns));
  return isComparison(condition.tokens, columns);
}

/** A column against something fixed. NOT and <> leave out next to nothing; a subquery's columns are its own. */
function isComparison(tokens: readonly Token[], columns: ReadonlySet<string>): boolean {
  if (tokens.some((token) => isWord(token, 'NOT', 'SELECT'))) return false;
  const depths = depthsOf(tokens);
  const at = tokens.findIndex(
    (token, index) => depths[index] === 0 && (isSign(token, ...comparisons) || isWord(token, 'BETWEEN', 'IN', 'LIKE')),
  );
  if (at < 0) return false;
  const [left, right] = [tokens.slice(0, at), tokens.slice(at + 1)];
  return (tellsOf(left, columns) && isFixed(right)) || (isSign(tokens[at], ...comparisons) && tellsOf(right, columns) && isFixed(left));
}

const isFixed = (tokens: readonly Token[]): boolean =>
  tokens.some((token) => token.kind === 'string' || token.kind === 'number' || isWord(token, ...fixedWords));

/**
 * A column by itself, as another type, or put together with others, which Athena evaluates for each partition. Of any
 * other function nobody knows what it leaves of the value: every year's `length` is 4.
 */
function tellsOf(expression: readonly Token[], columns: ReadonlySet<string>): boolean {
  const [first, second] = expression;
  if (!first) return false;
  if (expression.length === 1) return isName(first) && columns.has(first.text.toLowerCase());
  const pieces = partsAt(expression, (token) => isSign(token, '||'));
  if (pieces.length > 1) return isJoined(pieces, columns);
  if (isSign(first, '(') && closingOf(expression, 0) === expression.length - 1) return tellsOf(expression.slice(1, -1), columns);
  if (!isSign(second, '(') || closingOf(expression, 1) !== expression.length - 1) return false;
  const inside = expression.slice(2, -1);
  if (isWord(first, 'CONCAT'))
    return isJoined(
      partsAt(inside, (token) => isSign(token, ',')),
      columns,
    );
  const [value = []] = partsAt(inside, (token) => isWord(token, 'AS'));
  return isWord(first, 'CAST', 'TRY_CAST') && tellsOf(value, columns);
}

const isJoined = (pieces: readonly (readonly Token[])[], columns: ReadonlySet<string>): boolean =>
  pieces.some((piece) => tellsOf(piece, columns)) &&
  pieces.every((piece) => tellsOf(piece, columns) || (piece.length === 1 && (piece[0]?.kind === 'string' || piece[0]?.kind === 'number')));

function excludes(condition: Condition, read: ValueOf): boolean {
  if (condition.op === 'or') return condition.parts.every((part) => excludes(part, read));
  if (condition.op === 'and') return condition.parts.some((part) => excludes(part, read));
  const { tokens } = condition;
  const [first, second, ...rest] = tokens;
  if (!first || !second) return false;
  if (isName(first)) {
    const value = read(first.text.toLowerCase());
    if (value === undefined) return false;
    if (isWord(second, 'IN')) return notIn(value, rest);
    if (isWord(second, 'BETWEEN') && rest.length === 3 && isWord(rest[1], 'AND'))
      return fails(value, '>=', rest[0]) || fails(value, '<=', rest[2]);
    return rest.length === 1 && fails(value, second.text, rest[0]);
  }
  // '2022' = year
  const value = rest.length === 1 && isName(rest[0]) ? read(rest[0]?.text.toLowerCase() ?? '') : undefined;
  return value !== undefined && fails(value, mirrored[second.text] ?? '', first);
}

function notIn(value: string, list: readonly Token[]): boolean {
  if (!isSign(list[0], '(') || !isSign(list.at(-1), ')')) return false;
  const items = list.slice(1, -1).filter((token) => !isSign(token, ','));
  return items.length > 0 && items.every((item) => fails(value, '=', item));
}

/** Whether the comparison is false for certain. Texts compare by code points, as in Trino. */
function fails(value: string, operator: string, literal: Token | undefined): boolean {
  if (literal?.kind !== 'string' && literal?.kind !== 'number') return false;
  if (literal.kind === 'number' && !/^\d+$/.test(value)) return false;
  const order = literal.kind === 'number' ? Number(value) - Number(literal.text) : value < literal.text ? -1 : value > literal.text ? 1 : 0;
  switch (operator) {
    case '=':
      return order !== 0;
    case '<':
      return order >= 0;
    case '>':
      return order <= 0;
    case '<=':
      return order > 0;
    case '>=':
      return order < 0;
    default:
      return false;
  }
}
