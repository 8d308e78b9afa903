/** Lists of AWS's, which come in pages. */
import { AppError } from '../app-error.ts';

/** Reads one page; its `next` is undefined, or empty, on the last. */
type Read<T> = (token: string | undefined) => Promise<{ readonly items: readonly T[] | undefined; readonly next: string | undefined }>;

/** One page after the other, for whoever knows when it is enough. @throws AppError `aws_error` for the same page again and again */
export async function* pagesOf<T>(read: Read<T>): AsyncGenerator<readonly T[]> {
  let token: string | undefined;
  for (;;) {
    const { items, next } = await read(token);
    yield items ?? [];
    if (next === undefined || next === '') return;
    if (next === token) throw endless('AWS gives the same page of a list again and again.');
    token = next;
  }
}

/**
 * The whole of a list.
 * @param most pages that it may have
 * @throws AppError `aws_error` for a list that comes to no end within them: a part of it would be taken for the whole
 */
export async function allPages<T>(read: Read<T>, most = 1000): Promise<readonly T[]> {
  const all: T[] = [];
  let count = 0;
  for await (const items of pagesOf(read)) {
    if (++count > most) throw endless(`AWS does not come to an end with a list after ${most} pages.`);
    all.push(...items);
  }
  return all;
}

/** The beginning of a list, where what comes after so many pages does not matter: to show, never to conclude from what is missing. */
export async function firstPages<T>(read: Read<T>, most: number): Promise<readonly T[]> {
  const first: T[] = [];
  let count = 0;
  for await (const items of pagesOf(read)) {
    first.push(...items);
    if (++count === most) break;
  }
  return first;
}

const endless = (message: string) => new AppError('aws_error', message, { details: { reason: 'NextToken' } });
