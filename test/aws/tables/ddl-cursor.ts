/** Reading a statement about tables from left to right; where it goes wrong, the place is told as Athena tells it. */
import { isSolid, lexemes } from '../../../main/flowlogs/sql-lexer.ts';
import { isName, isSign, isWord, type Token, tokensOf } from '../../../main/flowlogs/sql-tokens.ts';
import { AwsFault } from '../wire.ts';

export interface DdlCursor {
  /** Steps over these words, if they all come next. */
  take(...words: readonly string[]): boolean;
  takeSign(sign: string): boolean;
  /** @throws AwsFault `InvalidRequestException` where something else comes */
  expect(...words: readonly string[]): void;
  expectSign(sign: string): void;
  /** An identifier, lower case. */
  name(): string;
  /** `db.table` or `table`. */
  tableName(): { readonly database: string | null; readonly name: string };
  /** A text in either kind of quotes: Hive takes both. */
  text(): string;
  /** A text, or a bare number or word. */
  value(): string;
  /** A column's type with what is in its brackets: `decimal(10,2)`, `array<string>`. */
  type(): string;
  isAtEnd(): boolean;
  /** @throws AwsFault always: what comes next cannot be here */
  fail(): never;
}

export function ddlCursor(sql: string): DdlCursor {
  const solid = lexemes(sql).filter(isSolid);
  const tokens = tokensOf(sql);
  let at = 0;
  const next = (): Token | undefined => tokens[at];
  const fail = (): never => {
    const before = sql.slice(0, solid[at]?.from ?? sql.length);
    const line = before.split('\n').length;
    const column = before.length - before.lastIndexOf('\n');
    throw new AwsFault('InvalidRequestException', `line ${line}:${column}: mismatched input '${next()?.text ?? '<EOF>'}'`, 400, {
      AthenaErrorCode: 'MALFORMED_QUERY',
    });
  };
  const cursor: DdlCursor = {
    take(...words) {
      if (!words.every((word, index) => isWord(tokens[at + index], word))) return false;
      at += words.length;
      return true;
    },
    takeSign(sign) {
      if (!isSign(next(), sign)) return false;
      at++;
      return true;
    },
    expect: (...words) => void (cursor.take(...words) || fail()),
    expectSign: (sign) => void (cursor.takeSign(sign) || fail()),
    name() {
      const token = next();
      if (!token || !isName(token)) return fail();
      at++;
      return token.text.toLowerCase();
    },
    tableName() {
      const first = cursor.name();
      return cursor.takeSign('.') ? { database: first, name: cursor.name() } : { database: null, name: first };
    },
    text() {
      const token = next();
      if (token?.kind !== 'string' && token?.kind !== 'name') return fail();
      at++;
      return unescaped(token.text);
    },
    value() {
      const token = next();
      if (!token || token.kind === 'sign') return fail();
      at++;
      return unescaped(token.text);
    },
    type() {
      let written = cursor.name();
      let depth = 0;
      for (let token = next(); token; token = next()) {
        if (isSign(token, '(', '<')) depth++;
        else if (depth === 0) break;
        if (isSign(token, ')', '>')) depth--;
        written += token.text;
        at++;
        if (depth === 0) break;
      }
      return written.toLowerCase();
    },
    isAtEnd: () => at >= tokens.length || (isSign(next(), ';') && at === tokens.length - 1),
    fail,
  };
  return cursor;
}

/** As Hive reads a text: `\t`, `\001`, `\\`. */
const unescaped = (text: string): string =>
  text.replace(/\\([0-7]{3}|.)/g, (_, code: string) => {
    if (/^\d{3}$/.test(code)) return String.fromCharCode(Number.parseInt(code, 8));
    return { t: '\t', n: '\n', r: '\r' }[code] ?? code;
  });
