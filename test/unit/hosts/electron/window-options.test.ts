import { expect, it } from 'vitest';
import { windowOptions } from '../../../../main/hosts/electron/window-options.ts';
import { firstPlace } from '../../../../main/hosts/electron/window-place.ts';

const look = { bounds: firstPlace.bounds, isDark: false, preload: '/app/dist/preload/index.cjs', icon: null, devTools: false };

it('makes the window that the security list asks for', () => {
  expect(windowOptions(look)).toEqual({
    title: 'Nagare',
    width: 1280,
    height: 800,
    minWidth: 960,
    minHeight: 600,
    show: false,
    backgroundColor: '#f6f6f3',
    webPreferences: {
      preload: '/app/dist/preload/index.cjs',
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      contextIsolation: true,
      sandbox: true,
      spellcheck: false,
      devTools: false,
    },
  });
});

it('touches nothing whose default is the safe one', () => {
  const { webPreferences } = windowOptions(look);
  for (const key of ['webSecurity', 'allowRunningInsecureContent', 'experimentalFeatures', 'enableBlinkFeatures', 'webviewTag']) {
    expect(webPreferences).not.toHaveProperty(key);
  }
});

it('takes place, theme and icon', () => {
  const options = windowOptions({ ...look, bounds: { x: 5, y: 6, width: 1000, height: 700 }, isDark: true, icon: '/i.png' });
  expect(options).toMatchObject({ x: 5, y: 6, width: 1000, height: 700, backgroundColor: '#131518', icon: '/i.png' });
});
