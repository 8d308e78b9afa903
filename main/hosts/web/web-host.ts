/** The app in a browser window: everything from the data folder's lock to the end that follows the window's. */
import { join } from 'node:path';
import { type App, createApp } from '../../app.ts';
import { createDispatcher } from '../../rpc/dispatcher.ts';
import { createLog } from '../../rpc/log.ts';
import { takeWindow, type WindowHolder, type WindowLock } from '../shared/window-lock.ts';
import { createDownloads } from './downloads.ts';
import { startWebServer } from './server.ts';
import { createToken } from './token.ts';

export interface WebHostOptions {
  readonly home: string;
  readonly assets: string;
  /** The built page. */
  readonly page: string;
  readonly version: string;
  /** How long after its last window the host ends, ms: a reload is shorter. */
  readonly lingerMs: number;
}

export interface WebHost {
  /** Address of the window, token included. */
  readonly url: string;
  /** Resolves when the last window is gone, or `close` was called; everything is closed then. */
  readonly ended: Promise<void>;
  close(): void;
}

/**
 * @returns the host, or whose window has this folder already
 * @throws AppError `data_folder`, `history_newer`, `disk_full`
 */
export async function startWebHost(options: WebHostOptions): Promise<WebHost | { readonly openAlready: WindowHolder }> {
  const taken = await takeWindow(options.home, 'web');
  if ('holder' in taken) return { openAlready: taken.holder };
  try {
    return await serve(options, taken.lock);
  } catch (error) {
    taken.lock.release();
    throw error;
  }
}

async function serve(options: WebHostOptions, lock: WindowLock): Promise<WebHost> {
  const { home, assets, page, version, lingerMs } = options;
  const log = createLog(home);
  const downloads = createDownloads(join(home, 'downloads'));
  const token = createToken();
  const app: App = await createApp({
    home,
    assets,
    host: {
      kind: 'web',
      version,
      // A browser gives no paths: folders are typed, files leave as downloads.
      chooseFolder: async () => null,
      chooseTarget: async (fileName) => ({ path: downloads.place(fileName), download: true }),
      offerDownload: downloads.offer,
      reveal: null,
      report: log.report,
    },
  });

  app.expectWindow();

  let end: () => void = () => undefined;
  const asked = new Promise<void>((resolve) => {
    end = resolve;
  });
  let lingering: NodeJS.Timeout | undefined;
  const server = await startWebServer({
    page,
    token,
    downloads,
    dispatch: createDispatcher(app.handlers, log.report),
    report: log.report,
    onWindows: (count) => {
      clearTimeout(lingering);
      if (count === 0) lingering = setTimeout(end, lingerMs);
    },
  }).catch(async (error: unknown) => {
    await app.close();
    throw error;
  });
  const stopTelling = app.onEvent(server.send);
  const url = `${server.origin}/#${token}`;
  lock.opened(url);

  return {
    url,
    close: end,
    ended: asked.then(async () => {
      clearTimeout(lingering);
      stopTelling();
      // A start from now on shall open a window of its own, and not be led to one that is going.
      lock.release();
      await server.close();
      await app.close();
    }),
  };
}
