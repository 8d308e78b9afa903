import { readdir } from 'node:fs/promises';
import { homedir } from 'node:os';
import { basename, dirname, isAbsolute, join, sep } from 'node:path';

const MOST = 20;

/** Folders whose path begins with what was typed so far, at most 20; none for a text that is no absolute path (`~` is the home folder). */
export async function completeFolder(text: string): Promise<readonly string[]> {
  const path = text === '~' || text.startsWith(`~${sep}`) ? join(homedir(), text.slice(1)) : text;
  if (!isAbsolute(path)) return [];
  const inside = path.endsWith(sep) || (sep === '\\' && path.endsWith('/'));
  const parent = inside ? path : dirname(path);
  const start = inside ? '' : basename(path).toLowerCase();
  try {
    const entries = await readdir(parent, { withFileTypes: true });
    return entries
      .filter((entry) => entry.isDirectory() && entry.name.toLowerCase().startsWith(start) && (start !== '' || !entry.name.startsWith('.')))
      .map((entry) => join(parent, entry.name))
      .sort()
      .slice(0, MOST);
  } catch {
    return [];
  }
}
