/** Every page of a list of AWS's. */
import { AppError } from '../app-error.ts';

/**
 * @param read one page; its token is undefined on the last  @param most pages, after which the rest is left out
 * @throws AppError `aws_error` for a list that comes to no end: half of it would be taken for the whole
 */
export async function allPages<T>(
  read: (token: string | undefined) => Promise<{ readonly items: readonly T[] | undefined; readonly next: string | undefined }>,
  most = 1000,
): Promise<readonly T[]> {
  const all: T[] = [];
  let token: string | undefined;
  for (let count = 0; count < most; count++) {
    const { items, next } = await read(token);
    all.push(...(items ?? []));
    if (next === undefined || next === '') break;
    if (next === token) throw new AppError('aws_error', 'AWS gives the same page of a list again and again.');
    token = next;
  }
  return all;
}
