/** Who one is to AWS: the one request that needs no permission. Throws an AppError for what AWS says. */
import type { Readable } from 'node:stream';
import type { Ask, Call } from './ask.ts';
import type { Credentials } from './credentials.ts';
import type { Handler } from './transport.ts';

export interface CallerIdentity {
  readonly account: string;
  readonly arn: string;
}

export interface StsApi {
  readonly getCallerIdentity: Call<Record<string, never>, CallerIdentity>;
}

type Sdk = typeof import('./sts-sdk.ts');

export interface StsClient {
  readonly endpoint: URL;
  readonly region: string;
  readonly credentials: ReturnType<Credentials['provider']>;
  readonly handler: Handler;
  destroy(): void;
}

/** AWS's own address of STS in a region. */
export function stsAddress(region: string): string {
  const suffix = region.startsWith('cn-') ? 'amazonaws.com.cn' : region.startsWith('eusc-') ? 'amazonaws.eu' : 'amazonaws.com';
  return `https://sts.${region}.${suffix}`;
}

export function createStsApi(ask: Ask<Sdk, StsClient>): StsApi {
  return { getCallerIdentity: ask('GetCallerIdentity', ({ sdk, client, options }) => send(sdk, client, options.abortSignal)) };
}

async function send(sdk: Sdk, { endpoint, region, credentials, handler }: StsClient, abortSignal?: AbortSignal): Promise<CallerIdentity> {
  const signer = new sdk.SignatureV4({ service: 'sts', region, credentials, sha256: sdk.Sha256 });
  const request = new sdk.HttpRequest({
    method: 'POST',
    protocol: endpoint.protocol,
    hostname: endpoint.hostname,
    ...(endpoint.port === '' ? {} : { port: Number(endpoint.port) }),
    path: endpoint.pathname,
    headers: { host: endpoint.host, 'content-type': 'application/x-www-form-urlencoded' },
    body: 'Action=GetCallerIdentity&Version=2011-06-15',
  });
  const signed = (await signer.sign(request)) as typeof request;
  const { response } = await handler.handle(signed, abortSignal ? { abortSignal } : {});
  const text = await textOf(response.body as Readable);
  const said = (name: string) => new RegExp(`<${name}>([^<]*)</${name}>`).exec(text)?.[1] ?? '';
  const account = said('Account');
  if (response.statusCode === 200 && account !== '') return { account, arn: said('Arn') };
  // As the SDK's own clients throw it.
  throw Object.assign(new Error(said('Message') || `STS answered with ${response.statusCode} and nothing that can be read.`), {
    name: said('Code') || 'UnknownError',
    $fault: 'client',
    $metadata: { httpStatusCode: response.statusCode },
  });
}

/** An answer of STS has some hundred characters. */
const MOST = 20_000;

async function textOf(body: Readable): Promise<string> {
  let text = '';
  for await (const piece of body) {
    text += String(piece);
    if (text.length > MOST) break;
  }
  return text;
}
