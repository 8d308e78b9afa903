/**
 * The statements of a bucket's policy that AWS added for flow logs
 * (docs.aws.amazon.com/vpc/latest/userguide/flow-logs-s3-permissions.html). Deleting the flow log leaves them there. Pure.
 */
import { isDeepStrictEqual } from 'node:util';

export type Statement = Readonly<Record<string, unknown>>;

export interface DeliveryOf {
  readonly bucket: string;
  /** `''` or `folder/`. */
  readonly prefix: string;
  readonly hive: boolean;
  readonly account: string;
  readonly region: string;
}

/** NULL: it is no policy that can be read. */
export function readPolicy(
  text: string,
): { readonly policy: Readonly<Record<string, unknown>>; readonly statements: readonly Statement[] } | null {
  try {
    const policy = JSON.parse(text) as Readonly<Record<string, unknown>>;
    const statements = [policy.Statement ?? []].flat() as unknown as readonly Statement[];
    return statements.every((each) => typeof each === 'object' && each !== null) ? { policy, statements } : null;
  } catch {
    return null;
  }
}

/**
 * Which statements let the delivery of these logs in, and nobody else's: they carry AWS's name, the delivery's principal,
 * and the conditions on this account and region. An older one without conditions may be others' too, and is not told.
 */
export function statementsOf(
  all: readonly Statement[],
  delivery: DeliveryOf,
): { readonly write: readonly Statement[]; readonly check: readonly Statement[] } {
  const { bucket, prefix, hive, account } = delivery;
  const own = all.filter((each) => isDelivery(each, delivery));
  const on = (action: string, resource: string) =>
    own.filter(({ Action, Resource }) => only(Action) === action && bare(only(Resource)) === resource);
  return {
    write: on('s3:PutObject', `${bucket}/${prefix}AWSLogs/${hive ? 'aws-account-id=' : ''}${account}/*`),
    check: on('s3:GetBucketAcl', bucket),
  };
}

/** What is left without the statements; each of them goes once. NULL: nothing is left. @throws nothing: what is not there is not missed */
export function withoutStatements(text: string, gone: readonly Statement[]): { readonly text: string | null; readonly removed: number } {
  const read = readPolicy(text);
  if (read === null) return { text, removed: 0 };
  const left = [...read.statements];
  let removed = 0;
  for (const statement of gone) {
    const at = left.findIndex((each) => isDeepStrictEqual(each, statement));
    if (at < 0) continue;
    left.splice(at, 1);
    removed++;
  }
  return { text: left.length === 0 ? null : JSON.stringify({ ...read.policy, Statement: left }), removed };
}

function isDelivery({ Sid, Effect, Principal, Condition }: Statement, { account, region }: DeliveryOf): boolean {
  if (!/^AWSLogDelivery(Write|AclCheck)\d*$/.test(String(Sid)) || Effect !== 'Allow') return false;
  const services = Object.entries((Principal ?? {}) as Readonly<Record<string, unknown>>);
  if (services.length !== 1 || services[0]?.[0] !== 'Service' || only(services[0][1]) !== 'delivery.logs.amazonaws.com') return false;
  const conditions = Object.values((Condition ?? {}) as Readonly<Record<string, Readonly<Record<string, unknown>>>>)
    .flatMap((each) => Object.entries(each))
    .map(([key, value]) => [key.toLowerCase(), only(value)] as const);
  const has = (key: string, matches: (value: string) => boolean) =>
    conditions.some(([name, value]) => name === key && value !== null && matches(value));
  return (
    has('aws:sourceaccount', (value) => value === account) &&
    has('aws:sourcearn', (value) => new RegExp(`^arn:[\\w-]+:logs:${region}:${account}:\\*$`).test(value))
  );
}

/** A text, or the only one of a list; of several, none is meant alone. */
function only(value: unknown): string | null {
  const all = [value].flat();
  return all.length === 1 && typeof all[0] === 'string' ? all[0] : null;
}

const bare = (arn: string | null): string | null => arn?.replace(/^arn:[\w-]+:s3:::/, '') ?? null;
