import type { Bridge } from '../../preload/contract/bridge.ts';
import { connectWebSocket } from './web-socket-bridge.ts';

declare global {
  interface Window {
    /** Electron's preload puts it here. */
    readonly nagare?: Bridge;
  }
}

/**
 * The way to the app: Electron's bridge, or a WebSocket to the loopback host that served this page.
 * @param onEnd called once when the way is gone for good
 * @returns NULL when the host refuses this window
 */
export function connect(onEnd: () => void): Promise<Bridge | null> {
  return window.nagare ? Promise.resolve(window.nagare) : connectWebSocket(onEnd);
}
