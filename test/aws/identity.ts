/** Who may sign in at the emulator, and how: what a test says beforehand, and what a person does meanwhile. */
import { randomBytes, randomUUID } from 'node:crypto';

export interface EmulatedRole {
  readonly arn: string;
  /** Asked of whoever assumes it. */
  readonly externalId?: string;
  /** Serial number of the device whose code is asked for. */
  readonly mfaSerial?: string;
}

export interface IdentityOptions {
  /** Roles that can be assumed. */
  readonly roles?: readonly EmulatedRole[];
  /** The code that an MFA device shows; each is taken once. */
  readonly mfaCodes?: readonly string[];
  /** Seconds between two looks that a client is told to leave. */
  readonly pollInterval?: number;
  /** Seconds that a code to confirm a device with is good for. */
  readonly codeLasts?: number;
  /** Seconds that an access token is good for. */
  readonly tokenLasts?: number;
  /** Seconds that a role's keys are good for, whatever is asked for. */
  readonly keysLast?: number;
}

export interface Device {
  readonly userCode: string;
  readonly deviceCode: string;
  readonly startUrl: string;
  readonly clientId: string;
  /** `redeemed`: it has been made a token. */
  state: 'pending' | 'approved' | 'denied' | 'redeemed';
  readonly expiresAt: number;
}

/** What was handed out. */
export interface Issued {
  readonly clientSecrets: Map<string, string>;
  readonly accessTokens: Map<string, { readonly expiresAt: number }>;
  readonly refreshTokens: Set<string>;
  /** Of temporary keys, by access key id: what they are for. */
  readonly keys: Map<string, { readonly role: string; readonly secretAccessKey: string; readonly sessionToken: string }>;
}

export interface Identity {
  readonly roles: EmulatedRole[];
  /** Codes not used yet. */
  readonly mfaCodes: string[];
  pollInterval: number;
  codeLasts: number;
  tokenLasts: number;
  keysLast: number;
  readonly devices: readonly Device[];
  readonly issued: Issued;
  /** As a person does on the sign-in page. */
  approve(userCode: string): void;
  deny(userCode: string): void;
  /** No token that was handed out is good any more. */
  revokeTokens(): void;
}

export interface IdentityControl extends Identity {
  addDevice(clientId: string, startUrl: string): Device;
  newClient(): { readonly clientId: string; readonly clientSecret: string };
  newToken(withRefresh: boolean): { readonly accessToken: string; readonly expiresIn: number; readonly refreshToken?: string };
  /** @param role what the keys are for @returns as AWS gives them; `expiresAt` Unix ms */
  newKeys(role: string): {
    readonly accessKeyId: string;
    readonly secretAccessKey: string;
    readonly sessionToken: string;
    readonly expiresAt: number;
  };
}

/** Letters that cannot be taken for one another, as AWS has them. */
const LETTERS = 'BCDFGHJKLMNPQRSTVWXZ';

export function createIdentity(options: IdentityOptions = {}): IdentityControl {
  const devices: Device[] = [];
  const issued: Issued = { clientSecrets: new Map(), accessTokens: new Map(), refreshTokens: new Set(), keys: new Map() };
  const find = (userCode: string) => {
    const found = devices.find((each) => each.userCode === userCode && each.state === 'pending');
    if (!found) throw new Error(`no device waits with the code ${userCode}`);
    return found;
  };
  const letters = (count: number) => Array.from(randomBytes(count), (byte) => LETTERS[byte % LETTERS.length]).join('');
  const identity: IdentityControl = {
    roles: [...(options.roles ?? [])],
    mfaCodes: [...(options.mfaCodes ?? [])],
    pollInterval: options.pollInterval ?? 1,
    codeLasts: options.codeLasts ?? 600,
    tokenLasts: options.tokenLasts ?? 8 * 3600,
    keysLast: options.keysLast ?? 3600,
    devices,
    issued,
    approve(userCode) {
      find(userCode).state = 'approved';
    },
    deny(userCode) {
      find(userCode).state = 'denied';
    },
    revokeTokens: () => issued.accessTokens.clear(),
    addDevice(clientId, startUrl) {
      const expiresAt = Date.now() + identity.codeLasts * 1000;
      const device: Device = {
        userCode: `${letters(4)}-${letters(4)}`,
        deviceCode: `device-${randomUUID()}`,
        startUrl,
        clientId,
        state: 'pending',
        expiresAt,
      };
      devices.push(device);
      return device;
    },
    newClient() {
      const made = { clientId: `client-${randomUUID()}`, clientSecret: `client-secret-${randomUUID()}` };
      issued.clientSecrets.set(made.clientId, made.clientSecret);
      return made;
    },
    newToken(withRefresh) {
      const accessToken = `access-token-${randomUUID()}`;
      issued.accessTokens.set(accessToken, { expiresAt: Date.now() + identity.tokenLasts * 1000 });
      if (!withRefresh) return { accessToken, expiresIn: identity.tokenLasts };
      const refreshToken = `refresh-token-${randomUUID()}`;
      issued.refreshTokens.add(refreshToken);
      return { accessToken, expiresIn: identity.tokenLasts, refreshToken };
    },
    newKeys(role) {
      const accessKeyId = `ASIA${letters(16)}`;
      const keys = { role, secretAccessKey: `secret-key-${randomUUID()}`, sessionToken: `session-token-${randomUUID()}` };
      issued.keys.set(accessKeyId, keys);
      return { accessKeyId, ...keys, expiresAt: Date.now() + identity.keysLast * 1000 };
    },
  };
  return identity;
}
