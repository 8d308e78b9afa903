/** Requests and answers of the emulator, before and after a service speaks its own protocol. */
import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';

export interface AwsRequest {
  readonly method: string;
  /** Decoded path, query left out. */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

export interface AwsAnswer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array;
}

/** An answer that is an error. `code` is AWS's name of it. */
export class AwsFault extends Error {
  readonly status: number;
  readonly code: string;
  readonly details: Readonly<Record<string, unknown>>;

  constructor(code: string, message: string, status = 400, details: Readonly<Record<string, unknown>> = {}) {
    super(message);
    this.name = code;
    this.code = code;
    this.status = status;
    this.details = details;
  }
}

export interface AwsService {
  /** IAM's name of what is asked: `StartQueryExecution`. */
  operationOf(request: AwsRequest): string;
  /** @throws AwsFault */
  answer(operation: string, request: AwsRequest): Promise<AwsAnswer>;
  /** The error in the service's own protocol. */
  failure(fault: AwsFault, request: AwsRequest): AwsAnswer;
}

export async function readRequest(message: IncomingMessage): Promise<AwsRequest> {
  const pieces: Buffer[] = [];
  for await (const piece of message) pieces.push(piece as Buffer);
  const url = new URL(message.url ?? '/', 'http://emulator');
  // A host such as `bucket.localhost` means path-style with that bucket in front.
  const bucket = /^([^:]+)\.localhost(:\d+)?$/.exec(message.headers.host ?? '')?.[1];
  return {
    method: message.method ?? 'GET',
    path: (bucket ? `/${bucket}` : '') + decodeURIComponent(url.pathname),
    query: url.searchParams,
    headers: message.headers,
    body: unchunked(Buffer.concat(pieces), message.headers),
  };
}

export type ServiceName = 'athena' | 'glue' | 's3' | 'sts' | 'oidc' | 'sso' | 'ec2' | 'cloudformation' | 'logs' | 'kms';

/** Where the operations of SSO-OIDC are; `/device` is the page that a person opens. */
export const oidcPaths: Readonly<Record<string, string>> = {
  '/client/register': 'RegisterClient',
  '/device_authorization': 'StartDeviceAuthorization',
  '/token': 'CreateToken',
};

/** All services listen on one port: the target header tells, or else what the signature was made for. */
export function serviceOf(request: AwsRequest): ServiceName {
  const target = String(request.headers['x-amz-target'] ?? '');
  if (target.startsWith('AmazonAthena.')) return 'athena';
  if (target.startsWith('AWSGlue.')) return 'glue';
  if (target.startsWith('Logs_20140328.')) return 'logs';
  if (target.startsWith('TrentService.')) return 'kms';
  // Who signs in has no keys yet to sign with.
  const isUnsigned = request.headers.authorization === undefined;
  if (isUnsigned && (request.path === '/device' || Object.hasOwn(oidcPaths, request.path))) return 'oidc';
  if (isUnsigned && request.path === '/federation/credentials') return 'sso';
  const service = scopeOf(request)[3];
  return service === 'sts' || service === 'ec2' || service === 'cloudformation' ? service : 's3';
}

export const HOME_REGION = 'ap-northeast-1';

/** Where the request was sent to: there is one port for all regions, but each is signed for its own. */
export const regionOf = (request: AwsRequest): string => scopeOf(request)[2] || HOME_REGION;

/** Of `AKID/20221128/ap-northeast-1/s3/aws4_request`, in its parts. */
function scopeOf(request: AwsRequest): readonly string[] {
  const signed = /Credential=([^,\s]+)/.exec(String(request.headers.authorization ?? ''))?.[1];
  return (signed ?? request.query.get('X-Amz-Credential') ?? '').split('/');
}

/** SDKs upload in signed chunks: `size[;signature]`, bytes, ..., `0`, trailers. Gives the bytes alone. */
function unchunked(body: Buffer, headers: IncomingHttpHeaders): Buffer {
  if (
    !String(headers['content-encoding'] ?? '').includes('aws-chunked') &&
    !String(headers['x-amz-content-sha256']).startsWith('STREAMING-')
  )
    return body;
  const pieces: Buffer[] = [];
  for (let at = 0; at < body.length; ) {
    const lineEnd = body.indexOf('\r\n', at);
    const size = Number.parseInt(body.subarray(at, lineEnd).toString('latin1'), 16);
    if (!(size > 0)) break;
    pieces.push(body.subarray(lineEnd + 2, lineEnd + 2 + size));
    at = lineEnd + 2 + size + 2;
  }
  return Buffer.concat(pieces);
}
