/**
 * Whether a resource's policy lets an AWS service do something, as far as that can be told from outside
 * (docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements.html). A condition on what is not known here is
 * neither taken to hold nor not to: the answer is `unknown` then, so that no denial is overlooked and none invented. Pure.
 */

export type Told = 'yes' | 'no' | 'unknown';

export interface PolicyRequest {
  /** Principal, as `delivery.logs.amazonaws.com`. */
  readonly service: string;
  readonly action: string;
  /** ARN. */
  readonly resource: string;
  /** What condition keys have in the request, by their names in small letters; others are not known. */
  readonly context: Readonly<Record<string, string>>;
}

export interface PolicyAnswer {
  /** Whether a statement allows it, whatever others deny. */
  readonly allowed: Told;
  /** Statements that deny it, by their Sid or number: for certain, or perhaps. */
  readonly denies: readonly { readonly statement: string; readonly holds: Exclude<Told, 'no'> }[];
}

interface Statement {
  readonly Sid?: string;
  readonly Effect?: string;
  readonly Principal?: unknown;
  readonly NotPrincipal?: unknown;
  readonly Action?: unknown;
  readonly NotAction?: unknown;
  readonly Resource?: unknown;
  readonly NotResource?: unknown;
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

/** @param policy JSON as AWS gives it; what cannot be read allows nothing */
export function policyAnswer(policy: string, request: PolicyRequest): PolicyAnswer {
  const told = statementsOf(policy).map((statement, index) => ({ statement, index, holds: holdsFor(statement, request) }));
  const allows = told.filter(({ statement }) => statement.Effect === 'Allow').map(({ holds }) => holds);
  return {
    allowed: allows.includes('yes') ? 'yes' : allows.includes('unknown') ? 'unknown' : 'no',
    denies: told.flatMap(({ statement, index, holds }) =>
      statement.Effect === 'Deny' && holds !== 'no' ? [{ statement: statement.Sid ?? `#${index + 1}`, holds }] : [],
    ),
  };
}

function statementsOf(policy: string): readonly Statement[] {
  try {
    const { Statement } = JSON.parse(policy) as { Statement?: Statement | readonly Statement[] };
    return [Statement ?? []].flat().filter((each) => typeof each === 'object' && each !== null);
  } catch {
    return [];
  }
}

function holdsFor(statement: Statement, { service, action, resource, context }: PolicyRequest): Told {
  const { Principal, NotPrincipal, Action, NotAction, Resource, NotResource, Condition } = statement;
  const small = (value: unknown) => texts(value).map((each) => each.toLowerCase());
  const isMeant =
    (NotPrincipal === undefined ? isNamed(Principal, service) : !isNamed(NotPrincipal, service)) &&
    (NotAction === undefined
      ? small(Action).some((each) => isLike(each, action.toLowerCase()))
      : !small(NotAction).some((each) => isLike(each, action.toLowerCase())));
  const onIt = NotResource === undefined ? anyLike(texts(Resource), resource) : NOT[anyLike(texts(NotResource), resource)];
  if (!isMeant || onIt === 'no') return 'no';
  const conditions = Object.entries(Condition ?? {}).flatMap(([operator, keys]) =>
    Object.entries(keys).map(([key, values]) => conditionHolds(operator, context[key.toLowerCase()], texts(values))),
  );
  return conditions.includes('no') ? 'no' : [onIt, ...conditions].includes('unknown') ? 'unknown' : 'yes';
}

const NOT = { yes: 'no', no: 'yes', unknown: 'unknown' } as const;

/** A policy's variables are filled in by AWS. */
const hasVariable = (text: string) => text.includes('${');

function anyLike(patterns: readonly string[], text: string): Told {
  if (patterns.some((each) => !hasVariable(each) && isLike(each, text))) return 'yes';
  // What it is filled in with may be anything.
  return patterns.some((each) => hasVariable(each) && isLike(each.replace(/\$\{[^}]*\}/g, '*'), text)) ? 'unknown' : 'no';
}

const texts = (value: unknown): readonly string[] => [value ?? []].flat().map(String);

function isNamed(principal: unknown, service: string): boolean {
  if (principal === '*') return true;
  const named = Object.values((principal ?? {}) as Readonly<Record<string, unknown>>).flat();
  return named.includes('*') || named.includes(service);
}

function conditionHolds(operator: string, actual: string | undefined, values: readonly string[]): Told {
  const name = operator.replace(/^ForA(ny|ll)Values:/, '').replace(/IfExists$/, '');
  const isNot = name.includes('Not');
  const test = testOf(name.replace('Not', ''));
  if (actual === undefined || test === null || values.some(hasVariable)) return 'unknown';
  return values.some((value) => test(value, actual)) !== isNot ? 'yes' : 'no';
}

/** NULL: an operator that is not known here. */
function testOf(operator: string): ((value: string, actual: string) => boolean) | null {
  switch (operator) {
    case 'StringEqualsIgnoreCase':
    case 'Bool':
      return (value, actual) => value.toLowerCase() === actual.toLowerCase();
    case 'Null':
      return (value) => value === 'false';
    // Of the ARN of a delivery only the beginning is known: it stands as a pattern, which equals itself.
    case 'StringEquals':
      return (value, actual) => value === actual;
    case 'StringLike':
    case 'ArnEquals':
    case 'ArnLike':
      return isLike;
    default:
      return null;
  }
}

/** Whether the text is as the pattern says: `*` for any letters, `?` for one. In a time that grows with both, whatever they are. */
export function isLike(pattern: string, text: string): boolean {
  let p = 0;
  let t = 0;
  let star = -1;
  let from = 0;
  while (t < text.length) {
    if (pattern[p] === '*') {
      star = p++;
      from = t;
    } else if (p < pattern.length && (pattern[p] === '?' || pattern[p] === text[t])) {
      p++;
      t++;
    } else if (star >= 0) {
      p = star + 1;
      t = ++from;
    } else {
      return false;
    }
  }
  while (pattern[p] === '*') p++;
  return p === pattern.length;
}
