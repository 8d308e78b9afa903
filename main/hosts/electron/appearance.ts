/** What of the settings main itself shows: the theme of system parts, the window's ground, the menu's language. */
import { app, type BrowserWindow, Menu, nativeTheme, shell } from 'electron';
import type { Settings } from '../../../preload/contract/settings.ts';
import { type Language, languageFor } from './language.ts';
import { type MenuChoice, menuTemplate } from './menu.ts';
import { groundColour } from './window-options.ts';

const documentation = 'https://docs.aws.amazon.com/vpc/latest/userguide/flow-logs.html';

export interface Appearance {
  follow(settings: Settings): void;
  language(): Language;
}

/** After the app is ready. @param choose an item of the menu that the page acts on */
export function createAppearance(window: () => BrowserWindow | null, choose: (item: MenuChoice) => void): Appearance {
  let language = languageFor('system', app.getPreferredSystemLanguages());
  nativeTheme.on('updated', () => window()?.setBackgroundColor(groundColour(nativeTheme.shouldUseDarkColors)));
  return {
    follow(settings) {
      nativeTheme.themeSource = settings.theme;
      language = languageFor(settings.language, app.getPreferredSystemLanguages());
      const template = menuTemplate({
        language,
        platform: process.platform,
        isPackaged: app.isPackaged,
        choose,
        openDocumentation: () => void shell.openExternal(documentation),
      });
      Menu.setApplicationMenu(Menu.buildFromTemplate(template));
    },
    language: () => language,
  };
}
