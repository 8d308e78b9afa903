import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { runComment, startInput } from '../../../../main/sources/athena/start-input.ts';

const place = { workgroup: 'primary', catalog: 'AwsDataCatalog', database: 'vpcdb', outputLocation: null };
const runId = 'c5c2a2f4-5b6f-4f43-9a42-111111111111';

describe('the input of a start', () => {
  it('is whole, and the same each time', () => {
    const input = startInput(runId, 'SELECT 1', place);
    expect(input).toEqual({
      QueryString: `SELECT 1\n/* nagare ${runId} */`,
      ClientRequestToken: `nagare-${runId}`,
      WorkGroup: 'primary',
      QueryExecutionContext: { Catalog: 'AwsDataCatalog', Database: 'vpcdb' },
    });
    expect(startInput(runId, 'SELECT 1', place)).toEqual(input);
  });

  it('names a place for results only when it is given one', () => {
    expect(startInput(runId, 'SELECT 1', { ...place, outputLocation: 's3://b/k/' })).toMatchObject({
      ResultConfiguration: { OutputLocation: 's3://b/k/' },
    });
  });

  it.each(['SELECT 1;', 'SELECT 1 ;\n ; ', 'SELECT 1\n'])('leaves nothing behind a semicolon: %j', (sql) => {
    expect(startInput(runId, sql, place).QueryString).toBe(`SELECT 1\n${runComment(runId)}`);
  });

  it('ends in its comment whatever the statement ends in', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 200 }), (sql) => {
        const text = String(startInput(runId, `${sql} -- note`, place).QueryString);
        expect(text.endsWith(`\n${runComment(runId)}`)).toBe(true);
      }),
    );
  });

  it('has a token of the length that Athena wants', () => {
    const { length } = String(startInput(randomUUID(), 'SELECT 1', place).ClientRequestToken);
    expect(length).toBeGreaterThanOrEqual(32);
    expect(length).toBeLessThanOrEqual(128);
  });

  it('is refused when Athena would not take it', () => {
    expect(() => startInput(runId, `SELECT '${'あ'.repeat(90_000)}'`, place)).toThrow(expect.objectContaining({ code: 'sql_too_long' }));
  });
});
