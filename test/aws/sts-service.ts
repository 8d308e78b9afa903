/** STS: who one is, and the keys of a role. */
import { randomUUID } from 'node:crypto';
import type { IdentityControl } from './identity.ts';
import { AwsFault, type AwsRequest, type AwsService } from './wire.ts';
import { type Element, element, xml } from './xml.ts';

export const ACCOUNT = '123456789012';

const parametersOf = (request: AwsRequest) => new URLSearchParams(request.body.toString('utf8'));

export function createStsService(identity: IdentityControl): AwsService {
  const answers: Readonly<Record<string, (asked: URLSearchParams) => Element>> = {
    GetCallerIdentity: () =>
      element(
        'GetCallerIdentityResult',
        element('Arn', `arn:aws:iam::${ACCOUNT}:user/analyst`),
        element('UserId', 'AIDAEMULATOR'),
        element('Account', ACCOUNT),
      ),
    AssumeRole(asked) {
      const arn = asked.get('RoleArn') ?? '';
      checkRole(identity, arn, asked);
      const { accessKeyId, secretAccessKey, sessionToken, expiresAt } = identity.newKeys(arn);
      return element(
        'AssumeRoleResult',
        element(
          'AssumedRoleUser',
          element('Arn', `${arn.replace(':iam:', ':sts:').replace(':role/', ':assumed-role/')}/${asked.get('RoleSessionName')}`),
          element('AssumedRoleId', 'AROAEMULATOR:session'),
        ),
        element(
          'Credentials',
          element('AccessKeyId', accessKeyId),
          element('SecretAccessKey', secretAccessKey),
          element('SessionToken', sessionToken),
          element('Expiration', new Date(expiresAt).toISOString()),
        ),
      );
    },
  };
  return {
    operationOf: (request) => parametersOf(request).get('Action') ?? request.query.get('Action') ?? '',
    async answer(operation, request) {
      const act = answers[operation];
      if (!act) throw new AwsFault('InvalidAction', `The emulator does not know ${operation}.`);
      const body = xml(
        element(`${operation}Response`, act(parametersOf(request)), element('ResponseMetadata', element('RequestId', randomUUID()))),
      );
      return { status: 200, headers: { 'content-type': 'text/xml' }, body };
    },
    failure: (fault) => ({
      status: fault.status,
      headers: { 'content-type': 'text/xml' },
      body: xml(
        element(
          'ErrorResponse',
          element('Error', element('Type', 'Sender'), element('Code', fault.code), element('Message', fault.message)),
        ),
      ),
    }),
  };
}

/** @throws AwsFault in STS's words */
function checkRole(identity: IdentityControl, arn: string, asked: URLSearchParams): void {
  const role = identity.roles.find((each) => each.arn === arn);
  const denied = `User: arn:aws:iam::${ACCOUNT}:user/analyst is not authorized to perform: sts:AssumeRole on resource: ${arn}`;
  if (!role || (role.externalId !== undefined && asked.get('ExternalId') !== role.externalId)) {
    throw new AwsFault('AccessDenied', denied, 403);
  }
  if (role.mfaSerial === undefined) return;
  if (asked.get('SerialNumber') === null) throw new AwsFault('AccessDenied', denied, 403);
  const code = asked.get('TokenCode') ?? '';
  if (!/^\d{6}$/.test(code)) {
    const wanted = `Value '${code}' at 'tokenCode' failed to satisfy constraint: Member must satisfy regular expression pattern: [\\d]*`;
    throw new AwsFault('ValidationError', `1 validation error detected: ${wanted}`);
  }
  const at = asked.get('SerialNumber') === role.mfaSerial ? identity.mfaCodes.indexOf(code) : -1;
  if (at < 0) {
    throw new AwsFault('AccessDenied', 'MultiFactorAuthentication failed with invalid MFA one time pass code. ', 403);
  }
  identity.mfaCodes.splice(at, 1);
}
