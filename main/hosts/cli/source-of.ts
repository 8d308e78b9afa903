import { resolve } from 'node:path';
import type { SourceRef } from '../../../preload/contract/query.ts';
import type { App } from '../../app.ts';
import { AppError } from '../../app-error.ts';
import type { AskedSource } from './source-arguments.ts';

/**
 * The source that is meant: paths from the folder that the words were typed in, names as the window gave them.
 * @throws AppError `bad_arguments` for a name that no source has, or several have
 */
export async function sourceOf(asked: AskedSource, cwd: string, app: Pick<App, 'handlers'>): Promise<SourceRef> {
  switch (asked.kind) {
    case 'folder':
    case 'csv':
      return { ...asked, path: resolve(cwd, asked.path) };
    case 'named': {
      const { sources } = await app.handlers['source.list']({});
      const found = sources.filter(({ name }) => name === asked.name);
      const [only] = found;
      if (only && found.length === 1) return only.source;
      const why = found.length > 1 ? `${found.length} sources are called` : 'No source is called';
      throw new AppError('bad_arguments', `${why} ${JSON.stringify(asked.name)}. nagare sources lists them.`);
    }
    default:
      return asked;
  }
}
