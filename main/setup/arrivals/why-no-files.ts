/** Why no file of a flow log has come: each likely reason, looked at. */
import type { Arrivals } from '../../../preload/contract/setup.ts';
import { AppError } from '../../app-error.ts';
import { isAbsent } from '../absent.ts';
import type { S3FlowLog } from '../inventory/list-flow-logs.ts';
import { listInterfaces } from '../inventory/list-network.ts';
import type { SetupContext } from '../setup-context.ts';
import { type Delivery, putRequest } from './delivery-policy.ts';
import { keyReason } from './key-reason.ts';
import { policyAnswer } from './policy.ts';

type Reason = Arrivals['reasons'][number];

export interface NoFiles extends SetupContext {
  readonly flowLog: S3FlowLog;
  readonly account: string;
  readonly region: string;
  /** It was made, or the newest file came, less than a quarter of an hour ago. */
  readonly isEarly: boolean;
  /** What kept the files from being listed; NULL: nothing did. */
  readonly unread: unknown;
  /** Key of the folder that its files go to. */
  readonly folder: string;
}

/** The likeliest first: those that hold, then those that nobody can tell. @throws what is no answer: network, credentials */
export async function whyNoFiles(about: NoFiles): Promise<readonly Reason[]> {
  const { flowLog, isEarly, unread } = about;
  // Nobody may list the bucket: what is in it is not known, and that is no reason.
  if (unread !== null && !(unread instanceof AppError && /^(result_gone|bucket_not_found)$/.test(unread.code))) throw unread;
  const isGone = unread !== null;
  const { account, region, folder } = about;
  const delivery: Delivery = { bucket: flowLog.bucket, folder, account, region };
  const [policy, key, traffic] = await Promise.all([
    isGone ? [] : policyReasons(about, delivery),
    isGone
      ? reason('kms_key', 'unknown', null)
      : keyReason(about, delivery).then(
          ({ holds, found }) => reason('kms_key', holds, found),
          (error: unknown) => unlessAnswered('kms_key', error),
        ),
    trafficReason(about),
  ]);
  const reasons: readonly Reason[] = [
    reason('too_early', isEarly ? 'yes' : 'no', flowLog.createdAt),
    reason('not_active', flowLog.status !== null && flowLog.status !== 'ACTIVE' ? 'yes' : 'no', flowLog.status),
    reason('delivery_failed', flowLog.deliverStatus === 'FAILED' ? 'yes' : 'no', flowLog.deliverError),
    reason('bucket_gone', isGone ? 'yes' : 'no', flowLog.bucket),
    ...policy,
    key,
    traffic,
  ];
  const rank = { yes: 0, unknown: 1, no: 2 };
  return reasons.toSorted((a, b) => rank[a.holds] - rank[b.holds]);
}

const reason = (code: Reason['code'], holds: Reason['holds'], found: string | null): Reason => ({ code, holds, found });

async function policyReasons({ place, clients, flowLog }: NoFiles, delivery: Delivery): Promise<readonly Reason[]> {
  const s3 = clients.s3(place);
  try {
    const { Policy = '' } = await s3.getBucketPolicy({ Bucket: flowLog.bucket });
    const { allowed, denies } = policyAnswer(Policy, putRequest(delivery));
    const certain = denies.filter(({ holds }) => holds === 'yes');
    const told = (certain.length > 0 ? certain : denies).map(({ statement }) => statement).join(', ') || null;
    return [
      reason('policy_missing', NOT[allowed], allowed === 'yes' ? null : `s3:PutObject ${flowLog.bucket}/${delivery.folder}`),
      reason('policy_denies', certain.length > 0 ? 'yes' : denies.length > 0 ? 'unknown' : 'no', told),
    ];
  } catch (error) {
    if (isAbsent(error, 'NoSuchBucketPolicy'))
      return [reason('policy_missing', 'yes', flowLog.bucket), reason('policy_denies', 'no', null)];
    return [unlessAnswered('policy_missing', error), unlessAnswered('policy_denies', error)];
  }
}

const NOT = { yes: 'no', no: 'yes', unknown: 'unknown' } as const;

/** Where there is no interface there is nothing to log. */
async function trafficReason({ place, clients, flowLog }: NoFiles): Promise<Reason> {
  try {
    const interfaces = await listInterfaces(clients.ec2(place));
    const own = interfaces.filter((each) => [each.id, each.subnetId, each.vpcId].includes(flowLog.resourceId));
    return own.length === 0 ? reason('no_traffic', 'yes', '0') : reason('no_traffic', 'unknown', String(own.length));
  } catch (error) {
    return unlessAnswered('no_traffic', error);
  }
}

/** What is denied is not known; anything else is thrown on. */
function unlessAnswered(code: Reason['code'], error: unknown): Reason {
  if (error instanceof AppError && /^(access_denied|bucket_elsewhere)$/.test(error.code))
    return reason(code, 'unknown', String(error.details.reason ?? ''));
  throw error;
}
