/** Every page of a list of AWS's. */

/** @param read one page; its token is undefined on the last. @param most pages, after which the rest is left out */
export async function allPages<T>(
  read: (token: string | undefined) => Promise<{ readonly items: readonly T[] | undefined; readonly next: string | undefined }>,
  most = 1000,
): Promise<readonly T[]> {
  const all: T[] = [];
  let token: string | undefined;
  for (let count = 0; count < most; count++) {
    const { items, next } = await read(token);
    all.push(...(items ?? []));
    // A service that gives the same token for ever would be asked for ever.
    if (next === undefined || next === '' || next === token) break;
    token = next;
  }
  return all;
}
