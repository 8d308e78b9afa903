import { describe, expect, it } from 'vitest';
import { AppError } from '../../../../main/app-error.ts';
import type { AthenaApi } from '../../../../main/aws/athena-api.ts';
import { resultPages } from '../../../../main/sources/athena/result-pages.ts';

type Values = readonly (string | undefined)[];
const columns = [
  { name: 'a', type: 'varchar' },
  { name: 'b', type: 'bigint' },
];
const quick = { firstDelayMs: 0, tries: 3 };

/** Pages by their number; `failures` come before answers. */
function athena(pages: readonly (readonly Values[])[], failures: Error[] = []): Pick<AthenaApi, 'getQueryResults'> {
  return {
    async getQueryResults(input) {
      const failure = failures.shift();
      if (failure) throw failure;
      const index = Number(input.NextToken ?? 0);
      const rows = (pages[index] ?? []).map((values) => ({
        Data: values.map((value) => (value === undefined ? {} : { VarCharValue: value })),
      }));
      return { $metadata: {}, ResultSet: { Rows: rows }, ...(index + 1 < pages.length ? { NextToken: String(index + 1) } : {}) };
    },
  };
}

async function read(api: Pick<AthenaApi, 'getQueryResults'>): Promise<unknown[]> {
  const rows: unknown[] = [];
  for await (const page of resultPages(api, 'x', columns, undefined, quick)) rows.push(...page);
  return rows;
}

describe('pages of a result', () => {
  it('come without the header of the first, and NULL is no empty text', async () => {
    expect(
      await read(
        athena([
          [
            ['a', 'b'],
            ['', '1'],
            [undefined, undefined],
          ],
          [
            ['a', 'b'],
            ['x', '2'],
          ],
        ]),
      ),
    ).toEqual([
      ['', '1'],
      [null, null],
      ['a', 'b'],
      ['x', '2'],
    ]);
  });

  it('are asked for ahead: the next is on its way before the one before is taken further', async () => {
    const asked: string[] = [];
    const api = athena([[['x', '1']], [['y', '2']], [['z', '3']]]);
    const watched: typeof api = {
      getQueryResults(input, signal) {
        asked.push(input.NextToken ?? 'first');
        return api.getQueryResults(input, signal);
      },
    };
    const pages = resultPages(watched, 'x', columns, undefined, quick);
    expect((await pages.next()).value).toEqual([['x', '1']]);
    expect(asked).toEqual(['first', '1']);
    expect((await pages.next()).value).toEqual([['y', '2']]);
    expect(asked).toEqual(['first', '1', '2']);
    expect((await pages.next()).value).toEqual([['z', '3']]);
    expect((await pages.next()).done).toBe(true);
    expect(asked).toEqual(['first', '1', '2']);
  });

  it('keep their first row when it is no header', async () => {
    expect(await read(athena([[['x', '1']]]))).toEqual([['x', '1']]);
  });

  it('fill a row that is short', async () => {
    expect(await read(athena([[['x']]]))).toEqual([['x', null]]);
  });

  it('may be none', async () => {
    expect(await read(athena([[]]))).toEqual([]);
  });

  it('go on after what passes, with the page that failed', async () => {
    const failures = [new AppError('throttled', 'Later.'), new AppError('network', 'Away.')];
    expect(
      await read(
        athena(
          [
            [
              ['a', 'b'],
              ['x', '1'],
            ],
          ],
          failures,
        ),
      ),
    ).toEqual([['x', '1']]);
  });

  it('end with what does not pass', async () => {
    await expect(read(athena([[]], [new AppError('access_denied', 'No.')]))).rejects.toMatchObject({ code: 'access_denied' });
  });
});
