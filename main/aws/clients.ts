/** AWS clients, made when they are first needed, one for each profile, region and service. */
import type { AthenaClient } from '@aws-sdk/client-athena';
import type { GlueClient } from '@aws-sdk/client-glue';
import type { S3Client } from '@aws-sdk/client-s3';
import { AppError } from '../app-error.ts';
import type { Ask } from './ask.ts';
import { type AthenaApi, createAthenaApi } from './athena-api.ts';
import { translateAwsError } from './errors.ts';
import { createGlueApi, type GlueApi } from './glue-api.ts';
import { checkProfile, endpointOf, regionOf, type ServiceId } from './profiles.ts';
import { createS3Api, type S3Api } from './s3-api.ts';

/** NULL: as the SDK's own configuration says. */
export interface Scope {
  readonly profile: string | null;
  readonly region: string | null;
}

/** What each service is asked by. Endpoints, proxies of credentials and such follow the SDK's variables and files. */
export interface AwsClients {
  athena(scope: Scope): AthenaApi;
  glue(scope: Scope): GlueApi;
  s3(scope: Scope): S3Api;
  /** Loads what S3 is asked by: whoever will soon wait for it waits for the answer alone. */
  warmS3(scope: Scope): void;
  /** The configuration files changed: clients made from now on are made of what they say then. What is under way goes on. */
  forget(): Promise<void>;
  destroy(): void;
}

interface Opened<Sdk, Client> {
  readonly sdk: Sdk;
  readonly client: Client;
}

const CONNECT_WITHIN_MS = 10_000;
/** A connection on which nothing moves for so long is given up; a result that was under way is read on from there. */
const SILENT_MS = 60_000;

export function createAwsClients(): AwsClients {
  const opened = new Map<string, Promise<Opened<unknown, { destroy(): void }>>>();

  /** The SDK was loaded, and may have read the files. */
  let isUsed = false;
  const keyOf = (service: string, scope: Scope) => JSON.stringify([service, scope.profile, scope.region]);
  const reached = <Sdk, Client extends { destroy(): void }>(
    key: string,
    open: () => Promise<Opened<Sdk, Client>>,
  ): Promise<Opened<Sdk, Client>> => {
    isUsed = true;
    const known = opened.get(key) ?? open();
    opened.set(key, known);
    return known as Promise<Opened<Sdk, Client>>;
  };

  const asker = <Sdk, Client extends { destroy(): void }>(
    service: string,
    scope: Scope,
    open: () => Promise<Opened<Sdk, Client>>,
  ): Ask<Sdk, Client> => {
    const key = keyOf(service, scope);
    return (operation, send) => async (input, signal) => {
      try {
        const { sdk, client } = await reached(key, open);
        return await send({ sdk, client, input, options: signal ? { abortSignal: signal } : {} });
      } catch (error) {
        if (signal?.aborted) throw signal.reason;
        const translated = translateAwsError(error, { operation, ...scope });
        // A client remembers its credentials: the next one reads what the user has mended.
        if (translated instanceof AppError && STALE.has(translated.code)) opened.delete(key);
        throw translated;
      }
    };
  };

  return {
    athena: (scope) =>
      createAthenaApi(
        asker('athena', scope, async () => {
          const sdk = await import('./athena-sdk.ts');
          const client: AthenaClient = new sdk.AthenaClient(await settings(scope, 'athena'));
          return { sdk, client };
        }),
      ),
    glue: (scope) =>
      createGlueApi(
        asker('glue', scope, async () => {
          const sdk = await import('./glue-sdk.ts');
          const client: GlueClient = new sdk.GlueClient(await settings(scope, 'glue'));
          return { sdk, client };
        }),
      ),
    s3: (scope) => createS3Api(asker('s3', scope, () => openS3(scope))),
    warmS3(scope) {
      const key = keyOf('s3', scope);
      reached(key, () => openS3(scope)).catch(() => opened.delete(key));
    },
    async forget() {
      if (!isUsed) return;
      const { fromIni } = await import('./credentials-sdk.ts');
      // The SDK keeps what it has read; asked for a profile that cannot be, it reads again and does nothing more.
      await fromIni({ profile: '\n', ignoreCache: true })().catch(() => undefined);
      opened.clear();
    },
    destroy() {
      for (const each of opened.values()) each.then(({ client }) => client.destroy()).catch(() => undefined);
      opened.clear();
    },
  };
}

async function openS3(scope: Scope) {
  const sdk = await import('./s3-sdk.ts');
  const client: S3Client = new sdk.S3Client({
    ...(await settings(scope, 's3')),
    // Other hosts than AWS's have no name for each bucket.
    forcePathStyle: (await endpointOf(scope.profile, 's3')) !== null,
    // Bodies are checked by their length and ETag; a checksum over a stream that breaks off hides the break.
    responseChecksumValidation: 'WHEN_REQUIRED',
    followRegionRedirects: true,
  });
  return { sdk, client };
}

const STALE: ReadonlySet<string> = new Set([
  'aws_profile',
  'credentials_missing',
  'credentials_expired',
  'region_missing',
  'access_denied',
]);

async function settings({ profile, region }: Scope, service: ServiceId) {
  const { fromIni, fromNodeProviderChain } = await import('./credentials-sdk.ts');
  if (profile !== null) await checkProfile(profile);
  const place = region ?? (await regionOf(profile));
  const endpoint = await endpointOf(profile, service);
  return {
    ...(profile === null ? {} : { profile }),
    ...(place === null ? {} : { region: place }),
    ...(endpoint === null ? {} : { endpoint }),
    // A profile that was chosen is that profile or an error: the whole chain would go on to the machine's own role.
    credentials: profile === null ? fromNodeProviderChain({ ignoreCache: true }) : fromIni({ profile, ignoreCache: true }),
    retryMode: process.env.AWS_RETRY_MODE || 'adaptive',
    requestHandler: { connectionTimeout: CONNECT_WITHIN_MS, socketTimeout: SILENT_MS },
  };
}
