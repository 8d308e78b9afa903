/**
 * The credentials of profiles, one set for all clients of a profile: whoever has to confirm a sign-in or to type a code
 * does so once. They live in memory alone; a sign-in's token lives where the AWS CLI keeps it.
 */
import { AppError } from '../app-error.ts';
import { needsOf, type ProfileNeeds, type Section, type SsoSession } from './profile-needs.ts';
import { endpointOf } from './profiles.ts';
import { scrub } from './scrub.ts';
import { hasToken } from './sso-token.ts';
import type { Transport } from './transport.ts';

type Sdk = typeof import('./credentials-sdk.ts');
export type Provider = ReturnType<Sdk['fromIni']>;
export type Identity = Awaited<ReturnType<Provider>>;

/** Somebody who can be asked. */
export interface Person {
  /**
   * The code that the MFA device shows.
   * @param reason what AWS said of the code before; NULL: it is the first
   */
  code(serial: string, reason: string | null): Promise<string>;
}

export interface Credentials {
  /** What the SDK's clients ask. @throws AppError `sign_in_needed` at once where a person would have to be asked */
  provider(profile: string | null): Provider;
  /** Makes them with a person to ask, and keeps them for everybody. @throws AppError `sign_in_needed` for a missing token */
  obtain(profile: string | null, person: Person): Promise<void>;
  needs(profile: string | null): Promise<ProfileNeeds>;
  /** The next who asks gets new ones. @param which left out: those of all profiles that nobody typed a code for */
  forget(which?: Forgotten): void;
}

export interface Forgotten {
  readonly profile: string | null;
  /** What was refused: others, made since, stay. Undefined: nothing was given yet. */
  readonly identity: Identity | undefined;
  /** Even if a person typed a code for them. */
  readonly byPerson: boolean;
}

export interface CredentialsParts {
  readonly transport: Transport;
  /** Makes sure that programs are found as in the user's own shell. */
  readonly preparePath: () => Promise<void>;
  /** Unix ms. */
  readonly now: () => number;
}

interface Kept {
  readonly identity: Identity;
  /** A person typed a code for them. */
  readonly byPerson: boolean;
}

/** They are made anew so long before their end, ms, as in the SDK; where somebody would have to be asked, later. */
const EARLY_MS = 300_000;
const LAST_MS = 60_000;

export function createCredentials({ transport, preparePath, now }: CredentialsParts): Credentials {
  const kept = new Map<string | null, Kept>();
  const underWay = new Map<string | null, Promise<Kept>>();
  /** The client that asked last: its region is where a role is assumed, in a sign-in too. */
  const askedBy = new Map<string | null, Parameters<Provider>[0]>();

  const leftMs = ({ identity }: Kept) =>
    identity.expiration === undefined ? Number.POSITIVE_INFINITY : identity.expiration.getTime() - now();

  const keep = async (profile: string | null, making: Promise<Kept>): Promise<Kept> => {
    underWay.set(profile, making);
    try {
      const made = await making;
      // What was forgotten meanwhile is not kept after all.
      if (underWay.get(profile) === making) kept.set(profile, made);
      return made;
    } finally {
      if (underWay.get(profile) === making) underWay.delete(profile);
    }
  };

  const make = async (profile: string | null, person: Person | null, properties: Parameters<Provider>[0]): Promise<Kept> => {
    const sdk = await import('./credentials-sdk.ts');
    const needs = await readNeeds(sdk, profile);
    if (needs.runsProgram) await preparePath();
    const requestHandler = await transport.handler(needs.caBundle);
    let byPerson = false;
    const common = {
      ignoreCache: true,
      clientConfig: { requestHandler },
      // The SDK would ask for the code before it knows whether the rest is there: it is asked for by `roleAssumer`.
      mfaCodeProvider: async () => '000000',
      roleAssumer: assumer(sdk, {
        profile,
        properties,
        requestHandler,
        async code(serial, reason) {
          if (person === null) throw codeNeeded(profile, serial);
          byPerson = true;
          return person.code(serial, reason);
        },
      }),
    };
    try {
      // A profile that was chosen is that profile or an error: the whole chain would go on to the machine's own role.
      const provide = profile === null ? sdk.fromNodeProviderChain(common) : sdk.fromIni({ ...common, profile });
      const identity = await provide(properties);
      return { identity, byPerson };
    } catch (error) {
      if (needs.sso !== null && (await isSignedOut(error, needs.sso, now()))) throw signInNeeded(profile, needs.sso);
      throw error;
    } finally {
      requestHandler.destroy();
    }
  };

  return {
    provider: (profile) => async (properties) => {
      askedBy.set(profile, properties);
      const found = kept.get(profile);
      if (found && leftMs(found) > (found.byPerson ? LAST_MS : EARLY_MS)) return found.identity;
      try {
        return (await (underWay.get(profile) ?? keep(profile, make(profile, null, properties)))).identity;
      } catch (error) {
        // They are still good: what is wrong may be over before they are.
        if (found && leftMs(found) > 0) return found.identity;
        throw error;
      }
    },
    // Not shared with those who ask meanwhile: they would wait for the person, or be given up with the sign-in.
    async obtain(profile, person) {
      kept.set(profile, await make(profile, person, askedBy.get(profile) ?? {}));
    },
    needs: async (profile) => readNeeds(await import('./credentials-sdk.ts'), profile),
    forget(which) {
      if (which === undefined) underWay.clear();
      for (const [profile, { identity, byPerson }] of kept) {
        const isMeant = which === undefined || (profile === which.profile && identity === which.identity);
        if (isMeant && (!byPerson || which?.byPerson)) kept.delete(profile);
      }
    },
  };
}

async function readNeeds(sdk: Sdk, profile: string | null): Promise<ProfileNeeds> {
  const { AWS_PROFILE, AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY } = process.env;
  // Keys of the environment come before the files, unless a profile is named.
  if (profile === null && !AWS_PROFILE && AWS_ACCESS_KEY_ID && AWS_SECRET_ACCESS_KEY) return needsOf('', {}, {});
  const profiles = (await sdk.parseKnownFiles({ ignoreCache: true })) as Readonly<Record<string, Section>>;
  return needsOf(profile ?? (AWS_PROFILE || 'default'), profiles, await sdk.loadSsoSessionData());
}

interface Assuming {
  readonly profile: string | null;
  /** Of the client that asks: its region is where the role is assumed. */
  readonly properties: Parameters<Provider>[0];
  readonly requestHandler: Awaited<ReturnType<Transport['handler']>>;
  readonly code: Person['code'];
}

/** Assumes a role, with a code where the role wants one; a wrong code is asked for again with what AWS says of it. */
function assumer(sdk: Sdk, { profile, properties, requestHandler, code }: Assuming) {
  return async (source: Identity, { TokenCode: _, ...params }: RoleParams): Promise<Identity> => {
    let reason: string | null = null;
    for (;;) {
      const endpoint = await endpointOf(profile, 'sts');
      const typed: string | null = params.SerialNumber === undefined ? null : await code(params.SerialNumber, reason);
      try {
        return await sdk.fromTemporaryCredentials({
          masterCredentials: source,
          params,
          clientConfig: { requestHandler, ...(profile === null ? {} : { profile }), ...(endpoint === null ? {} : { endpoint }) },
          ...(typed === null ? {} : { mfaCodeProvider: async () => typed }),
        })(properties);
      } catch (error) {
        if (typed === null || !isWrongCode(error)) throw error;
        reason = scrub(error.message.replaceAll(typed, '…'));
      }
    }
  };
}

type RoleParams = Parameters<NonNullable<NonNullable<Parameters<Sdk['fromIni']>[0]>['roleAssumer']>>[1];

function isWrongCode(error: unknown): error is Error {
  return error instanceof Error && /one time pass code|'tokenCode' failed/i.test(error.message);
}

/** Whether the sign-in is what is missing, by its token and not by the SDK's words. */
async function isSignedOut(error: unknown, session: SsoSession, now: number): Promise<boolean> {
  if (error instanceof AppError) return false;
  // A token that looks good, but was revoked.
  if (error instanceof Error && /UnauthorizedException|Session token not found or invalid/.test(`${error.name} ${error.message}`))
    return true;
  return !(await hasToken(session, now));
}

function signInNeeded(profile: string | null, { name, startUrl }: SsoSession): AppError {
  const how = `aws sso login${profile === null ? '' : ` --profile ${profile}`}`;
  return new AppError('sign_in_needed', `A sign-in to AWS is needed. Sign in, or run: ${how}`, {
    details: { method: 'sso', session: name ?? startUrl, ...(profile === null ? {} : { profile }) },
  });
}

function codeNeeded(profile: string | null, serial: string): AppError {
  return new AppError(
    'sign_in_needed',
    `The code of the MFA device ${serial} is needed. It is asked for in the window, or where a command is typed.`,
    {
      details: { method: 'mfa', serial, ...(profile === null ? {} : { profile }) },
    },
  );
}
