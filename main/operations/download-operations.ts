/** Files of flow logs, copied to this machine. */
import type { HandlersOf } from '../rpc/handlers.ts';
import type { Downloads } from '../setup/download/downloads.ts';

export function downloadOperations(downloads: Downloads) {
  return {
    'download.plan': (request) => downloads.plan(request),
    'download.start': ({ folder, ...request }) => downloads.start(request, folder),
    'download.cancel': async ({ id }) => {
      await downloads.cancel(id);
      return {};
    },
  } satisfies HandlersOf<'download'>;
}
