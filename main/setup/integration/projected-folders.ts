/** Which partition of a projected table a folder in S3 would be, by the table's settings: the way back from Athena's own. Pure. */

import { projectionOf } from '../../flowlogs/partition-projection.ts';
import { folderUrl } from '../../sources/athena/object-sizes.ts';
import { type ProjectedTable, templateOf } from '../../sources/athena/projected-places.ts';

export interface ProjectedFolders {
  /** `s3://bucket/${account}/${day}/`. */
  readonly template: string;
  /**
   * The values of the keys, by their names in small letters, whether or not they are projected.
   * @param url `s3://bucket/folder/` of files; a partition may lie above it  @returns NULL: the template leads elsewhere
   */
  valuesOf(url: string): ReadonlyMap<string, string> | null;
  /** False for a key with a list that lacks the value; what is told by a range or by a statement is held by none. */
  lists(key: string, value: string): boolean;
}

/** @returns NULL for a table that does not project, or that does not say where */
export function projectedFolders(table: ProjectedTable): ProjectedFolders | null {
  const projection = projectionOf(table.parameters);
  const template = projection && folderUrl(templateOf(table) ?? undefined);
  if (projection === null || template === null) return null;
  const setting = (key: string, name: string) => projection(key, name).trim();
  const names: string[] = [];
  const source = template.split(/(\$\{[^}]+\})/).map((piece) => {
    const name = /^\$\{(.+)\}$/.exec(piece)?.[1]?.toLowerCase();
    if (name === undefined) return escaped(piece);
    const before = names.indexOf(name);
    if (before >= 0) return `\\${before + 1}`;
    names.push(name);
    return `(${patternOf((which) => setting(name, which))})`;
  });
  const regex = new RegExp(`^${source.join('')}`);
  return {
    template,
    valuesOf(url) {
      const match = regex.exec(url);
      return match && new Map(names.map((name, index) => [name, match[index + 1] ?? '']));
    },
    // White space belongs to the values.
    lists: (key, value) => setting(key, 'type').toLowerCase() !== 'enum' || projection(key, 'values').split(',').includes(value),
  };
}

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** What a value of the key looks like in a location. */
function patternOf(setting: (name: string) => string): string {
  switch (setting('type').toLowerCase()) {
    case 'integer':
      return '\\d+';
    case 'date': {
      const format = setting('format').replaceAll("'", '');
      // Of months by their names nothing more is known than that no folder begins in them.
      return /^[yuMdHms\W]+$/.test(format) && !/MMM/.test(format)
        ? escaped(format).replace(/[yuMdHms]+/g, (letters) => `\\d{${letters.length}}`)
        : '[^/]+';
    }
    case 'enum':
      // A value may go down several folders.
      return [
        ...setting('values')
          .split(',')
          .filter((value) => value.includes('/'))
          .map(escaped),
        '[^/]+',
      ].join('|');
    default:
      return '[^/]+';
  }
}
