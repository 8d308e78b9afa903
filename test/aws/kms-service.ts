/** KMS, as far as its keys can be looked at. */
import { jsonService, text } from './json-service.ts';
import { AwsFault, type AwsService } from './wire.ts';

export interface Key {
  /** ARN; requests may name it so, by its id, or by its alias. */
  readonly arn: string;
  readonly alias?: string;
  readonly state: 'Enabled' | 'Disabled' | 'PendingDeletion';
  readonly manager: 'CUSTOMER' | 'AWS';
  /** JSON. */
  readonly policy: string;
}

export function createKmsService(keys: readonly Key[]): AwsService {
  const find = (id: string): Key => {
    const found = keys.find(({ arn, alias }) => arn === id || arn.endsWith(`:key/${id}`) || alias === id);
    if (!found) throw new AwsFault('NotFoundException', `Key '${id}' does not exist`);
    return found;
  };
  return jsonService({
    DescribeKey(input) {
      const { arn, state, manager } = find(text(input, 'KeyId'));
      const [, , , , account = '', name = ''] = arn.split(':');
      return {
        KeyMetadata: { AWSAccountId: account, Arn: arn, KeyId: name.replace('key/', ''), KeyState: state, KeyManager: manager },
      };
    },
    GetKeyPolicy(input) {
      return { Policy: find(text(input, 'KeyId')).policy, PolicyName: 'default' };
    },
  });
}
