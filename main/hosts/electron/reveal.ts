/** A finished export in the program of its kind, or in its folder. Paths are main's own: the page names a job. */
import { shell } from 'electron';
import type { HostPorts } from '../../app.ts';
import { AppError } from '../../app-error.ts';

export const reveal: NonNullable<HostPorts['reveal']> = {
  /** @throws AppError `file_unreadable` with the system's own words, as where no program takes the file */
  async open(path) {
    const reason = await shell.openPath(path);
    if (reason !== '') throw new AppError('file_unreadable', `${path} could not be opened.`, { details: { path, reason } });
  },
  showInFolder: (path) => shell.showItemInFolder(path),
};
