/** Stands in for the module `electron`: what main's code calls is written down, what Electron would say is emitted. */
import { EventEmitter } from 'node:events';
import { vi } from 'vitest';

class WebContentsDouble extends EventEmitter {
  readonly mainFrame = { origin: 'app://nagare', parent: null };
  openHandler: ((details: { readonly url: string }) => { readonly action: string }) | null = null;
  readonly send = vi.fn();
  /** Scripts of the smoke test; each test says what the page answers. */
  executeJavaScript = vi.fn(async (_script: string): Promise<unknown> => undefined);
  setWindowOpenHandler(handler: (details: { readonly url: string }) => { readonly action: string }): void {
    this.openHandler = handler;
  }
  isDestroyed(): boolean {
    return false;
  }
}

export class BrowserWindow extends EventEmitter {
  static made: BrowserWindow[] = [];
  readonly options: Record<string, unknown>;
  readonly webContents = new WebContentsDouble();
  readonly loadURL = vi.fn(async (_url: string) => undefined);
  readonly show = vi.fn();
  readonly focus = vi.fn();
  readonly restore = vi.fn();
  readonly maximize = vi.fn();
  readonly setBackgroundColor = vi.fn();
  isMaximisedNow = false;
  isMinimisedNow = false;
  bounds = { x: 10, y: 20, width: 1300, height: 820 };
  constructor(options: Record<string, unknown>) {
    super();
    this.options = options;
    BrowserWindow.made.push(this);
    app.emit('web-contents-created', {}, this.webContents);
  }
  isDestroyed(): boolean {
    return false;
  }
  isMaximized(): boolean {
    return this.isMaximisedNow;
  }
  isMinimized(): boolean {
    return this.isMinimisedNow;
  }
  getNormalBounds() {
    return this.bounds;
  }
}

const steps: string[] = [];
/** What was called of the things whose order matters. */
export const order: readonly string[] = steps;

class AppDouble extends EventEmitter {
  isPackaged = true;
  languages = ['en-GB'];
  hasLock = true;
  readonly paths = new Map<string, string>();
  /** Set to keep `whenReady` waiting. */
  ready: Promise<void> = Promise.resolve();
  readonly exit = vi.fn((_code?: number) => undefined);
  readonly quit = vi.fn(() => undefined);
  readonly releaseSingleInstanceLock = vi.fn(() => undefined);
  enableSandbox(): void {
    steps.push('sandbox');
  }
  requestSingleInstanceLock(): boolean {
    steps.push(`lock ${this.paths.get('userData')}`);
    return this.hasLock;
  }
  setPath(name: string, path: string): void {
    this.paths.set(name, path);
  }
  getPath(name: string): string {
    return this.paths.get(name) ?? `/${name}`;
  }
  getPreferredSystemLanguages(): readonly string[] {
    return this.languages;
  }
  async whenReady(): Promise<void> {
    steps.push('ready');
    await this.ready;
  }
}

export const app = new AppDouble();

export const protocol = {
  registerSchemesAsPrivileged: vi.fn((_schemes: unknown) => void steps.push('scheme')),
  handle: vi.fn((_scheme: string, _answer: (request: Request) => Promise<Response>) => undefined),
};

type Handler = (event: unknown, ...values: unknown[]) => unknown;

export const ipcMain = {
  handlers: new Map<string, Handler>(),
  handle(channel: string, handler: Handler): void {
    if (this.handlers.has(channel)) throw new Error(`a second handler for ${channel}`);
    this.handlers.set(channel, handler);
  },
  removeHandler(channel: string): void {
    this.handlers.delete(channel);
  },
};

export const ipcRenderer = Object.assign(new EventEmitter(), {
  invoke: vi.fn(async (..._words: unknown[]): Promise<unknown> => undefined),
});
export const contextBridge = { exposeInMainWorld: vi.fn((_name: string, _value: unknown) => undefined) };

export const session = {
  defaultSession: Object.assign(new EventEmitter(), {
    setPermissionRequestHandler: vi.fn(),
    setPermissionCheckHandler: vi.fn(),
    setDevicePermissionHandler: vi.fn(),
    resolveProxy: vi.fn(async (_url: string) => 'DIRECT'),
  }),
};

export const dialog = {
  showErrorBox: vi.fn((_title: string, _text: string) => undefined),
  showMessageBox: vi.fn(async (..._words: unknown[]) => ({ response: 1 })),
  showOpenDialog: vi.fn(async (..._words: unknown[]) => ({ canceled: true, filePaths: [] as string[] })),
  showSaveDialog: vi.fn(async (..._words: unknown[]) => ({ canceled: true, filePath: '' })),
};

export const shell = {
  openExternal: vi.fn(async (_url: string) => undefined),
  openPath: vi.fn(async (_path: string) => ''),
  showItemInFolder: vi.fn((_path: string) => undefined),
};
export const nativeTheme = Object.assign(new EventEmitter(), { themeSource: 'system', shouldUseDarkColors: false });
export const screen = {
  getPrimaryDisplay: () => ({ id: 1 }),
  getAllDisplays: () => [{ id: 1, workArea: { x: 0, y: 0, width: 1920, height: 1040 } }],
};
export const Menu = {
  buildFromTemplate: vi.fn((template: unknown) => template),
  setApplicationMenu: vi.fn((_menu: unknown) => undefined),
};

/** As if nothing had happened yet. */
export function resetElectron(): void {
  vi.clearAllMocks();
  steps.length = 0;
  BrowserWindow.made = [];
  for (const emitter of [app, ipcRenderer, session.defaultSession, nativeTheme]) emitter.removeAllListeners();
  ipcMain.handlers.clear();
  app.paths.clear();
  app.isPackaged = true;
  app.hasLock = true;
  app.languages = ['en-GB'];
  app.ready = Promise.resolve();
  nativeTheme.themeSource = 'system';
  nativeTheme.shouldUseDarkColors = false;
}
