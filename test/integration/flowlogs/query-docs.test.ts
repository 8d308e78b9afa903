import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { kinds } from '../../../main/flowlogs/kinds.ts';
import { DOCS, queryDocs } from '../../../scripts/query-docs.ts';
import { readTrino } from '../../support/trino-grammar.ts';

it('docs/queries.md is what the code makes: npm run docs', async () => {
  const page = await queryDocs();
  expect(readFileSync(DOCS, 'utf8').replaceAll('\r\n', '\n')).toBe(page);
  const statements = [...page.matchAll(/```sql\n([\s\S]*?)\n```/g)].map((match) => match[1] ?? '');
  expect(statements).toHaveLength(kinds.length + 3);
  for (const sql of statements) expect(readTrino(sql), sql).toMatchObject({ errors: [], statements: 1 });
  expect(page.match(/^\| (?!Predefined|---)/gm)).toHaveLength(16);
});
