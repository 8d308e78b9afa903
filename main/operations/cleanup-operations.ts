/** Taking flow logs and what was made for them away again. */
import type { HandlersOf } from '../rpc/handlers.ts';
import type { Cleanups } from '../setup/cleanup/cleanups.ts';

export function cleanupOperations(cleanups: Cleanups) {
  return {
    'cleanup.plan': (request) => cleanups.plan(request),
    'cleanup.list': () => ({ cleanups: [...cleanups.list()] }),
    'cleanup.run': (request) => cleanups.run(request),
    'cleanup.stop': ({ id }) => cleanups.stop(id),
    'cleanup.text': (request) => ({ text: cleanups.text(request) }),
    'cleanup.forget': ({ id }) => {
      cleanups.forget(id);
      return {};
    },
  } satisfies HandlersOf<'cleanup'>;
}
