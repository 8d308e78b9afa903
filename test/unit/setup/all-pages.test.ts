import { describe, expect, it } from 'vitest';
import { allPages, firstPages } from '../../../main/setup/all-pages.ts';

const pages = (list: readonly (readonly [readonly number[] | undefined, string | undefined])[]) => {
  const asked: (string | undefined)[] = [];
  const read = async (token: string | undefined) => {
    const [items, next] = list[asked.length] ?? [[], undefined];
    asked.push(token);
    return { items, next };
  };
  return { asked, read };
};

describe('all pages of a list', () => {
  it('are read to the last, empty ones in between too', async () => {
    const { asked, read } = pages([
      [[1, 2], 'a'],
      [undefined, 'b'],
      [[], 'c'],
      [[3], undefined],
    ]);
    expect(await allPages(read)).toEqual([1, 2, 3]);
    expect(asked).toEqual([undefined, 'a', 'b', 'c']);
  });

  it('end with an empty token', async () => {
    expect(await allPages(pages([[[1], '']]).read)).toEqual([1]);
  });

  it('of which only the first are wanted are not read further', async () => {
    const { asked, read } = pages([
      [[1], 'a'],
      [[2], 'b'],
      [[3], undefined],
    ]);
    expect(await firstPages(read, 2)).toEqual([1, 2]);
    expect(asked).toEqual([undefined, 'a']);
    expect(await firstPages(pages([[[1], undefined]]).read, 2)).toEqual([1]);
  });

  it('that come to no end are an error: half a list would be taken for the whole', async () => {
    const { read } = pages([
      [[1], 'a'],
      [[2], 'a'],
      [[3], 'a'],
    ]);
    await expect(allPages(read)).rejects.toMatchObject({ code: 'aws_error' });
    // With a new token for every page, or two in turn.
    let count = 0;
    const endless = async () => ({ items: [count], next: String(++count) });
    await expect(allPages(endless)).rejects.toMatchObject({ code: 'aws_error', message: expect.stringContaining('1000 pages') });
    await expect(allPages(endless, 3)).rejects.toMatchObject({ code: 'aws_error' });
    const inTurn = async (token: string | undefined) => ({ items: [1], next: token === 'a' ? 'b' : 'a' });
    await expect(allPages(inTurn)).rejects.toMatchObject({ code: 'aws_error' });
    // As many as there may be are no failure.
    expect(
      await allPages(
        pages([
          [[1], 'a'],
          [[2], undefined],
        ]).read,
        2,
      ),
    ).toEqual([1, 2]);
  });
});
