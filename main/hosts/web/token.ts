/** The secret between this host and its window: whoever has it is the window. */
import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

/** 256 random bits, as text that may stand in an address and in a WebSocket subprotocol. */
export const createToken = (): string => randomBytes(32).toString('base64url');

/** Whether the texts are equal, in a time that tells nothing of either. */
export function isToken(given: string, token: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(given), digest(token));
}
