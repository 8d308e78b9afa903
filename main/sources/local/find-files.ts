/** The files below a folder that may be flow logs, by their names alone. */
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { AppError } from '../../app-error.ts';

/** More than a year of hourly files of several accounts. */
const MOST = 200_000;
const NAMES = /\.(?:parquet|log|log\.gz|gz)$/i;

/**
 * Links are not followed: they could lead out of the folder, or round in a circle.
 * @returns absolute paths in the order of their names
 * @throws AppError `folder_not_found`, `file_unreadable` for a folder that may not be read, `no_flow_logs`
 */
export async function findFiles(folder: string): Promise<readonly string[]> {
  const found = await stat(folder).catch(() => null);
  if (!found?.isDirectory()) throw new AppError('folder_not_found', `There is no folder ${folder}.`, { details: { path: folder } });
  const files: string[] = [];
  const waiting = [folder];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const inside = next;
    const entries = await readdir(inside, { withFileTypes: true }).catch((cause: unknown) => {
      throw new AppError('file_unreadable', `The folder ${inside} cannot be read.`, { cause, details: { path: inside } });
    });
    for (const entry of entries) {
      const path = join(inside, entry.name);
      if (entry.isDirectory()) waiting.push(path);
      else if (entry.isFile() && NAMES.test(entry.name) && !entry.name.startsWith('.')) files.push(path);
      if (files.length > MOST) {
        throw new AppError('no_flow_logs', `There are more than ${MOST} files below ${folder}. Choose a folder further down.`, {
          details: { path: folder },
        });
      }
    }
  }
  if (files.length === 0) throw noFlowLogs(folder);
  return files.sort();
}

export function noFlowLogs(folder: string): AppError {
  return new AppError(
    'no_flow_logs',
    `There are no flow logs below ${folder}. Choose a folder with .parquet or .log.gz files of VPC Flow Logs.`,
    {
      details: { path: folder },
    },
  );
}
