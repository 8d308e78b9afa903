/** Whether a statement in which no table was found reads none, or only could not be made out. */
import { depthsOf, isName, isSign, isWord, type Token, tokensOf } from './sql-tokens.ts';

const verbs = [
  ...['SELECT', 'WITH', 'VALUES', 'TABLE', 'SHOW', 'DESCRIBE', 'DESC', 'EXPLAIN', 'ALTER', 'DROP', 'MSCK', 'CREATE', 'INSERT'],
  ...['PREPARE', 'DEALLOCATE', 'UNLOAD', 'VACUUM', 'OPTIMIZE'],
];
/** What may stand between two names. */
const between = [
  ...['SELECT', 'DISTINCT', 'ALL', 'AS', 'CASE', 'WHEN', 'THEN', 'ELSE', 'END', 'AND', 'OR', 'NOT', 'IS', 'NULL', 'IN', 'LIKE', 'BETWEEN'],
  ...['TRUE', 'FALSE', 'DATE', 'TIME', 'TIMESTAMP', 'INTERVAL', 'YEAR', 'MONTH', 'DAY', 'HOUR', 'MINUTE', 'SECOND', 'TO', 'AT', 'ZONE'],
  ...['UNION', 'EXCEPT', 'INTERSECT', 'ORDER', 'GROUP', 'BY', 'LIMIT', 'OFFSET', 'FETCH', 'FIRST', 'ROWS', 'ONLY', 'WITH', 'WITHOUT'],
  ...['ASC', 'DESC', 'NULLS', 'LAST', 'DOUBLE', 'PRECISION', 'FROM', 'WHERE', 'HAVING', 'VALUES', 'EXISTS', 'UNNEST', 'CROSS', 'JOIN'],
];

/**
 * Nothing is promised of a text that has a mistake in it: no verb that is known, parentheses that do not close, `FROM`
 * without a name, `SELECT *` without `FROM`, three values in a row without a sign.
 * @param sql in which `tableReads` finds no table
 */
export function readsNothing(sql: string): boolean {
  const tokens = tokensOf(sql);
  const inner = tokens.findIndex((token) => !isSign(token, '('));
  if (!isWord(tokens[inner], ...verbs) || !isClosed(tokens)) return false;
  if (!isWord(tokens[inner], 'SELECT', 'WITH')) return true;
  return tokens.every(
    (token, at) => !isUnfinished(tokens, at) && !isStar(tokens, at) && !(isFree(token) && isFree(tokens[at + 1]) && isFree(tokens[at + 2])),
  );
}

const isClosed = (tokens: readonly Token[]): boolean =>
  (depthsOf([...tokens, { kind: 'sign', text: ';' }]).at(-1) ?? 0) === 0 &&
  tokens.filter((token) => isSign(token, '(')).length === tokens.filter((token) => isSign(token, ')')).length;

/** `FROM` with nothing that could be read. */
const isUnfinished = (tokens: readonly Token[], at: number): boolean =>
  isWord(tokens[at], 'FROM', 'JOIN') && !isName(tokens[at + 1]) && !isSign(tokens[at + 1], '(') && tokens[at + 1]?.kind !== 'string';

/** All columns of nothing. */
const isStar = (tokens: readonly Token[], at: number): boolean =>
  isSign(tokens[at], '*') && isWord(tokens[at - 1], 'SELECT', 'ALL', 'DISTINCT') && !tokens.some((token) => isWord(token, 'FROM'));

const isFree = (token: Token | undefined): boolean => token !== undefined && token.kind !== 'sign' && !isWord(token, ...between);
