/** The one window: made, placed where it was, shown when there is something to see. */
import { join } from 'node:path';
import { app, BrowserWindow, nativeTheme, screen } from 'electron';
import { assetsFolder, preloadFile } from '../places.ts';
import { smallest, windowOptions } from './window-options.ts';
import { keepPlace, onScreen, readPlace } from './window-place.ts';

/** @param home the data folder  @param isHidden for a smoke test: the window is made and drawn but never shown */
export function createWindow(home: string, isHidden: boolean): BrowserWindow {
  const placeFile = join(home, 'electron', 'place.json');
  const primary = screen.getPrimaryDisplay().id;
  const displays = [...screen.getAllDisplays()].sort((a, b) => Number(b.id === primary) - Number(a.id === primary));
  const areas = displays.map((display) => display.workArea);
  const place = onScreen(readPlace(placeFile), areas, smallest);
  const window = new BrowserWindow(
    windowOptions({
      bounds: place.bounds,
      isDark: nativeTheme.shouldUseDarkColors,
      preload: preloadFile,
      icon: process.platform === 'darwin' ? null : join(assetsFolder, 'icon.png'),
      devTools: !app.isPackaged,
    }),
  );
  if (!isHidden) {
    // `maximize` shows a window too.
    window.once('ready-to-show', () => (place.isMaximised ? window.maximize() : window.show()));
  }
  window.on('close', () => keepPlace(placeFile, { bounds: window.getNormalBounds(), isMaximised: window.isMaximized() }));
  // The title is the app's name; the page's own <title> is for a browser's tab.
  window.on('page-title-updated', (event) => event.preventDefault());
  return window;
}

/** What a second start does to the first: brings its window before the others. */
export function bringToFront(window: BrowserWindow): void {
  if (window.isMinimized()) window.restore();
  window.show();
  window.focus();
}
