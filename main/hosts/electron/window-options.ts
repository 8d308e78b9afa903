/** How the window is made. Everything that a page could misuse is off, by name where the default might move one day. */
import type { BrowserWindowConstructorOptions } from 'electron';
import type { Bounds } from './window-place.ts';

export interface WindowLook {
  /** DIP; x and y NULL: the system chooses. */
  readonly bounds: Bounds;
  readonly isDark: boolean;
  readonly preload: string;
  /** PNG for the title bar and the task list; NULL where the bundle has it. */
  readonly icon: string | null;
  /** Developer tools: never in a package. */
  readonly devTools: boolean;
}

export const smallest = { width: 960, height: 600 } as const;

/** The page's ground (`--bg` in renderer/styles/tokens.css), so that nothing flashes before it is drawn. */
export function groundColour(isDark: boolean): string {
  return isDark ? '#131518' : '#f6f6f3';
}

/**
 * Checklist 2, 3, 4: no Node, an isolated world, a sandbox. 6, 8, 9, 10: `webSecurity`, `allowRunningInsecureContent`,
 * `experimentalFeatures`, `enableBlinkFeatures` are not named: their defaults are the safe ones. 11: neither is `webviewTag`.
 * https://www.electronjs.org/docs/latest/tutorial/security
 */
export function windowOptions({ bounds, isDark, preload, icon, devTools }: WindowLook): BrowserWindowConstructorOptions {
  const { x, y, width, height } = bounds;
  return {
    title: 'Nagare',
    width,
    height,
    ...(x === null || y === null ? {} : { x, y }),
    minWidth: smallest.width,
    minHeight: smallest.height,
    show: false,
    backgroundColor: groundColour(isDark),
    ...(icon === null ? {} : { icon }),
    webPreferences: {
      preload,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      contextIsolation: true,
      sandbox: true,
      // It would fetch dictionaries from the network, and underline SQL.
      spellcheck: false,
      devTools,
    },
  };
}
