import type { OperationInput, OperationName } from '../../preload/contract/operations.ts';
import type { Client } from '../api/client.ts';
import { RequestError } from '../api/request-error.ts';
import type { SignInStore } from './sign-in-store.ts';

/** What goes on while something is typed does not interrupt it with a question. */
const QUIET: ReadonlySet<OperationName> = new Set(['query.estimate', 'run.explain']);
/** A person has just asked for it, and is asked in turn even after a "not now". */
const WANTED: ReadonlySet<OperationName> = new Set(['run.start', 'run.fetch', 'history.bringIn']);

/** The client whose requests wait for a sign-in where they need one, and are then asked again: nothing has begun by then. */
export function createSigningInClient(client: Client, signIns: SignInStore): Client {
  return {
    ...client,
    async request<N extends OperationName>(name: N, input: OperationInput<N>) {
      for (;;) {
        try {
          return await client.request(name, input);
        } catch (thrown) {
          if (!(thrown instanceof RequestError) || thrown.error.code !== 'sign_in_needed' || QUIET.has(name)) throw thrown;
          if (!(await signIns.needed(thrown.error, WANTED.has(name)))) throw thrown;
        }
      }
    },
  };
}
