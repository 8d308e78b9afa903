/**
 * Whether a bucket's policy lets flow logs in. It is read as far as it is plain: a statement with conditions that are
 * not known here is taken to hold, so that a denial is never overlooked and an allowance never invented.
 */

export interface Delivery {
  readonly bucket: string;
  /** Key of the folder that files go to. */
  readonly folder: string;
  readonly account: string;
  readonly region: string;
}

export interface Hindrance {
  /** No statement lets AWS's delivery write there. */
  readonly isMissing: boolean;
  /** Statements that deny it, by their Sid or number. */
  readonly denies: readonly string[];
}

interface Statement {
  readonly Sid?: string;
  readonly Effect?: string;
  readonly Principal?: unknown;
  readonly Action?: string | readonly string[];
  readonly Resource?: string | readonly string[];
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

const SERVICE = 'delivery.logs.amazonaws.com';

/** @param policy JSON as S3 gives it; what cannot be read lets nobody in */
export function policyHinders(policy: string, delivery: Delivery): Hindrance {
  const statements = statementsOf(policy);
  const concerns = ({ Action, Resource, Principal }: Statement) =>
    isOf(Principal) && matches(Action, 's3:PutObject', true) && matches(Resource, probe(delivery), false);
  return {
    isMissing: !statements.some((each) => each.Effect === 'Allow' && concerns(each) && holdsFor(each.Condition, delivery)),
    denies: statements.flatMap((each, index) =>
      each.Effect === 'Deny' && concerns(each) && mayDeny(each.Condition, delivery) ? [each.Sid ?? `#${index + 1}`] : [],
    ),
  };
}

function statementsOf(policy: string): readonly Statement[] {
  try {
    const { Statement } = JSON.parse(policy) as { Statement?: Statement | readonly Statement[] };
    return Statement === undefined ? [] : [Statement].flat();
  } catch {
    return [];
  }
}

const probe = ({ bucket, folder }: Delivery): string => `${bucket}/${folder}x`;

function isOf(principal: unknown): boolean {
  if (principal === '*') return true;
  const named = Object.values((principal ?? {}) as Readonly<Record<string, unknown>>).flat();
  return named.includes('*') || named.includes(SERVICE);
}

function matches(patterns: string | readonly string[] | undefined, text: string, anyCase: boolean): boolean {
  return [patterns ?? []].flat().some((pattern) => {
    const bare = pattern.replace(/^arn:[\w-]+:s3:::/, '');
    const expression = bare
      .split(/([*?])/)
      .map((part) => (part === '*' ? '.*' : part === '?' ? '.' : part.replace(/[.+^${}()|[\]\\]/g, '\\$&')))
      .join('');
    return new RegExp(`^${expression}$`, anyCase ? 'is' : 's').test(text);
  });
}

/** What the conditions of a delivery are about; others are not known here. */
function known(key: string, { account, region }: Delivery): RegExp | null {
  switch (key.toLowerCase()) {
    case 'aws:sourceaccount':
      return new RegExp(`^${account}$`);
    case 'aws:sourcearn':
      return new RegExp(`^arn:[\\w-]+:logs:(${region}|\\*):(${account}|\\*):\\*$`);
    case 's3:x-amz-acl':
      return /^bucket-owner-full-control$/;
    default:
      return null;
  }
}

function holdsFor(condition: Statement['Condition'], delivery: Delivery): boolean {
  return Object.values(condition ?? {}).every((each) =>
    Object.entries(each).every(([key, value]) => {
      const expected = known(key, delivery);
      return expected === null || [value].flat().some((one) => expected.test(String(one)));
    }),
  );
}

/** Requests without TLS are denied by many a policy; AWS's own delivery uses it. */
function mayDeny(condition: Statement['Condition'], delivery: Delivery): boolean {
  return Object.entries(condition ?? {}).every(([operator, each]) =>
    Object.entries(each).every(([key, value]) => {
      if (key.toLowerCase() === 'aws:securetransport') return String([value].flat()[0]) !== 'false';
      const expected = known(key, delivery);
      if (expected === null) return true;
      const isMet = [value].flat().some((one) => expected.test(String(one)));
      return /Not/.test(operator) ? !isMet : isMet;
    }),
  );
}
