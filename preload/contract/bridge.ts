import type { WireError } from './errors.ts';
import type { AppEvent } from './operations.ts';

/** Every request is answered by one of these; nothing is thrown across the bridge. */
export type Result<T = unknown> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: WireError };

/** All that a page can reach. Electron's preload exposes it as `window.nagare`, the browser window makes it over a WebSocket. */
export interface Bridge {
  request(operation: string, input: unknown): Promise<Result>;
  /** Calls back for every event until the returned function is called. */
  onEvent(listener: (event: AppEvent) => void): () => void;
}
