/**
 * Answers that cannot be AWS's: the page of a proxy that blocks, of a network that wants a sign-in, of a server that an
 * `endpoint_url` names by mistake. Read as AWS's they would be an empty list, a missing object, even rows.
 */
import type { Readable } from 'node:stream';

/** Such a failure's `code`, as Node names those of the network. */
export const NOT_AWS = 'ENOTAWS';

interface Answer {
  readonly statusCode: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

/** AWS marks each answer with a header of its own; what has none and looks like a page, or like nothing, is not AWS's. */
export function isForeign({ statusCode, headers }: Pick<Answer, 'statusCode' | 'headers'>): boolean {
  const names = Object.keys(headers).map((name) => name.toLowerCase());
  if (names.some((name) => name.startsWith('x-amz') || name === 'etag')) return false;
  const type = Object.entries(headers).find(([name]) => name.toLowerCase() === 'content-type')?.[1] ?? '';
  return /^text\/html\b|^application\/xhtml/i.test(type) || (statusCode >= 300 && statusCode < 400) || (statusCode === 200 && type === '');
}

/** A page's title stands near its beginning. */
const LOOKED_AT = 4096;

/** @param address `https://athena.eu-west-1.amazonaws.com`  @throws an error with the code NOT_AWS for an answer that is not AWS's */
export async function refuseForeign(answer: Answer, address: string): Promise<void> {
  if (!isForeign(answer)) return;
  const title = await titleOf(answer.body as Readable | undefined);
  const what = title === '' ? `with something that is not AWS's` : `with a web page: ${title}`;
  throw Object.assign(new Error(`${address} answered ${what} (HTTP ${answer.statusCode}).`), { code: NOT_AWS });
}

async function titleOf(body: Readable | undefined): Promise<string> {
  if (!body) return '';
  let text = '';
  try {
    for await (const piece of body) {
      text += String(piece);
      if (text.length > LOOKED_AT) break;
    }
  } catch {
    // What came so far is enough.
  }
  body.destroy();
  const found = /<title[^>]*>([^<]*)/i.exec(text)?.[1] ?? /<h1[^>]*>([^<]*)/i.exec(text)?.[1] ?? '';
  return found.replace(/\s+/g, ' ').trim().slice(0, 100);
}
