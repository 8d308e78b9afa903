/** The window of a statement typed by hand, as far as its WHERE says one: from its tokens alone, and carefully. */
import { fieldOf } from './fields.ts';
import { type Condition, conditionOf, mirrored } from './sql-conditions.ts';
import { tableReads } from './sql-reads.ts';
import { isName, isSign, isWord, type Token } from './sql-tokens.ts';

/** Unix seconds, both included; an end that is open is infinite. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

const open: Span = { from: Number.NEGATIVE_INFINITY, to: Number.POSITIVE_INFINITY };

/**
 * What of time the statement reads at most: of every table that it reads, the records whose `start` or `end` its WHERE
 * compares with numbers. A comparison that is not understood leaves it as wide as it is.
 */
export function sqlWindow(sql: string): Span {
  const spans = tableReads(sql).map(({ where }) => (where.length === 0 ? open : spanOf(conditionOf(where))));
  return spans.length === 0 ? open : hull(spans);
}

const hull = (spans: readonly Span[]): Span => ({
  from: Math.min(...spans.map(({ from }) => from)),
  to: Math.max(...spans.map(({ to }) => to)),
});

function spanOf(condition: Condition): Span {
  if (condition.op === 'or') return hull(condition.parts.map(spanOf));
  if (condition.op === 'leaf') return spanOfLeaf(condition.tokens);
  const spans = condition.parts.map(spanOf);
  return { from: Math.max(...spans.map(({ from }) => from)), to: Math.min(...spans.map(({ to }) => to)) };
}

function spanOfLeaf(tokens: readonly Token[]): Span {
  const [time, operator, ...rest] = withoutCast(tokens);
  if (!time || !operator) return open;
  if (!isTime(time)) {
    // 1669605300 <= "start"
    const [column, ...others] = withoutCast(rest);
    return column && others.length === 0 && isTime(column) ? within(mirrored[operator.text] ?? '', numberOf(time)) : open;
  }
  if (isWord(operator, 'BETWEEN') && rest.length === 3 && isWord(rest[1], 'AND')) {
    const [from, to] = [numberOf(rest[0]), numberOf(rest[2])];
    return { from: from ?? open.from, to: to ?? open.to };
  }
  return rest.length === 1 && isSign(operator, ...Object.keys(mirrored)) ? within(operator.text, numberOf(rest[0])) : open;
}

/** Moments are whole seconds: one that is less than 100 is at most 99. */
function within(operator: string, value: number | null): Span {
  if (value === null) return open;
  switch (operator) {
    case '=':
      return { from: value, to: value };
    case '<':
      return { ...open, to: Math.ceil(value) - 1 };
    case '<=':
      return { ...open, to: Math.floor(value) };
    case '>':
      return { ...open, from: Math.floor(value) + 1 };
    case '>=':
      return { ...open, from: Math.ceil(value) };
    default:
      return open;
  }
}

const isTime = (token: Token): boolean => isName(token) && fieldOf(token.text)?.role === 'time';

function numberOf(token: Token | undefined): number | null {
  const value = token?.kind === 'number' ? Number(token.text) : Number.NaN;
  return Number.isFinite(value) ? value : null;
}

/** `TRY_CAST("start" AS bigint) < 1`, for tables whose numbers are texts, as `"start" < 1`. */
function withoutCast(tokens: readonly Token[]): readonly Token[] {
  const [word, parenthesis, column, as, type, closed, ...rest] = tokens;
  const isCast =
    isWord(word, 'CAST', 'TRY_CAST') && isSign(parenthesis, '(') && isWord(as, 'AS') && isWord(type, 'BIGINT') && isSign(closed, ')');
  return isCast && column ? [column, ...rest] : tokens;
}
