/**
 * The `?` of a statement typed by hand, and the literals that are written in their places before it runs.
 *
 * Athena's own ExecutionParameters are not used: AWS's text allows them in the WHERE clause only, a text value has to
 * carry its own quotes (so quoting stays the client's work all the same), and the local engine has nothing like them.
 * With literals in place both engines, the history, a copy and the workbook have one and the same complete statement.
 */
import type { Parameter, ParameterType } from '../../preload/contract/query.ts';
import { fieldOf } from './fields.ts';
import { type Parsed, parsed, problem } from './parsed.ts';
import { quoteLiteral } from './quote.ts';
import { isSolid, type Lexeme, lexemes } from './sql-lexer.ts';
import { replaced } from './sql-statement.ts';
import { formatEpoch } from './time.ts';

export interface ParameterPlace {
  /** The `?` itself. */
  readonly token: Lexeme;
  /** What stands before it, at most three words: `"start" >=`; empty at the beginning. */
  readonly before: string;
  /** What it most likely wants. */
  readonly type: ParameterType;
}

/** The `?` outside of strings, quoted names and comments, in order. One in the pattern of a MATCH_RECOGNIZE is a quantifier. */
export function parameterPlaces(sql: string): readonly ParameterPlace[] {
  const solid = lexemes(sql).filter(isSolid);
  const text = (token: Lexeme | undefined) => (token ? sql.slice(token.from, token.to) : '');
  const places: ParameterPlace[] = [];
  let depth = 0;
  let patternDepth: number | null = null;
  solid.forEach((token, index) => {
    if (text(token) === '(') {
      depth++;
      if (patternDepth === null && text(solid[index - 1]).toLowerCase() === 'pattern') patternDepth = depth;
    } else if (text(token) === ')') {
      if (patternDepth === depth) patternDepth = null;
      depth--;
    } else if (token.kind === 'mark' && patternDepth === null) {
      const before = solid.slice(Math.max(0, index - CONTEXT), index).map((each) => ({ kind: each.kind, text: text(each) }));
      places.push({ token, ...context(before) });
    }
  });
  return places;
}

/** So far back the name is looked for that a `?` is compared with: it may be far in a list. */
const CONTEXT = 60;

interface Word {
  readonly kind: Lexeme['kind'];
  readonly text: string;
}

/** `srcport =`, `"start" BETWEEN ... AND`, `LIMIT`: the last name before it, and what is between. */
function context(before: readonly Word[]): Pick<ParameterPlace, 'before' | 'type'> {
  const at = before.findLastIndex(({ kind, text }) => kind === 'name' || (kind === 'word' && !OPERATORS.has(text.toLowerCase())));
  const name = before[at];
  if (!name) return { before: '', type: 'text' };
  const between = before.slice(at + 1).filter(({ kind, text }) => kind === 'word' || (kind === 'sign' && text !== '(' && text !== ','));
  const shown = [name, ...between].map(({ text }) => text).slice(0, 3);
  return { before: shown.join(' '), type: typeOf(name) };
}

const OPERATORS = new Set(['and', 'between', 'in', 'is', 'like', 'not', 'distinct', 'from', 'date', 'timestamp']);
const COUNTS = new Set(['limit', 'offset']);

function typeOf({ kind, text }: Word): ParameterType {
  if (kind === 'word' && COUNTS.has(text.toLowerCase())) return 'number';
  const field = fieldOf(kind === 'name' ? text.slice(1, -1) : text.toLowerCase());
  if (!field) return 'text';
  return field.role === 'time' ? 'epoch' : field.type === 'string' ? 'text' : 'number';
}

const NUMBER = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?$/;
const SECONDS = /^-?\d{1,11}$/;

/** A value as Trino writes it. @returns `bad_parameter` for one that is not of its type */
export function parameterLiteral({ type, value }: Parameter): Parsed<string> {
  const bad = problem('bad_parameter', { value, type });
  const text = value.trim();
  switch (type) {
    case 'text':
      return value.includes('\0') ? bad : parsed(quoteLiteral(value));
    case 'number':
      // Behind a minus sign the one of a negative number would begin a comment.
      return NUMBER.test(text) ? parsed(text.startsWith('-') ? `(${text})` : text.replace(/^\+/, '')) : bad;
    case 'epoch':
      return SECONDS.test(text) ? parsed(text.startsWith('-') ? `(${text})` : text) : bad;
    case 'timestamp':
      return SECONDS.test(text) ? parsed(`TIMESTAMP '${formatEpoch(Number(text), 'UTC')} UTC'`) : bad;
    case 'date':
      return isDay(text) ? parsed(`DATE '${text}'`) : bad;
  }
}

function isDay(text: string): boolean {
  const moment = /^\d{4}-\d{2}-\d{2}$/.test(text) ? new Date(`${text}T00:00:00Z`) : null;
  return moment !== null && !Number.isNaN(moment.getTime()) && moment.toISOString().startsWith(text);
}

/**
 * The complete statement. Nothing but the `?` is touched; blanks keep a literal from growing together with its neighbours.
 * @returns `bad_parameter` with `index` (from 1) for a bad value, with `expected` and `given` for a wrong number of them
 */
export function withParameters(sql: string, parameters: readonly Parameter[]): Parsed<string> {
  const pieces = literals(sql, parameters);
  if (!pieces.ok) return pieces;
  const { tokens, texts } = pieces.value;
  return parsed(replaced(sql, tokens, (index) => texts[index] ?? ''));
}

/** Where in the statement as typed an offset in the complete one is: inside a literal it is the `?`. */
export function typedOffset(sql: string, parameters: readonly Parameter[], offset: number): number {
  const pieces = literals(sql, parameters);
  if (!pieces.ok) return Math.min(offset, sql.length);
  let grown = 0;
  for (const [index, token] of pieces.value.tokens.entries()) {
    const from = token.from + grown;
    const length = (pieces.value.texts[index] ?? '').length;
    if (offset < from) break;
    if (offset < from + length) return token.from;
    grown += length - (token.to - token.from);
  }
  return Math.min(offset - grown, sql.length);
}

function literals(sql: string, parameters: readonly Parameter[]): Parsed<{ readonly tokens: Lexeme[]; readonly texts: string[] }> {
  const tokens = parameterPlaces(sql).map(({ token }) => token);
  if (tokens.length !== parameters.length) return problem('bad_parameter', { expected: tokens.length, given: parameters.length });
  const texts: string[] = [];
  for (const [index, token] of tokens.entries()) {
    const parameter = parameters[index];
    const literal = parameter ? parameterLiteral(parameter) : problem('bad_parameter');
    if (!literal.ok) return problem('bad_parameter', { ...literal.problem.details, index: index + 1 });
    texts.push(apart(sql, token, literal.value));
  }
  return parsed({ tokens, texts });
}

/** `X?` would make a text a binary one, `'a'?` would lengthen the string before it. */
function apart(sql: string, { from, to }: Lexeme, literal: string): string {
  const isFree = (neighbour: string) => neighbour === '' || /[\s(),=<>;]/.test(neighbour);
  return `${isFree(sql.slice(from - 1, from)) || from === 0 ? '' : ' '}${literal}${isFree(sql.slice(to, to + 1)) ? '' : ' '}`;
}
