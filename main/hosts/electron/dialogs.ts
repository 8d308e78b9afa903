/** The system's own dialogs, as ports of the app. */
import { existsSync } from 'node:fs';
import { basename, dirname, extname, join } from 'node:path';
import { app, type BaseWindow, dialog, type SaveDialogOptions } from 'electron';
import type { HostPorts } from '../../app.ts';
import type { Language } from './language.ts';

const texts = {
  en: { folder: 'Choose a folder of flow logs', choose: 'Choose', save: 'Save the export', xlsx: 'Excel workbook', csv: 'CSV' },
  ja: { folder: 'フローログのフォルダーを選択', choose: '選択', save: 'エクスポートの保存先', xlsx: 'Excel ブック', csv: 'CSV' },
} as const;

/** @param owner the window that a dialog belongs to; NULL when it is gone  @param language of the moment */
export function createDialogs(owner: () => BaseWindow | null, language: () => Language): Pick<HostPorts, 'chooseFolder' | 'chooseTarget'> {
  let lastFolder: string | null = null;

  const askTarget = async (options: SaveDialogOptions) => {
    const window = owner();
    const { canceled, filePath } = window ? await dialog.showSaveDialog(window, options) : await dialog.showSaveDialog(options);
    return canceled || !filePath ? null : filePath;
  };

  return {
    async chooseFolder() {
      const window = owner();
      const t = texts[language()];
      const options = { title: t.folder, buttonLabel: t.choose, properties: ['openDirectory' as const] };
      const { canceled, filePaths } = window ? await dialog.showOpenDialog(window, options) : await dialog.showOpenDialog(options);
      return canceled ? null : (filePaths[0] ?? null);
    },

    async chooseTarget(suggestedName, format) {
      const t = texts[language()];
      let defaultPath = join(lastFolder ?? app.getPath('downloads'), fileNameFor(suggestedName, format));
      for (;;) {
        const chosen = await askTarget({
          title: t.save,
          defaultPath,
          filters: [{ name: t[format], extensions: [format] }],
          properties: ['createDirectory', 'showOverwriteConfirmation'],
        });
        if (chosen === null) return null;
        lastFolder = dirname(chosen);
        const path = extname(chosen).toLowerCase() === `.${format}` ? chosen : `${chosen}.${format}`;
        // Some dialogs take a name without its ending: whether that file may be written over was not asked yet.
        if (path === chosen || !existsSync(path)) return { path, download: false };
        defaultPath = path;
      }
    },
  };
}

/** A name that every system takes: no separators, no characters that Windows forbids, and the format's ending. */
export function fileNameFor(suggestedName: string, format: 'xlsx' | 'csv'): string {
  const stem = basename(suggestedName.replace(/[\\/]/g, '-'), `.${format}`)
    // biome-ignore lint/suspicious/noControlCharactersInRegex: those are the ones that Windows forbids
    .replace(/[\u0000-\u001f<>:"|?*]/g, '-')
    .replace(/^[.\s]+|[.\s]+$/g, '');
  return `${stem || 'Nagare'}.${format}`;
}
