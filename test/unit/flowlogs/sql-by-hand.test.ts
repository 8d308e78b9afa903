/** Statements and `?` are found outside of quotes and comments only, and putting values in touches nothing else. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { completeSql } from '../../../main/flowlogs/sql-by-hand.ts';
import { isSolid, lexemes } from '../../../main/flowlogs/sql-lexer.ts';
import { parameterLiteral, parameterPlaces, typedOffset, withParameters } from '../../../main/flowlogs/sql-parameters.ts';
import { offsetOfPlace, placeInError, placeOfOffset } from '../../../main/flowlogs/sql-place.ts';
import { statementStarts, withoutSemicolons } from '../../../main/flowlogs/sql-statement.ts';
import type { Parameter } from '../../../preload/contract/query.ts';

/** Any text with what ends quotes and comments made harmless. */
const inner = fc.string({ unit: fc.constantFrom(...(';?-/*\'"`\\ \nasé漢😀'.match(/./gsu) ?? [])), maxLength: 8 });
const quiet = fc.oneof(
  inner.map((text) => `'${text.replaceAll("'", "''")}'`),
  inner.map((text) => `"${text.replaceAll('"', '""')}"`),
  inner.map((text) => `-- ${text.replaceAll('\n', ' ')}\n`),
  inner.map((text) => `/* ${text.replaceAll('*/', '')} */`).filter((text) => text.indexOf('*/') === text.length - 2),
);
const word = fc.constantFrom('select', 'a', '1', '=', '(', ')', ',', 'where', '<>', '||', '.5', '日本', '->');
/** Statements of quiet pieces, words and marks; how many of each is known. */
const piece = fc.oneof(
  { weight: 4, arbitrary: quiet.map((text) => ({ text, marks: 0 })) },
  { weight: 4, arbitrary: word.map((text) => ({ text, marks: 0 })) },
  { weight: 1, arbitrary: fc.constant({ text: '?', marks: 1 }) },
);
const statement = fc.array(piece, { maxLength: 12 }).map((pieces) => ({
  sql: `select ${pieces.map(({ text }) => text).join(' ')}`,
  marks: pieces.reduce((sum, { marks }) => sum + marks, 0),
}));
const parameter: fc.Arbitrary<Parameter> = fc.oneof(
  fc
    .string({ unit: 'binary', maxLength: 10 })
    .filter((text) => !text.includes('\0'))
    .map((value) => ({ type: 'text' as const, value })),
  inner.map((value) => ({ type: 'text' as const, value })),
  fc.integer().map((value) => ({ type: 'number' as const, value: String(value) })),
  fc.integer({ min: 0, max: 4_000_000_000 }).map((value) => ({ type: 'epoch' as const, value: String(value) })),
  fc.integer({ min: 0, max: 4_000_000_000 }).map((value) => ({ type: 'timestamp' as const, value: String(value) })),
);
const solidTexts = (sql: string) =>
  lexemes(sql)
    .filter(isSolid)
    .map(({ from, to }) => sql.slice(from, to));

describe('pieces of a statement', () => {
  it('are all of the text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), inner, (text, more) => {
        const sql = text + more;
        expect(
          lexemes(sql)
            .map(({ from, to }) => sql.slice(from, to))
            .join(''),
        ).toBe(sql);
      }),
    );
  });

  it('do not tire of one long string, closed or not', () => {
    for (const sql of [`select '${"''".repeat(130_000)}'`, `select '${'x'.repeat(260_000)}`, `select "${'?;'.repeat(130_000)}`]) {
      expect(lexemes(sql)).toHaveLength(3);
      expect(parameterPlaces(sql)).toEqual([]);
    }
  });
});

describe('statements', () => {
  it('are parted by semicolons outside of strings, names and comments', () => {
    fc.assert(
      fc.property(
        fc.array(statement, { minLength: 1, maxLength: 4 }),
        fc.constantFrom('', ';', ' ; \n', ';;', '; -- done', ';/* ; */'),
        (all, end) => {
          const sql = all.map((each) => each.sql).join('\n;');
          expect(statementStarts(sql + end)).toHaveLength(all.length);
        },
      ),
    );
  });

  it.each([
    ['', 0],
    ['  -- nothing\n/* here */ ;', 0],
    ['select \';\' as ";" -- ;\n/* ; */;', 1],
    ['select 1 /* /* no nesting */ ; select 2', 2],
    ['select 1 /* open ; select 2', 1],
    ["select 'it''s; fine'; drop table x", 2],
    ["select 'a\\'; select 2", 2],
    ['select `a;b`', 1],
    ['select 1 --; not here\r; select 2', 2],
  ])('%j: %i', (sql, count) => {
    expect(statementStarts(sql)).toHaveLength(count);
  });

  it('lose their semicolon and nothing else: lines and columns stay', () => {
    fc.assert(
      fc.property(statement, ({ sql }) => {
        const sent = withoutSemicolons(`${sql}\n; -- done`);
        expect(sent).toBe(`${sql}\n  -- done`);
        expect(statementStarts(sent)).toHaveLength(1);
      }),
    );
  });

  it('are refused when they are several, or none', () => {
    expect(completeSql('select 1;\n  select 2', [])).toEqual({
      ok: false,
      problem: { code: 'several_statements', details: { line: 2, column: 3 } },
    });
    expect(completeSql(' ; -- nothing', [])).toMatchObject({ ok: false, problem: { code: 'bad_sql' } });
    expect(completeSql('\n\nselect 1;  \n', [])).toEqual({ ok: true, value: '\n\nselect 1;' });
  });
});

describe('parameters', () => {
  it('are the marks outside of strings, names and comments', () => {
    fc.assert(
      fc.property(statement, ({ sql, marks }) => {
        expect(parameterPlaces(sql)).toHaveLength(marks);
      }),
    );
  });

  it('are not the quantifiers of a pattern', () => {
    const sql = 'select * from t match_recognize (partition by ? pattern (A B? (C D)? E*?) define A as bytes > ?) where x = ?';
    expect(parameterPlaces(sql).map(({ token }) => sql.slice(0, token.from).split(' ').at(-2))).toEqual(['by', '>', '=']);
  });

  it('put in, leave everything else as it was', () => {
    fc.assert(
      fc.property(statement, fc.infiniteStream(parameter), ({ sql, marks }, stream) => {
        const values = [...stream.take(marks)];
        const complete = withParameters(sql, values);
        if (!complete.ok) throw new Error(JSON.stringify(complete));
        const literals = values.map((value) => parameterLiteral(value));
        const wanted = solidTexts(sql).flatMap((text) => {
          const literal = text === '?' ? literals.shift() : undefined;
          return literal?.ok ? solidTexts(literal.value) : [text];
        });
        expect(solidTexts(complete.value)).toEqual(wanted);
        expect(parameterPlaces(complete.value)).toEqual([]);
        expect(statementStarts(complete.value)).toEqual(statementStarts(sql));
      }),
    );
  });

  it('have their places found again in the text as typed', () => {
    fc.assert(
      fc.property(statement, fc.infiniteStream(parameter), ({ sql, marks }, stream) => {
        const values = [...stream.take(marks)];
        const complete = withParameters(sql, values);
        if (!complete.ok) throw new Error('cannot be');
        const typed = lexemes(sql).filter((each) => isSolid(each) && each.kind !== 'mark');
        // Every word that is no parameter is where it was; a literal is at its mark.
        const found = lexemes(complete.value).map(({ from }) => typedOffset(sql, values, from));
        for (const { from } of typed) expect(found).toContain(from);
        expect(found).toEqual(found.toSorted((a, b) => a - b));
      }),
    );
  });

  it.each<[string, Parameter[], string]>([
    ['select 5-?', [{ type: 'number', value: '-3' }], 'select 5- (-3)'],
    [
      "select X?, 'a'?",
      [
        { type: 'text', value: 'ff' },
        { type: 'text', value: 'b' },
      ],
      "select X 'ff', 'a' 'b'",
    ],
    ['srcaddr = ?', [{ type: 'text', value: "' OR 1=1 -- " }], "srcaddr = ''' OR 1=1 -- '"],
    ['"start">=?', [{ type: 'epoch', value: '1669605300' }], '"start">=1669605300'],
    ['t > ?', [{ type: 'timestamp', value: '1669605300' }], "t > TIMESTAMP '2022-11-28 03:15:00 UTC'"],
    ['"date" = ?', [{ type: 'date', value: '2024-02-29' }], '"date" = DATE \'2024-02-29\''],
    ['limit ?', [{ type: 'number', value: ' 10 ' }], 'limit 10'],
  ])('%s', (sql, values, complete) => {
    expect(withParameters(sql, values)).toEqual({ ok: true, value: complete });
  });

  it.each<Parameter>([
    { type: 'number', value: '1; drop table x' },
    { type: 'number', value: '' },
    { type: 'number', value: '0x10' },
    { type: 'epoch', value: '1.5' },
    { type: 'timestamp', value: '2022-11-28' },
    { type: 'date', value: '2023-02-29' },
    { type: 'date', value: "2023-02-28' OR '" },
    { type: 'text', value: 'a\0b' },
  ])('refuse $type $value', (value) => {
    expect(withParameters('select ?', [value])).toMatchObject({ ok: false, problem: { code: 'bad_parameter', details: { index: 1 } } });
  });

  it('are counted', () => {
    expect(withParameters('select ?, ?', [{ type: 'number', value: '1' }])).toMatchObject({
      ok: false,
      problem: { code: 'bad_parameter', details: { expected: 2, given: 1 } },
    });
  });

  it('know what they most likely want', () => {
    const sql = 'select * from t where "start" between ? and ? and srcaddr in (?, ?) and dstport = ? and x like ? limit ?';
    expect(parameterPlaces(sql).map(({ before, type }) => `${before}: ${type}`)).toEqual([
      '"start" between: epoch',
      '"start" between and: epoch',
      'srcaddr in: text',
      'srcaddr in: text',
      'dstport =: number',
      'x like: text',
      'limit: number',
    ]);
  });
});

describe('places', () => {
  it.each([
    ["COLUMN_NOT_FOUND: line 2:5: Column 'x' cannot be resolved", { line: 2, column: 5 }],
    ['line 1:8: mismatched input. Expecting: ...', { line: 1, column: 8 }],
    ['Parse error at line 3, column 14: unexpected token', { line: 3, column: 14 }],
    ['HIVE_BAD_DATA: Error parsing field value', null],
    ["INVALID_CAST_ARGUMENT: Cannot cast 'xline 9:9' to bigint", null],
  ])('in %j', (reason, place) => {
    expect(placeInError(reason)).toEqual(place);
  });

  it('count characters, not halves of them', () => {
    const sql = "select '😀',\n  '漢字😀' as x, nope\nfrom t";
    const offset = sql.indexOf('nope');
    expect(placeOfOffset(sql, offset)).toEqual({ line: 2, column: 15 });
    expect(offsetOfPlace(sql, { line: 2, column: 15 })).toBe(offset);
  });

  it('and offsets are one another', () => {
    fc.assert(
      fc.property(statement, fc.nat(), ({ sql }, seed) => {
        const pieces = lexemes(sql);
        const offset = pieces[seed % pieces.length]?.from ?? 0;
        expect(offsetOfPlace(sql, placeOfOffset(sql, offset))).toBe(offset);
      }),
    );
  });

  it('outside of the text are its nearest end', () => {
    expect(offsetOfPlace('ab\ncd', { line: 1, column: 99 })).toBe(2);
    expect(offsetOfPlace('ab\ncd', { line: 9, column: 1 })).toBe(5);
    expect(offsetOfPlace('ab\ncd', { line: 2, column: 0 })).toBe(3);
  });
});
