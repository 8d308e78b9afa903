/** Whether the key that a bucket encrypts with keeps a flow log's files away. */
import type { Arrivals } from '../../../preload/contract/setup.ts';
import { AppError } from '../../app-error.ts';
import { keyOfBucket, regionOfBucket } from '../about-bucket.ts';
import { isAbsent } from '../absent.ts';
import type { SetupContext } from '../setup-context.ts';
import { type Delivery, keyRequests } from './delivery-policy.ts';
import { policyAnswer } from './policy.ts';

type Reason = Omit<Arrivals['reasons'][number], 'code'>;

const none: Reason = { holds: 'no', found: null };

/**
 * What is found is the key, and what of it is in the way: its state, an action that its policy does not let logs do.
 * @throws AppError for what is no answer: network, credentials; for a denial too, where the bucket may not be looked at
 */
export async function keyReason({ place, clients }: SetupContext, delivery: Delivery): Promise<Reason> {
  const key = await keyOfBucket(clients.s3(place), delivery.bucket);
  if (key === null) return none;
  // A key is in the region of its bucket; its ARN says so, an id or an alias does not.
  const region = /^arn:[\w-]+:kms:([\w-]+):/.exec(key)?.[1] ?? (await regionOfBucket(clients.s3(place), delivery.bucket));
  if (region === null) return { holds: 'unknown', found: key };
  const kms = clients.kms({ ...place, region });
  try {
    const described = await kms.describeKey({ KeyId: key }).catch((error: unknown) => {
      if (isAbsent(error, 'NotFoundException')) return null;
      throw error;
    });
    if (described === null) return { holds: 'yes', found: `${key} NotFound` };
    const { KeyMetadata: { Arn = key, AWSAccountId, KeyState, KeyManager } = {} } = described;
    if (KeyState !== undefined && KeyState !== 'Enabled') return { holds: 'yes', found: `${key} ${KeyState}` };
    // AWS's own key lets in who is of this account; logs are delivered from AWS's. Whether it does is not told by a policy.
    // The policy of another account's key is for that account alone to read.
    if (KeyManager === 'AWS' || AWSAccountId !== delivery.account) return { holds: 'unknown', found: key };
    const { Policy = '' } = await kms.getKeyPolicy({ KeyId: Arn, PolicyName: 'default' });
    const answers = keyRequests(delivery, Arn).map((request) => ({ action: request.action, ...policyAnswer(Policy, request) }));
    const refused = answers.find(({ allowed, denies }) => allowed === 'no' || denies.some(({ holds }) => holds === 'yes'));
    if (refused) return { holds: 'yes', found: `${key} ${refused.action}` };
    const isUnknown = answers.some(({ allowed, denies }) => allowed === 'unknown' || denies.length > 0);
    return isUnknown ? { holds: 'unknown', found: key } : none;
  } catch (error) {
    if (error instanceof AppError && error.code === 'access_denied')
      return { holds: 'unknown', found: `${key} ${String(error.details.action ?? '')}`.trim() };
    throw error;
  }
}
