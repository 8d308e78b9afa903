/**
 * Checklist 11 to 14: the window shows one page for its whole life. A link, a script, a redirect, a form, a dropped file:
 * none may lead it elsewhere, open a second window or embed another page. Loading the page again is all that is allowed.
 * https://www.electronjs.org/docs/latest/tutorial/security
 */
import { app, shell, type WebContents } from 'electron';
import { pageUrl } from './app-protocol.ts';
import { externalLink } from './external-links.ts';

/** Holds for every contents of the app, those that nobody meant to make included. Before the first window. */
export function forbidNavigation(report: (error: unknown) => string): void {
  app.on('web-contents-created', (_event, contents) => keepInPlace(contents, report));
}

function keepInPlace(contents: WebContents, report: (error: unknown) => string): void {
  const stay = (details: { readonly url: string; readonly isMainFrame: boolean; preventDefault(): void }) => {
    if (details.url !== pageUrl || !details.isMainFrame) details.preventDefault();
  };
  contents.on('will-navigate', stay);
  contents.on('will-frame-navigate', stay);
  contents.on('will-redirect', (details) => details.preventDefault());
  contents.on('will-attach-webview', (event) => event.preventDefault());
  contents.setWindowOpenHandler(({ url }) => {
    const link = externalLink(url);
    if (link !== null) void shell.openExternal(link).catch(report);
    return { action: 'deny' };
  });
}
