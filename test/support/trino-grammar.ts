/** Trino's own grammar: what a statement is made of, as Athena will read it. */
import { TrinoSQL } from 'dt-sql-parser/dist/parser/trino/index.js';

export interface Reading {
  /** What the grammar does not take. */
  readonly errors: readonly string[];
  readonly statements: number;
  /** Without white space. */
  readonly tokens: readonly string[];
}

const trino = new TrinoSQL();

export function readTrino(sql: string): Reading {
  const errors = trino.validate(sql).map(({ startLine, startColumn, message }) => `${startLine}:${startColumn} ${message}`);
  const tokens = trino.getAllTokens(sql).flatMap(({ text }) => (text?.trim() ? [text] : []));
  return { errors, statements: trino.splitSQLByStatement(sql)?.length ?? 0, tokens };
}

/** Literals, names and numbers made alike, and lists of any length: what no value may change. */
export function shapeOf({ tokens }: Reading): string {
  const alike = tokens.map((token) => (/^'/.test(token) ? "'?'" : /^"/.test(token) ? '"?"' : /^\d/.test(token) ? '0' : token));
  return alike.join(' ');
}
