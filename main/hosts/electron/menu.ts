/** The menu: the system's usual items, and the page's own actions, of which the page is told by the event `menu.chosen`. */
import type { KeyboardEvent, MenuItemConstructorOptions } from 'electron';
import type { AppEvent } from '../../../preload/contract/operations.ts';
import type { Language } from './language.ts';
import { menuTexts } from './menu-texts.ts';

export type MenuChoice = Extract<AppEvent, { readonly name: 'menu.chosen' }>['payload']['item'];

export interface MenuOptions {
  readonly language: Language;
  readonly platform: NodeJS.Platform;
  /** Reload and developer tools are for work on Nagare itself. */
  readonly isPackaged: boolean;
  choose(item: MenuChoice): void;
  openDocumentation(): void;
}

type Item = MenuItemConstructorOptions;
const line: Item = { type: 'separator' };

/** A template for `Menu.buildFromTemplate`. */
export function menuTemplate({ language, platform, isPackaged, choose, openDocumentation }: MenuOptions): Item[] {
  const t = menuTexts[language];
  const isMac = platform === 'darwin';
  // A Mac has no access keys, and would show the ampersand's Japanese form as it is.
  const title = (text: string) => (isMac ? text.replace(/\(&\w\)|&/, '') : text);

  /** Its key is the page's own: the page knows whether a dialog is open or something is being typed. Shown, not acted on. */
  const withPageKey = (item: MenuChoice, label: string, accelerator: string): Item => ({
    label,
    accelerator,
    registerAccelerator: false,
    click: (_item, _window, event: KeyboardEvent) => {
      if (!event.triggeredByAccelerator) choose(item);
    },
  });
  const settings = withPageKey('settings', t.settings, 'CmdOrCtrl+,');
  const about: Item = { role: 'about', label: t.about };
  const quit: Item = { role: 'quit', label: t.quit };
  const close: Item = { role: 'close', label: t.close };

  const appMenu: Item = {
    label: 'Nagare',
    submenu: [
      about,
      line,
      settings,
      line,
      { role: 'services', label: t.services },
      line,
      { role: 'hide', label: t.hide },
      { role: 'hideOthers', label: t.hideOthers },
      { role: 'unhide', label: t.unhide },
      line,
      quit,
    ],
  };
  const fileMenu: Item = {
    label: title(t.file),
    submenu: [
      withPageKey('run', t.run, 'CmdOrCtrl+Enter'),
      { label: t.export, accelerator: 'CmdOrCtrl+Shift+S', click: () => choose('export') },
      line,
      ...(isMac ? [close] : [settings, line, quit]),
    ],
  };
  const editMenu: Item = {
    label: title(t.edit),
    submenu: [
      { role: 'undo', label: t.undo },
      { role: 'redo', label: t.redo },
      line,
      { role: 'cut', label: t.cut },
      { role: 'copy', label: t.copy },
      { role: 'paste', label: t.paste },
      { role: 'selectAll', label: t.selectAll },
    ],
  };
  const forWork: Item[] = [line, { role: 'reload', label: t.reload }, { role: 'toggleDevTools', label: t.devTools }];
  const viewMenu: Item = {
    label: title(t.view),
    submenu: [
      withPageKey('query', t.query, 'CmdOrCtrl+1'),
      withPageKey('history', t.history, 'CmdOrCtrl+2'),
      withPageKey('setup', t.setup, 'CmdOrCtrl+3'),
      withPageKey('tools', t.tools, 'CmdOrCtrl+4'),
      line,
      { role: 'resetZoom', label: t.resetZoom },
      { role: 'zoomIn', label: t.zoomIn },
      { role: 'zoomOut', label: t.zoomOut },
      line,
      { role: 'togglefullscreen', label: t.fullScreen },
      ...(isPackaged ? [] : forWork),
    ],
  };
  const windowMenu: Item = {
    role: 'window',
    label: title(t.window),
    submenu: [
      { role: 'minimize', label: t.minimise },
      ...(isMac ? [{ role: 'zoom', label: t.zoom } as const, line, { role: 'front', label: t.front } as const] : [close]),
    ],
  };
  const helpMenu: Item = {
    role: 'help',
    label: title(t.help),
    submenu: [{ label: t.documentation, click: openDocumentation }, ...(isMac ? [] : [line, about])],
  };
  return [...(isMac ? [appMenu] : []), fileMenu, editMenu, viewMenu, windowMenu, helpMenu];
}
