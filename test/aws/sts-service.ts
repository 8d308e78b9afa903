/** STS, of which only who one is is asked. */
import { randomUUID } from 'node:crypto';
import { AwsFault, type AwsService } from './wire.ts';
import { element, xml } from './xml.ts';

export const ACCOUNT = '123456789012';

export function createStsService(): AwsService {
  return {
    operationOf: (request) => new URLSearchParams(request.body.toString('utf8')).get('Action') ?? request.query.get('Action') ?? '',
    async answer(operation) {
      if (operation !== 'GetCallerIdentity') throw new AwsFault('InvalidAction', `The emulator does not know ${operation}.`);
      const identity = element(
        'GetCallerIdentityResult',
        element('Arn', `arn:aws:iam::${ACCOUNT}:user/analyst`),
        element('UserId', 'AIDAEMULATOR'),
        element('Account', ACCOUNT),
      );
      const body = xml(element('GetCallerIdentityResponse', identity, element('ResponseMetadata', element('RequestId', randomUUID()))));
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
