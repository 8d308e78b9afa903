/** AWS clients, made when they are first needed, one for each profile, region and service. */
import type { S3Client } from '@aws-sdk/client-s3';
import { looksLikeRegion } from '../../preload/contract/regions.ts';
import { AppError } from '../app-error.ts';
import type { Ask } from './ask.ts';
import { type AthenaApi, createAthenaApi } from './athena-api.ts';
import { type CloudFormationApi, createCloudFormationApi } from './cloudformation-api.ts';
import { type Credentials, createCredentials, type Identity, type Provider } from './credentials.ts';
import type { OidcApi } from './device-sign-in.ts';
import { createEc2Api, type Ec2Api } from './ec2-api.ts';
import { translateAwsError } from './errors.ts';
import { createGlueApi, type GlueApi } from './glue-api.ts';
import { createKmsApi, type KmsApi } from './kms-api.ts';
import { createLogsApi, type LogsApi } from './logs-api.ts';
import { createOidcApi } from './oidc-api.ts';
import { checkProfile, endpointOf, regionOf, type ServiceId } from './profiles.ts';
import { createProxyFor } from './proxies.ts';
import { createS3Api, type S3Api } from './s3-api.ts';
import { createStsApi, type StsApi, stsAddress } from './sts-api.ts';
import { createTransport } from './transport.ts';

/** NULL: as the SDK's own configuration says. */
export interface Scope {
  readonly profile: string | null;
  readonly region: string | null;
}

/** What of the system outside is asked for by the host; without, the environment says it all. */
export interface AwsSystem {
  /** The proxy of an address, as a PAC file gives it. */
  readonly resolveProxy?: (url: string) => Promise<string>;
  /** The PATH of the user's own shell; NULL: as it is here. */
  readonly loginPath?: () => Promise<string | null>;
}

/** What each service is asked by. Endpoints and such follow the SDK's variables and files. */
export interface AwsClients {
  athena(scope: Scope): AthenaApi;
  glue(scope: Scope): GlueApi;
  s3(scope: Scope): S3Api;
  sts(scope: Scope): StsApi;
  ec2(scope: Scope): Ec2Api;
  cloudFormation(scope: Scope): CloudFormationApi;
  kms(scope: Scope): KmsApi;
  logs(scope: Scope): LogsApi;
  /** Loads what S3 is asked by: whoever will soon wait for it waits for the answer alone. */
  warmS3(scope: Scope): void;
  /** The sign-in service of a region. @param caBundle PEM file of the profile; NULL: none */
  oidc(region: string, caBundle: string | null): OidcApi;
  readonly credentials: Credentials;
  /** The configuration files changed: clients made from now on are made of what they say then. What is under way goes on. */
  forget(): Promise<void>;
  destroy(): void;
}

interface Opened<Sdk, Client> {
  readonly sdk: Sdk;
  readonly client: Client;
}

export function createAwsClients(system: AwsSystem = {}): AwsClients {
  const opened = new Map<string, Promise<Opened<unknown, { destroy(): void }>>>();
  const transport = createTransport(createProxyFor(process.env, system.resolveProxy ?? null, Date.now));
  const credentials = createCredentials({ transport, preparePath: pathPreparer(system.loginPath), now: Date.now });

  const keyOf = (service: string, scope: Scope) => JSON.stringify([service, scope.profile, scope.region]);
  /** What each client was given last. */
  const given = new Map<string, Identity>();
  const giving =
    (key: string, provide: Provider): Provider =>
    async (properties) => {
      const identity = await provide(properties);
      given.set(key, identity);
      return identity;
    };

  const settings = async ({ profile, region }: Scope, service: ServiceId) => {
    // One that the environment names is meant too: the SDK's chain would go on without a word.
    const named = profile ?? (process.env.AWS_PROFILE || null);
    if (named !== null) await checkProfile(named);
    const place = region ?? (await regionOf(profile));
    const endpoint = await endpointOf(profile, service);
    if (place !== null && !looksLikeRegion(place)) {
      throw new AppError('region_missing', `${place} is no AWS region. A region is written as ap-northeast-1.`, {
        details: { region: place },
      });
    }
    return {
      ...(profile === null ? {} : { profile }),
      ...(place === null ? {} : { region: place }),
      ...(endpoint === null ? {} : { endpoint }),
      credentials: giving(keyOf(service, { profile, region }), credentials.provider(profile)),
      retryMode: process.env.AWS_RETRY_MODE || 'adaptive',
      requestHandler: await transport.handler((await credentials.needs(profile)).caBundle),
    };
  };
  const openS3 = async (scope: Scope) => {
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
  };

  /** The SDK was loaded, and may have read the files. */
  let isUsed = false;
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
      const attempt = async () => {
        const { sdk, client } = await reached(key, open);
        return send({ sdk, client, input, options: signal ? { abortSignal: signal } : {} });
      };
      const failureOf = (error: unknown): unknown => {
        if (signal?.aborted) return signal.reason;
        const translated = translateAwsError(error, { operation, ...scope });
        // A client remembers its credentials: the next one reads what the user has mended.
        if (translated instanceof AppError && STALE.has(translated.code)) {
          opened.delete(key);
          credentials.forget({ profile: scope.profile, identity: given.get(key), byPerson: translated.code === 'credentials_expired' });
        }
        return translated;
      };
      try {
        return await attempt();
      } catch (error) {
        const failure = failureOf(error);
        if (!(failure instanceof AppError) || failure.code !== 'credentials_expired' || signal?.aborted) throw failure;
        // Temporary ones may have ended before their time was up; new ones may be had without asking anybody.
        return attempt().catch((again: unknown) => {
          throw failureOf(again);
        });
      }
    };
  };

  /** A client without anything of its own. */
  const plain = <Sdk, Client extends { destroy(): void }>(
    service: ServiceId,
    scope: Scope,
    load: () => Promise<Sdk>,
    make: (sdk: Sdk, config: Awaited<ReturnType<typeof settings>>) => Client,
  ): Ask<Sdk, Client> =>
    asker(service, scope, async () => {
      const sdk = await load();
      return { sdk, client: make(sdk, await settings(scope, service)) };
    });

  return {
    athena: (scope) =>
      createAthenaApi(
        plain(
          'athena',
          scope,
          () => import('./athena-sdk.ts'),
          ({ AthenaClient }, config) => new AthenaClient(config),
        ),
      ),
    cloudFormation: (scope) =>
      createCloudFormationApi(
        plain(
          'cloudformation',
          scope,
          () => import('./cloudformation-sdk.ts'),
          ({ CloudFormationClient }, config) => new CloudFormationClient(config),
        ),
      ),
    ec2: (scope) =>
      createEc2Api(
        plain(
          'ec2',
          scope,
          () => import('./ec2-sdk.ts'),
          ({ EC2Client }, config) => new EC2Client(config),
        ),
      ),
    glue: (scope) =>
      createGlueApi(
        plain(
          'glue',
          scope,
          () => import('./glue-sdk.ts'),
          ({ GlueClient }, config) => new GlueClient(config),
        ),
      ),
    kms: (scope) =>
      createKmsApi(
        plain(
          'kms',
          scope,
          () => import('./kms-sdk.ts'),
          ({ KMSClient }, config) => new KMSClient(config),
        ),
      ),
    logs: (scope) =>
      createLogsApi(
        plain(
          'cloudwatch_logs',
          scope,
          () => import('./logs-sdk.ts'),
          ({ CloudWatchLogsClient }, config) => new CloudWatchLogsClient(config),
        ),
      ),
    s3: (scope) => createS3Api(asker('s3', scope, () => openS3(scope))),
    sts: (scope) =>
      createStsApi(
        asker('sts', scope, async () => {
          const sdk = await import('./sts-sdk.ts');
          const { region, endpoint, credentials: provider, requestHandler: handler } = await settings(scope, 'sts');
          if (region === undefined) throw new AppError('region_missing', 'No AWS region that can be used is set. Give one.');
          const address = new URL(endpoint ?? stsAddress(region));
          return { sdk, client: { endpoint: address, region, credentials: provider, handler, destroy: () => handler.destroy() } };
        }),
      ),
    oidc: (region, caBundle) => createOidcApi(region, () => transport.handler(caBundle)),
    credentials,
    warmS3(scope) {
      const key = keyOf('s3', scope);
      reached(key, () => openS3(scope)).catch(() => opened.delete(key));
    },
    async forget() {
      if (!isUsed) return;
      const { parseKnownFiles } = await import('./credentials-sdk.ts');
      // The SDK keeps what it has read.
      await parseKnownFiles({ ignoreCache: true });
      opened.clear();
      credentials.forget();
    },
    destroy() {
      for (const each of opened.values()) each.then(({ client }) => client.destroy()).catch(() => undefined);
      opened.clear();
    },
  };
}

const STALE: ReadonlySet<string> = new Set([
  'aws_profile',
  'credentials_missing',
  'credentials_expired',
  'sign_in_needed',
  'region_missing',
  'access_denied',
]);

/** Asks for the login shell's PATH once, when a program is to be run for the first time. */
function pathPreparer(loginPath: AwsSystem['loginPath']): () => Promise<void> {
  let prepared: Promise<void> | null = null;
  const prepare = async () => {
    const path = await loginPath?.();
    if (path) process.env.PATH = path;
  };
  return () => {
    prepared ??= prepare();
    return prepared;
  };
}
