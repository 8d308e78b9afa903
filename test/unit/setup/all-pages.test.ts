import { describe, expect, it } from 'vitest';
import { allPages } from '../../../main/setup/all-pages.ts';

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

  it('end with an empty token, and after as many pages as are wanted', async () => {
    expect(await allPages(pages([[[1], '']]).read)).toEqual([1]);
    expect(
      await allPages(
        pages([
          [[1], 'a'],
          [[2], 'b'],
          [[3], undefined],
        ]).read,
        2,
      ),
    ).toEqual([1, 2]);
  });

  it('that come to no end are an error: half a list would be taken for the whole', async () => {
    const { read } = pages([
      [[1], 'a'],
      [[2], 'a'],
      [[3], 'a'],
    ]);
    await expect(allPages(read)).rejects.toMatchObject({ code: 'aws_error' });
  });
});
