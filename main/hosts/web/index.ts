/** Entry of the browser-window host: `node dist/main/web.js [--no-browser]`. */
import { join } from 'node:path';
import { AppError } from '../../app-error.ts';
import { createLog } from '../../rpc/log.ts';
import { homeFolder } from '../home.ts';
import { appVersion, assetsFolder, pageFolder } from '../places.ts';
import type { WindowHolder } from '../shared/window-lock.ts';
import { findBrowser } from './find-browser.ts';
import { noWindowReason, openBrowser } from './open-browser.ts';
import { startWebHost } from './web-host.ts';

const LINGER_MS = 5000;
const withoutBrowser = process.argv.includes('--no-browser');
const say = (text: string) => process.stdout.write(`${text}\n`);

async function main(): Promise<number> {
  const home = homeFolder(process.env, process.platform);
  const host = await startWebHost({ home, assets: assetsFolder, page: pageFolder, version: appVersion, lingerMs: LINGER_MS });
  if ('openAlready' in host) {
    await sayWhere(host.openAlready, home);
    return 0;
  }
  // As in Electron: runs under way are worth more than a tidy end.
  const { report } = createLog(home);
  process.on('uncaughtException', report).on('unhandledRejection', report);
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, host.close);
  if (withoutBrowser) say(JSON.stringify({ url: host.url }));
  else await show(host.url, home, 'Nagare is ready', 'It ends when its window is closed, or with Ctrl-C.');
  await host.ended;
  return 0;
}

/** A second start: where the first one's window is. */
async function sayWhere({ kind, url }: WindowHolder, home: string): Promise<void> {
  const sentence = `Nagare is open on ${home} already`;
  if (kind === 'electron') say(`${sentence}, in a window of its own.`);
  else if (url === null) say(`Nagare is being opened on ${home} by another process.`);
  else if (withoutBrowser) say(`${sentence}: ${url}`);
  else await show(url, home, sentence, 'It ends when its window is closed.');
}

/** Opens a window, or prints where one can be opened by hand and why. */
async function show(url: string, home: string, sentence: string, ending: string): Promise<void> {
  const reason = noWindowReason(process.env, process.platform, process.getuid?.() === 0);
  const browser = reason === null ? findBrowser(process.env, process.platform) : null;
  if (browser !== null && (await openBrowser(browser, url, join(home, 'browser')))) {
    say(`${sentence}, in a window of its own. Closing the window ends it.`);
    return;
  }
  const why = {
    display: 'there is no display here',
    root: 'browsers do not run as root',
    none: 'no Chromium, Chrome or Edge was found',
  }[reason ?? 'none'];
  say(`${sentence}. Open this address in a browser (${why}):\n\n  ${url}\n\n${ending}`);
}

main().then(
  (code) => process.exit(code),
  (error: unknown) => {
    // A known failure is a sentence; anything else is a bug and shows where.
    process.stderr.write(
      error instanceof AppError ? `error[${error.code}]: ${error.message}\n` : `${String((error as Error).stack ?? error)}\n`,
    );
    process.exit(1);
  },
);
