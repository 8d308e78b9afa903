import type { Bridge } from '../../preload/contract/bridge.ts';
import type { AppEvent, EventName, OperationInput, OperationName, OperationOutput } from '../../preload/contract/operations.ts';
import { RequestError } from './request-error.ts';

export type EventPayload<N extends EventName> = Extract<AppEvent, { readonly name: N }>['payload'];

/** The bridge with its types: what the page asks of the app. */
export interface Client {
  /** @throws RequestError with the answer's error. */
  request<N extends OperationName>(name: N, input: OperationInput<N>): Promise<OperationOutput<N>>;
  /** Calls back for every event of that name until the returned function is called. */
  onEvent<N extends EventName>(name: N, listener: (payload: EventPayload<N>) => void): () => void;
}

export function createClient(bridge: Bridge): Client {
  return {
    async request<N extends OperationName>(name: N, input: OperationInput<N>) {
      const result = await bridge.request(name, input);
      if (!result.ok) throw new RequestError(result.error);
      // The dispatcher answers with what the contract says; checking again here would cost a parse of every page of rows.
      return result.value as OperationOutput<N>;
    },
    onEvent<N extends EventName>(name: N, listener: (payload: EventPayload<N>) => void) {
      return bridge.onEvent((event) => {
        if (event.name === name) listener(event.payload as EventPayload<N>);
      });
    },
  };
}
