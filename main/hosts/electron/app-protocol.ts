/**
 * `app://nagare/`: the built page and nothing else.
 * Checklist 18 (no `file:`): a page from `file:` could read the disk, and its origin would be shared with every other file.
 * https://www.electronjs.org/docs/latest/tutorial/security
 */
import { protocol } from 'electron';
import { pageFile, safeHeaders } from '../shared/page-files.ts';

const scheme = 'app';
const host = 'nagare';

export const pageOrigin = `${scheme}://${host}`;
export const pageUrl = `${pageOrigin}/`;

/** Makes `app:` a secure scheme with an origin of its own. Once, before the app is ready; never with `bypassCSP`. */
export function registerAppScheme(): void {
  protocol.registerSchemesAsPrivileged([{ scheme, privileges: { standard: true, secure: true, supportFetchAPI: true } }]);
}

/** Answers for `app:`, after the app is ready. @param folder the built page */
export function serveApp(folder: string): void {
  protocol.handle(scheme, (request) => answerPage(folder, request));
}

/** @returns 404 for another host, 405 for another method than GET, 400 for a path that leads out of the folder */
export async function answerPage(folder: string, request: { readonly method: string; readonly url: string }): Promise<Response> {
  const url = new URL(request.url);
  if (url.protocol !== `${scheme}:` || url.host !== host || url.username !== '' || url.password !== '') {
    return new Response(null, { status: 404, headers: safeHeaders });
  }
  const { status, headers, body } = await pageFile(folder, request.method, url.pathname, []);
  return new Response(body, { status, headers });
}
