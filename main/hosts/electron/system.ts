/** What the app asks of the system it runs in, to reach AWS as the user's other programs do. */
import { session } from 'electron';
import type { HostPorts } from '../../app.ts';
import { loginPath } from './login-path.ts';

/** A shell with much to read at its start takes a second or two. */
const SHELL_WITHIN_MS = 5000;

/** Once the app is ready. */
export const system: NonNullable<HostPorts['system']> = {
  // The system's own settings, a PAC file included, as Chromium reads them.
  resolveProxy: (url) => session.defaultSession.resolveProxy(url),
  loginPath: () => loginPath({ platform: process.platform, env: process.env, withinMs: SHELL_WITHIN_MS }),
};
