/**
 * The token of a sign-in, where the AWS CLI keeps it, so that both share it: signed in here is signed in there. The form
 * is the CLI's; the SDK finds and refreshes it there.
 */
import { createHash, randomUUID } from 'node:crypto';
import { mkdir, open, readFile, rename, rm } from 'node:fs/promises';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import type { SsoSession } from './profile-needs.ts';

export interface SsoToken {
  readonly startUrl: string;
  readonly region: string;
  readonly accessToken: string;
  /** ISO 8601, as all moments here. */
  readonly expiresAt: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly registrationExpiresAt: string;
  readonly refreshToken?: string;
}

/** The CLI names the file after the session, or after the start address where there is none. */
export function tokenPath({ name, startUrl }: Pick<SsoSession, 'name' | 'startUrl'>): string {
  // As the SDK looks for it, on every system.
  const home = process.env.HOME || process.env.USERPROFILE || homedir();
  const file = createHash('sha1')
    .update(name ?? startUrl)
    .digest('hex');
  return join(home, '.aws', 'sso', 'cache', `${file}.json`);
}

/** Whether there is a token that has not run out by now. @param now Unix ms */
export async function hasToken(session: SsoSession, now: number): Promise<boolean> {
  try {
    const { accessToken, expiresAt } = JSON.parse(await readFile(tokenPath(session), 'utf8')) as Partial<SsoToken>;
    return typeof accessToken === 'string' && Date.parse(expiresAt ?? '') > now;
  } catch {
    // None, or none that can be read.
    return false;
  }
}

/** Whole or not at all, and for nobody else to read. @throws what the file system says */
export async function writeToken(session: SsoSession, token: SsoToken): Promise<void> {
  const path = tokenPath(session);
  const partial = `${path}.${randomUUID()}`;
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  try {
    const file = await open(partial, 'wx', 0o600);
    try {
      await file.writeFile(JSON.stringify(token));
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(partial, path);
  } catch (error) {
    await rm(partial, { force: true });
    throw error;
  }
}
