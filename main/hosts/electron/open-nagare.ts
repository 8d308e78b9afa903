/** The app in a window of its own, from its start to its end. Reads as a table of contents. */
import { app, type BrowserWindow, session } from 'electron';
import type { Settings } from '../../../preload/contract/settings.ts';
import { type App, createApp, type HostPorts } from '../../app.ts';
import { createDispatcher } from '../../rpc/dispatcher.ts';
import { createLog } from '../../rpc/log.ts';
import { appVersion, assetsFolder, pageFolder } from '../places.ts';
import { pageUrl, registerAppScheme, serveApp } from './app-protocol.ts';
import { createAppearance } from './appearance.ts';
import { logCrashes } from './crash-log.ts';
import { bringToFront, createWindow } from './create-window.ts';
import { createDialogs } from './dialogs.ts';
import { askWhatNow } from './failure-boxes.ts';
import { forbidNavigation } from './navigation.ts';
import { openPageChannel, type PageChannel } from './page-channel.ts';
import { recoverPage } from './page-recovery.ts';
import { denyPermissions } from './permissions.ts';
import { closeOnQuit } from './quit.ts';
import { reveal } from './reveal.ts';
import { claimDataFolder, lockDataFolder } from './single-instance.ts';
import { system } from './system.ts';

/** As in electron-builder.yml. */
const appId = 'app.nagare.desktop';

/** What is there when the window is open. */
export interface Opened {
  readonly core: App;
  readonly window: BrowserWindow;
  /** Lets go of the data folder and puts everything down. */
  close(): Promise<void>;
}

export interface OpenOptions {
  /** The data folder. */
  readonly home: string;
  /** The window is never shown. */
  readonly isHidden: boolean;
  /** Instead of the save dialog. */
  readonly chooseTarget?: HostPorts['chooseTarget'];
}

/**
 * Before the app is ready: all that has to come first is done before this returns to its caller. Resolves when the page
 * has been loaded; to NULL when another process has the data folder, whose window is then at the front.
 * @throws AppError `already_open`, `data_folder`, `history_newer`, `disk_full`; anything else is a bug
 */
export async function openNagare({ home, isHidden, chooseTarget }: OpenOptions): Promise<Opened | null> {
  let window: BrowserWindow | null = null;
  let channel: PageChannel | null = null;
  const log = createLog(home);

  // The installer's shortcut has the same: a pinned icon and the running window are one in the task bar.
  if (process.platform === 'win32') app.setAppUserModelId(appId);
  app.enableSandbox();
  registerAppScheme();
  logCrashes(log.report);
  forbidNavigation(log.report);
  if (!claimDataFolder(home, () => window && bringToFront(window))) return null;
  await app.whenReady();
  const lock = await lockDataFolder(home);

  serveApp(pageFolder);
  denyPermissions(session.defaultSession, (contents) => contents !== null && contents === window?.webContents);
  const appearance = createAppearance(
    () => window,
    (item) => channel?.send({ name: 'menu.chosen', payload: { item } }),
  );
  const dialogs = createDialogs(() => window, appearance.language);
  const core = await createApp({
    home,
    assets: assetsFolder,
    host: {
      kind: 'electron',
      version: appVersion,
      chooseFolder: dialogs.chooseFolder,
      chooseTarget: chooseTarget ?? dialogs.chooseTarget,
      offerDownload: (path) => path,
      reveal,
      system,
      report: log.report,
    },
  }).catch((error: unknown) => {
    lock.release();
    throw error;
  });
  core.expectWindow();
  const close = () => {
    lock.release();
    return core.close();
  };
  closeOnQuit(close, log.report);
  appearance.follow((await core.handlers['app.read']({})).settings);

  const opened = createWindow(home, isHidden);
  window = opened;
  opened.once('closed', () => {
    window = null;
  });
  channel = openPageChannel(opened.webContents, createDispatcher(core.handlers, log.report), (operation, result) => {
    if (operation === 'settings.write' && result.ok) appearance.follow(result.value as Settings);
  });
  core.onEvent(channel.send);
  const load = () => opened.loadURL(pageUrl).catch(() => undefined);
  recoverPage(opened.webContents, {
    load,
    giveUp: () => askWhatNow(opened, load, appearance.language()),
    report: log.report,
    now: Date.now,
  });
  // A failed load is `recoverPage`'s, which has seen it too.
  await load();
  return { core, window: opened, close };
}
