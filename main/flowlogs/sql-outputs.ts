/** What a statement's result has for columns, as far as its text says: their names, and which of them are moments of a flow log. */
import { fieldOf } from './fields.ts';
import { closingOf, isMoment, partsAt, type Relation } from './sql-moments.ts';
import { depthsOf, isName, isSign, isWord, type Token, tokensOf } from './sql-tokens.ts';

export interface Output {
  /** Lower case; NULL for an expression that nobody named. */
  readonly name: string | null;
  /** A time field of a flow log, or the first or last of some of them: Unix seconds. */
  readonly isMoment: boolean;
}

/** `rest`: all columns of a table, however many it has. */
type Outputs = readonly (Output | 'rest')[];
type Named = ReadonlyMap<string, Outputs>;

/** Deeper than anybody writes. */
const DEEPEST = 60;
const setWords = ['UNION', 'EXCEPT', 'INTERSECT'];
const ends = ['WHERE', 'GROUP', 'HAVING', 'ORDER', 'LIMIT', 'OFFSET', 'FETCH', 'WINDOW', 'QUALIFY'];
const joinWords = ['JOIN', 'INNER', 'LEFT', 'RIGHT', 'FULL', 'CROSS', 'NATURAL', 'ON', 'USING', 'TABLESAMPLE'];

/**
 * Which columns of a result are moments by what the statement says of them: a time field under another name, the least
 * or the greatest of one, also out of a subquery or a WITH. An expression that reckons with it is none: nobody knows in
 * which unit it ends.
 * @param columns names in the result's order  @returns positions
 */
export function momentColumns(sql: string, columns: readonly string[]): ReadonlySet<number> {
  const outputs = outputsOf(tokensOf(sql), new Map(), 0);
  const rests = outputs.filter((output) => output === 'rest').length;
  const width = columns.length - (outputs.length - rests);
  const found = new Set<number>();
  if (outputs.length === 0 || width < 0 || (rests === 0 && width !== 0)) return found;
  let at = 0;
  for (const output of outputs) {
    // How many columns each of several tables has is not known: names must do then.
    if (output === 'rest') at += rests === 1 ? width : 0;
    else if (rests <= 1) {
      if (output.isMoment) found.add(at);
      at++;
    } else if (output.isMoment) {
      const same = columns.flatMap((name, index) => (name.toLowerCase() === output.name ? [index] : []));
      if (same.length === 1 && same[0] !== undefined) found.add(same[0]);
    }
  }
  return found;
}

function outputsOf(tokens: readonly Token[], named: Named, depth: number): Outputs {
  if (depth > DEEPEST) return [];
  if (isWord(tokens[0], 'WITH')) return ofWith(tokens, named, depth);
  const branches = partsAt(tokens, (token) => isWord(token, ...setWords)).map((branch) => ofBranch(branch, named, depth));
  const [first = [], ...others] = branches;
  // A column of a union is a moment when it is one in each of them.
  return first.map((output, index) => {
    if (output === 'rest') return output;
    const everywhere = others.every((branch) => branch.some((each) => each === 'rest') || isMomentAt(branch, index));
    return { ...output, isMoment: output.isMoment && everywhere };
  });
}

function isMomentAt(outputs: Outputs, index: number): boolean {
  const output = outputs[index];
  return output !== undefined && output !== 'rest' && output.isMoment;
}

/** `WITH a (x, y) AS (...), b AS (...) SELECT ...` */
function ofWith(tokens: readonly Token[], outer: Named, depth: number): Outputs {
  const named = new Map(outer);
  let at = isWord(tokens[1], 'RECURSIVE') ? 2 : 1;
  for (;;) {
    const name = tokens[at];
    if (!name || !isName(name)) return [];
    at++;
    const given = namesIn(tokens, at);
    if (given) at = given.end;
    if (!isWord(tokens[at], 'AS')) return [];
    while (at < tokens.length && !isSign(tokens[at], '(')) at++;
    const end = closingOf(tokens, at);
    named.set(name.text.toLowerCase(), renamed(outputsOf(tokens.slice(at + 1, end), named, depth + 1), given?.names));
    at = end + 1;
    if (!isSign(tokens[at], ',')) return outputsOf(tokens.slice(at), named, depth + 1);
    at++;
  }
}

/** One SELECT, or a query in parentheses. */
function ofBranch(branch: readonly Token[], named: Named, depth: number): Outputs {
  const tokens = isWord(branch[0], 'ALL', 'DISTINCT') ? branch.slice(1) : branch;
  if (isSign(tokens[0], '(')) return outputsOf(tokens.slice(1, closingOf(tokens, 0)), named, depth + 1);
  if (!isWord(tokens[0], 'SELECT')) return [];
  const depths = depthsOf(tokens);
  // IS DISTINCT FROM is a comparison.
  const from = tokens.findIndex(
    (token, at) => depths[at] === 0 && isWord(token, 'FROM') && !(isWord(tokens[at - 1], 'DISTINCT') && at > 2),
  );
  const begin = isWord(tokens[1], 'ALL', 'DISTINCT') ? 2 : 1;
  const items = partsAt(tokens.slice(begin, from < 0 ? tokens.length : from), (token) => isSign(token, ','));
  const end = tokens.findIndex((token, at) => at > from && depths[at] === 0 && isWord(token, ...ends));
  const relations = from < 0 ? [] : relationsOf(tokens.slice(from + 1, end < 0 ? tokens.length : end), named, depth);
  return items.flatMap((item) => ofItem(item, relations));
}

interface Source extends Relation {
  readonly outputs: Outputs;
}

function ofItem(item: readonly Token[], relations: readonly Source[]): Outputs {
  const last = item.at(-1);
  const before = item.at(-2);
  if (isSign(last, '*')) {
    if (item.length === 1) return relations.flatMap((relation) => relation.outputs);
    const owner = isSign(before, '.') ? item.at(-3)?.text.toLowerCase() : undefined;
    if (owner !== undefined) return relations.find((relation) => relation.names.includes(owner))?.outputs ?? ['rest'];
  }
  if (!last) return [];
  const hasAs = isWord(before, 'AS');
  const hasAlias = hasAs || (isName(last) && !isWord(last, 'END', 'NULL', 'TRUE', 'FALSE') && endsOperand(before));
  const expression = hasAlias ? item.slice(0, hasAs ? -2 : -1) : item;
  const isColumn = !hasAlias && isName(last) && (item.length === 1 || isSign(before, '.'));
  return [{ name: hasAlias || isColumn ? last.text.toLowerCase() : null, isMoment: isMoment(expression, relations) }];
}

/** Whether a name that follows is an alias: `a b`, `f(x) b`, `1 b`, and not `a AND b`. */
function endsOperand(token: Token | undefined): boolean {
  if (!token) return false;
  if (token.kind === 'sign') return token.text === ')' || token.text === ']';
  return !isWord(token, 'AND', 'OR', 'NOT', 'IN', 'LIKE', 'BETWEEN', 'IS', 'CASE', 'WHEN', 'THEN', 'ELSE', 'DISTINCT', 'FROM', 'ESCAPE');
}

/** Tables, subqueries and names of WITH that a FROM names. */
function relationsOf(tokens: readonly Token[], named: Named, depth: number): readonly Source[] {
  const depths = depthsOf(tokens);
  const found: Source[] = [];
  for (let at = 0; at < tokens.length; at++) {
    const begins = at === 0 || isSign(tokens[at - 1], ',') || isWord(tokens[at - 1], 'JOIN');
    if (depths[at] !== 0 || !begins) continue;
    const isQuery = isSign(tokens[at], '(');
    let next = at;
    const path: string[] = [];
    if (isQuery) next = closingOf(tokens, at) + 1;
    else {
      for (; isName(tokens[next]); next += 2) {
        path.push(tokens[next]?.text.toLowerCase() ?? '');
        if (!isSign(tokens[next + 1], '.')) break;
      }
      next++;
    }
    // UNNEST(...), TABLE(...): their columns are none of a flow log.
    const isFunction = !isQuery && isSign(tokens[next], '(');
    if (isFunction) next = closingOf(tokens, next) + 1;
    if (isWord(tokens[next], 'AS')) next++;
    const alias = tokens[next];
    const hasAlias = alias !== undefined && isName(alias) && !isWord(alias, ...joinWords);
    const outputs = isQuery
      ? outputsOf(tokens.slice(at + 1, closingOf(tokens, at)), named, depth + 1)
      : ((path.length === 1 ? named.get(path[0] ?? '') : undefined) ?? ['rest' as const]);
    const given = hasAlias ? namesIn(tokens, next + 1)?.names : undefined;
    const names = hasAlias ? [alias.text.toLowerCase()] : path.slice(-1);
    found.push({ names, outputs: renamed(outputs, given), isMoment: momentIn(renamed(outputs, given), isFunction) });
  }
  return found;
}

/** Whether a relation's column is a moment; NULL when it has no such column, as far as is known. */
function momentIn(outputs: Outputs, isFunction: boolean): Relation['isMoment'] {
  return (column) => {
    const own = outputs.find((output) => output !== 'rest' && output.name === column);
    if (own !== undefined && own !== 'rest') return own.isMoment;
    if (isFunction || !outputs.includes('rest')) return null;
    return fieldOf(column)?.role === 'time' ? true : null;
  };
}

/** `(a, b)` at a place; NULL when something else stands there. */
function namesIn(tokens: readonly Token[], at: number): { readonly names: readonly string[]; readonly end: number } | null {
  if (!isSign(tokens[at], '(')) return null;
  const end = closingOf(tokens, at);
  const inside = tokens.slice(at + 1, end);
  return { names: inside.filter(isName).map((token) => token.text.toLowerCase()), end: end + 1 };
}

function renamed(outputs: Outputs, names: readonly string[] | undefined): Outputs {
  if (!names || names.length === 0 || outputs.includes('rest')) return outputs;
  return outputs.map((output, index) => (output === 'rest' ? output : { ...output, name: names[index] ?? output.name }));
}
