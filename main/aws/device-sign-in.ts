/**
 * Signing in with the browser (RFC 8628, device authorisation): a code is shown here and confirmed there, and meanwhile
 * the service is asked again and again whether that has happened.
 */
import type {
  CreateTokenCommandInput,
  CreateTokenCommandOutput,
  RegisterClientCommandInput,
  RegisterClientCommandOutput,
  StartDeviceAuthorizationCommandInput,
  StartDeviceAuthorizationCommandOutput,
} from '@aws-sdk/client-sso-oidc';
import type { SignIn } from '../../preload/contract/sign-in.ts';
import { AppError } from '../app-error.ts';
import { translateAwsError } from './errors.ts';
import type { SsoSession } from './profile-needs.ts';
import { scrub } from './scrub.ts';
import type { SsoToken } from './sso-token.ts';

/** The service as the SDK has it: throws the SDK's own errors. */
export interface OidcApi {
  registerClient(input: RegisterClientCommandInput, signal: AbortSignal): Promise<RegisterClientCommandOutput>;
  startDeviceAuthorization(
    input: StartDeviceAuthorizationCommandInput,
    signal: AbortSignal,
  ): Promise<StartDeviceAuthorizationCommandOutput>;
  createToken(input: CreateTokenCommandInput, signal: AbortSignal): Promise<CreateTokenCommandOutput>;
}

export interface DeviceSignInParts {
  readonly oidc: OidcApi;
  /** The code is there: a person is to confirm it. */
  readonly show: (device: NonNullable<SignIn['device']>) => void;
  readonly signal: AbortSignal;
  readonly sleep: (ms: number, signal: AbortSignal) => Promise<unknown>;
  /** Unix ms. */
  readonly now: () => number;
}

const DEVICE = 'urn:ietf:params:oauth:grant-type:device_code';
/** RFC 8628, 3.2 and 3.5. */
const DEFAULT_INTERVAL_S = 5;
const SLOWER_MS = 5000;

/** @throws AppError `sign_in_failed`, `network`, `throttled`; the signal's reason when it was given up */
export async function signInByDevice(session: SsoSession, parts: DeviceSignInParts): Promise<SsoToken> {
  const { oidc, show, signal, sleep, now } = parts;
  const { startUrl, region, scopes } = session;
  const ask = async <T>(send: () => Promise<T>): Promise<T> => {
    try {
      return await send();
    } catch (error) {
      signal.throwIfAborted();
      throw failureOf(error, region);
    }
  };

  const client = await ask(() =>
    oidc.registerClient(
      // The older form has no scopes, and no token that can be refreshed.
      {
        clientName: 'Nagare',
        clientType: 'public',
        ...(scopes.length > 0 ? { scopes: [...scopes], grantTypes: [DEVICE, 'refresh_token'] } : {}),
      },
      signal,
    ),
  );
  const { clientId, clientSecret } = client;
  const device = await ask(() => oidc.startDeviceAuthorization({ clientId, clientSecret, startUrl }, signal));
  const endsAt = now() + (device.expiresIn ?? 0) * 1000;
  show({
    userCode: device.userCode ?? '',
    address: [device.verificationUriComplete, device.verificationUri].find(isPage) ?? startUrl,
    expiresAt: new Date(endsAt).toISOString(),
  });

  let intervalMs = (device.interval ?? DEFAULT_INTERVAL_S) * 1000;
  for (;;) {
    await sleep(intervalMs, signal);
    const made = await createToken(oidc, { clientId, clientSecret, grantType: DEVICE, deviceCode: device.deviceCode }, signal, region);
    if (typeof made === 'object') {
      return {
        startUrl,
        region,
        accessToken: made.accessToken ?? '',
        expiresAt: second(now() + (made.expiresIn ?? 0) * 1000),
        clientId: clientId ?? '',
        clientSecret: clientSecret ?? '',
        registrationExpiresAt: second((client.clientSecretExpiresAt ?? 0) * 1000),
        ...(made.refreshToken === undefined ? {} : { refreshToken: made.refreshToken }),
      };
    }
    if (made === 'slower') intervalMs += SLOWER_MS;
    // A service that never says so must not be asked for ever.
    if (now() >= endsAt) throw failed('The code has expired.');
  }
}

/** @returns what was made, or that it is to be asked for again, with the pauses as they are or longer */
async function createToken(
  oidc: OidcApi,
  input: CreateTokenCommandInput,
  signal: AbortSignal,
  region: string,
): Promise<CreateTokenCommandOutput | 'pending' | 'slower'> {
  try {
    return await oidc.createToken(input, signal);
  } catch (error) {
    signal.throwIfAborted();
    const name = error instanceof Error ? error.name : '';
    if (name === 'AuthorizationPendingException') return 'pending';
    if (name === 'SlowDownException') return 'slower';
    if (name === 'ExpiredTokenException') throw failed('The code has expired.');
    const failure = failureOf(error, region);
    // A person is at it in the browser: a network that comes back in time is soon enough.
    if (failure instanceof AppError && (failure.code === 'network' || failure.code === 'throttled')) return 'slower';
    throw failure;
  }
}

function failureOf(error: unknown, region: string): unknown {
  const translated = translateAwsError(error, { operation: 'CreateToken', profile: null, region });
  if (!(translated instanceof AppError) || translated.code === 'network' || translated.code === 'throttled') return translated;
  const { name, error_description: description } = error as { readonly name: string; readonly error_description?: string };
  return failed(scrub(`${name}: ${description ?? (error as Error).message}`));
}

/** Whoever answers, nothing but a web page is opened. */
const isPage = (address: string | undefined) =>
  address !== undefined && URL.canParse(address) && /^https?:$/.test(new URL(address).protocol);

const failed = (reason: string) => new AppError('sign_in_failed', 'The sign-in to AWS did not succeed.', { details: { reason } });

/** As the CLI writes moments: whole seconds. */
const second = (ms: number) => new Date(ms).toISOString().replace(/\.\d+Z$/, 'Z');
