/** Waiting in a test ends what hangs; it measures nothing. The second that Vitest gives is not enough for two busy cores. */
import { vi } from 'vitest';

const MOST_MS = 30_000;
const waitFor = vi.waitFor;

vi.waitFor = (check, options = {}) => waitFor(check, typeof options === 'number' ? options : { timeout: MOST_MS, ...options });
