/** Takes statements out of a bucket's policy, as long as no flow log needs them: those that are there now are asked again. */
import { AppError } from '../../../app-error.ts';
import { listFlowLogs } from '../../inventory/list-flow-logs.ts';
import type { CleanupTarget } from '../cleanup-target.ts';
import { withoutStatements } from '../delivery-statements.ts';
import { isSamePlace, otherServices, policyOf } from '../find/find-policy.ts';
import { type Acting, changed, isGone, type Outcome } from './acting.ts';

export async function removeStatements(acting: Acting, target: Extract<CleanupTarget, { kind: 'policy' }>): Promise<Outcome> {
  const { ec2, s3, account, region } = acting;
  const { bucket } = target;
  // Those of the plan too: one that is still there still writes.
  const users = (await listFlowLogs(ec2)).filter((each) => each.bucket === bucket);
  const writers = users.filter((each) => isSamePlace(each, target));
  if (writers.length > 0) {
    const about = writers.map(({ id }) => id).join(', ');
    throw changed(`A flow log writes to ${bucket} by these statements: ${about}. They stay.`, about);
  }
  try {
    const services = account === null ? [] : await otherServices(acting, { ...target, account, region });
    const fresh = services.filter((each) => !target.services.includes(each));
    if (fresh.length > 0) throw changed(`Other logs came to ${bucket} by these statements. They stay.`, fresh.join(', '));
    const text = await policyOf(acting, bucket);
    if (text === null) return 'gone';
    const check = users.length > 0 ? [] : target.check;
    if (users.length > 0 && target.check.length > 0) acting.note('used_elsewhere', users.map(({ id }) => id).join(', '));
    const { text: left, removed } = withoutStatements(text, [...target.write, ...check]);
    if (removed === 0) return 'gone';
    if (left === null) await s3.deleteBucketPolicy({ Bucket: bucket });
    else await s3.putBucketPolicy({ Bucket: bucket, Policy: left });
    // S3 has no condition for writing a policy: what another wrote in the same moment is looked for.
    const after = await policyOf(acting, bucket);
    if (after !== null && withoutStatements(after, [...target.write, ...check]).removed > 0) {
      throw new AppError('cleanup_changed', `Somebody changed the policy of ${bucket} at the same time. Run this again.`, {
        details: { about: bucket },
      });
    }
    acting.progress({ done: removed });
    return 'done';
  } catch (error) {
    if (isGone(error)) return 'gone';
    throw error;
  }
}
