/**
 * Tries what a source needs, each thing once and nothing that costs: requests that read one entry, one byte of one
 * object, and one statement that Athena does not charge for. Lines are told as they are known.
 */
import type { CheckId, CheckLine, CheckResult } from '../../../../preload/contract/check.ts';
import { checkIds } from '../../../../preload/contract/check.ts';
import type { AthenaRef } from '../../../../preload/contract/query.ts';
import { AppError } from '../../../app-error.ts';
import type { AwsClients } from '../../../aws/clients.ts';
import { regionOf } from '../../../aws/profiles.ts';
import { catalogOf, databaseOf, workgroupOf } from '../../../flowlogs/athena-defaults.ts';
import type { Checking } from './checking.ts';
import { failedLine, lineOf, WITHIN_MS } from './line.ts';
import { arnsOf, minimalPolicy, type PolicyFacts } from './policy.ts';
import { tryCatalog } from './try-catalog.ts';
import { tryData } from './try-data.ts';
import { tryLists } from './try-lists.ts';
import { tryStatement } from './try-statement.ts';

export interface CheckOptions {
  readonly ref: AthenaRef;
  readonly clients: AwsClients;
  /** Told each line once, in the order in which they are known. */
  readonly told: (line: CheckLine) => void;
  readonly signal?: AbortSignal | undefined;
}

/** Without these nothing can be tried: they are the answer to the whole check. */
const HOPELESS: ReadonlySet<string> = new Set([
  'aws_profile',
  'credentials_missing',
  'credentials_expired',
  'sign_in_needed',
  'sign_in_failed',
  'region_missing',
]);

/** In the policy's place of an account that nobody told. */
const UNKNOWN_ACCOUNT = '*';

/** @throws AppError where the credentials themselves cannot be used, so that nothing can be tried */
export async function checkSource({ ref, clients, told, signal }: CheckOptions): Promise<CheckResult> {
  const lines = new Map<CheckId, CheckLine>();
  const tell = (line: CheckLine) => {
    lines.set(line.id, line);
    told(line);
  };
  const within = () => AbortSignal.any([AbortSignal.timeout(WITHIN_MS), ...(signal ? [signal] : [])]);
  const identity = await clients
    .sts(ref)
    .getCallerIdentity({}, within())
    .catch((error: unknown) => {
      if (signal?.aborted || (error instanceof AppError && HOPELESS.has(error.code))) throw error;
      tell(failedLine('identity', '*', error));
      return null;
    });
  if (identity) tell(lineOf('identity', identity.arn, 'ok'));

  const region = ref.region ?? (await regionOf(ref.profile));
  const facts: PolicyFacts = {
    region: region ?? '*',
    account: identity?.account ?? UNKNOWN_ACCOUNT,
    workgroup: workgroupOf(ref),
    catalog: catalogOf(ref),
    database: databaseOf(ref),
    table: ref.table,
    isGlue: catalogOf(ref).toLowerCase() === 'awsdatacatalog',
    data: [],
    results: null,
    dataKeys: [],
    resultKeys: [],
    isGoverned: false,
  };
  const checking: Checking = {
    ref,
    clients,
    arns: arnsOf(facts),
    tell,
    within,
    async attempt(id, resource, send) {
      try {
        const answer = await send(within());
        tell(lineOf(id, resource, 'ok'));
        return answer;
      } catch (error) {
        signal?.throwIfAborted();
        tell(failedLine(id, resource, error));
        return null;
      }
    },
  };
  const [table, statement] = await Promise.all([
    tryCatalog(checking).then(async (found) => ({ ...found, keys: await tryData(checking, found.data) })),
    tryStatement(checking),
    tryLists(checking),
  ]);
  tell(kmsLine([...table.keys, ...statement.keys], lines));
  const policy = minimalPolicy({
    ...facts,
    data: table.data,
    isGoverned: table.isGoverned,
    dataKeys: table.keys,
    results: statement.results,
    resultKeys: statement.keys,
  });
  return {
    identity: identity && { account: identity.account, arn: identity.arn },
    region,
    lines: checkIds.flatMap((id) => lines.get(id) ?? []),
    policy: JSON.stringify(policy, null, 2),
  };
}

/** What was read was decrypted; what was refused for a key says so. */
function kmsLine(keys: readonly string[], lines: ReadonlyMap<CheckId, CheckLine>): CheckLine {
  const refused = [...lines.values()].find((line) => line.state === 'denied' && line.action.startsWith('kms:'));
  if (refused) return lineOf('kms', refused.resource, 'denied', { reason: refused.reason, action: refused.action });
  return keys.length > 0 ? lineOf('kms', keys.join(', '), 'ok') : lineOf('kms', '*', 'unneeded');
}
