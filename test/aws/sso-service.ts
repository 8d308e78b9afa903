/** IAM Identity Center: devices that are confirmed by a person (SSO-OIDC), and the keys of a role for a token (SSO). */
import { randomUUID } from 'node:crypto';
import type { IdentityControl } from './identity.ts';
import { type AwsAnswer, AwsFault, type AwsRequest, type AwsService, oidcPaths } from './wire.ts';

const DEVICE = 'urn:ietf:params:oauth:grant-type:device_code';
/** The scope without which no token can be refreshed. */
const REFRESHABLE = 'sso:account:access';

type Json = Readonly<Record<string, unknown>>;

/** @param url where the emulator is: the address that a person opens lies below it */
export function createOidcService(identity: IdentityControl, url: () => string): AwsService {
  const scopesOf = new Map<string, readonly string[]>();

  const isClient = (input: Json) => {
    if (identity.issued.clientSecrets.get(String(input.clientId)) !== input.clientSecret) throw oidcFault('InvalidClientException', 401);
    return String(input.clientId);
  };

  const operations: Readonly<Record<string, (input: Json) => Json>> = {
    RegisterClient(input) {
      if (input.clientType !== 'public' || !input.clientName) throw oidcFault('InvalidClientMetadataException');
      const client = identity.newClient();
      scopesOf.set(client.clientId, (input.scopes as readonly string[] | undefined) ?? []);
      const now = Math.floor(Date.now() / 1000);
      return { ...client, clientIdIssuedAt: now, clientSecretExpiresAt: now + 90 * 86_400 };
    },
    StartDeviceAuthorization(input) {
      const device = identity.addDevice(isClient(input), String(input.startUrl));
      const page = `${url()}/device`;
      return {
        deviceCode: device.deviceCode,
        userCode: device.userCode,
        verificationUri: page,
        verificationUriComplete: `${page}?user_code=${device.userCode}`,
        expiresIn: identity.codeLasts,
        interval: identity.pollInterval,
      };
    },
    CreateToken(input) {
      const clientId = isClient(input);
      const canRefresh = scopesOf.get(clientId)?.includes(REFRESHABLE) ?? true;
      if (input.grantType === 'refresh_token') {
        // Each is taken once.
        if (!identity.issued.refreshTokens.delete(String(input.refreshToken))) throw oidcFault('InvalidGrantException');
        return { tokenType: 'Bearer', ...identity.newToken(true) };
      }
      if (input.grantType !== DEVICE) throw oidcFault('UnsupportedGrantTypeException');
      const device = identity.devices.find((each) => each.deviceCode === input.deviceCode && each.clientId === clientId);
      if (!device || device.state === 'redeemed') throw oidcFault('InvalidGrantException');
      if (device.expiresAt <= Date.now()) throw oidcFault('ExpiredTokenException');
      if (device.state === 'denied') throw oidcFault('AccessDeniedException');
      if (device.state === 'pending') throw oidcFault('AuthorizationPendingException');
      device.state = 'redeemed';
      return { tokenType: 'Bearer', ...identity.newToken(canRefresh) };
    },
  };

  return {
    operationOf: ({ method, path }) => (path === '/device' ? `${method} /device` : (oidcPaths[path] ?? path)),
    async answer(operation, request) {
      if (operation.endsWith('/device')) return page(operation, request, identity);
      const act = operations[operation];
      if (!act) throw oidcFault('InvalidRequestException');
      return json(200, act(JSON.parse(request.body.toString('utf8')) as Json));
    },
    failure: (fault) => json(fault.status, { ...fault.details, message: fault.message }, { 'x-amzn-errortype': fault.code }),
  };
}

export function createPortalService(identity: IdentityControl): AwsService {
  return {
    operationOf: () => 'GetRoleCredentials',
    async answer(_operation, { headers, query }) {
      const token = identity.issued.accessTokens.get(String(headers['x-amz-sso_bearer_token']));
      if (!token || token.expiresAt <= Date.now()) {
        throw new AwsFault('UnauthorizedException', 'Session token not found or invalid', 401);
      }
      const role = query.get('role_name') ?? '';
      if (role === 'Nobody') throw new AwsFault('ForbiddenException', 'No access', 403);
      const { accessKeyId, secretAccessKey, sessionToken, expiresAt } = identity.newKeys(`${query.get('account_id')}/${role}`);
      return json(200, { roleCredentials: { accessKeyId, secretAccessKey, sessionToken, expiration: expiresAt } });
    },
    failure: (fault) => json(fault.status, { message: fault.message }, { 'x-amzn-errortype': fault.code }),
  };
}

/** RFC 6749 and 8628 have names of their own for what went wrong. */
function oidcFault(code: string, status = 400): AwsFault {
  const name = code.replace(/Exception$/, '');
  const error = name === 'ExpiredToken' ? 'expired_token' : name.replace(/(?<=[a-z])(?=[A-Z])/g, '_').toLowerCase();
  return new AwsFault(code, name, status, { error, error_description: `The emulator says ${error}.` });
}

function json(status: number, body: Json, headers: Readonly<Record<string, string>> = {}): AwsAnswer {
  return {
    status,
    headers: { 'content-type': 'application/json', 'x-amzn-requestid': randomUUID(), ...headers },
    body: JSON.stringify(body),
  };
}

/** What a person sees who opens the address: one button. */
function page(operation: string, { query, body }: AwsRequest, identity: IdentityControl): AwsAnswer {
  const headers = { 'content-type': 'text/html; charset=utf-8' };
  if (operation.startsWith('POST')) {
    const code = new URLSearchParams(body.toString('utf8')).get('user_code') ?? '';
    const isAwaited = identity.devices.some((each) => each.userCode === code && each.state === 'pending');
    if (!isAwaited) return { status: 400, headers, body: '<title>Wrong code</title><p>No device waits with this code.</p>' };
    identity.approve(code);
    return { status: 200, headers, body: '<title>Signed in</title><p>Request approved. This page can be closed.</p>' };
  }
  const code = /^[A-Z-]*$/.test(query.get('user_code') ?? '') ? query.get('user_code') : '';
  const form = `<form method="post"><label>Code <input name="user_code" value="${code}"></label> <button>Allow</button></form>`;
  return { status: 200, headers, body: `<title>Emulator: sign in</title>${form}` };
}
