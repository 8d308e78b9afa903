/** Faults on request: what a test may let go wrong while the emulator runs. */
import { permissionOf } from './s3/operation-names.ts';
import { AwsFault, type ServiceName } from './wire.ts';

export type ExecutionState = 'QUEUED' | 'RUNNING' | 'SUCCEEDED' | 'FAILED' | 'CANCELLED';

/** How an execution ends instead of by its statement. */
export interface Ending {
  readonly state: 'FAILED' | 'CANCELLED';
  readonly reason: string;
  readonly error?: {
    readonly ErrorCategory: number;
    readonly ErrorType: number;
    readonly Retryable: boolean;
    readonly ErrorMessage: string;
  };
}

export interface Faults {
  /** The next `times` requests for the operation (`*`: any) are refused as too many. */
  throttle(operation: string, times: number): void;
  /** The next `times` requests for the operation (`*`: any) fail on AWS's own side, with this status. */
  breakDown(operation: string, times: number, status?: 500 | 502 | 503): void;
  /** How far the clock of this machine is behind AWS's, ms: requests that are signed with a time more than five minutes off are refused. */
  clockAheadMs: number;
  /** Most requests a second for an operation, with as many at once before that; more are refused. */
  readonly rates: Map<string, number>;
  /** The next `times` requests are carried out, but the connection ends without an answer. */
  loseAnswers(operation: string, times: number): void;
  /** Requests wait until the returned function is called: before anything is done, or with the answer ready. */
  hold(operation: string, when: 'before' | 'after'): () => void;
  /** Operations that are refused: `s3:GetObject`, `ec2:CreateFlowLogs`; S3's by their permissions too: `s3:ListBucketVersions`. */
  readonly denied: Set<string>;
  /** Keys of objects that cannot be deleted. */
  readonly lockedKeys: Set<string>;
  /** Runs once, just before the operation's next request is carried out: what somebody else does half way. */
  beforeNext(operation: string, act: () => void | Promise<void>): void;
  /** Why resources of stacks fail, by logical id or type; `delete NAME`: when they are deleted. */
  readonly failingResources: Map<string, string>;
  /** `expired` and `unknown` refuse every request. */
  credentials: 'good' | 'expired' | 'unknown';
  /** Every answer comes so much later. */
  delayMs: number;
  /** States that the executions started from now on show to one poll each, before the truth. */
  states: readonly ExecutionState[];
  /** How executions started from now on end; NULL: by their statement. */
  ending: Ending | null;
  /** The next `times` objects that are read break off after `afterBytes` of their body; `stalls`: stand still there instead. */
  cutBodies: { readonly afterBytes: number; readonly times: number; readonly stalls?: boolean } | null;
  /** Objects that are read stand still after `afterBytes` of their body until the returned function is called, then go on to the next hold. */
  holdBodies(afterBytes: number): () => void;
  /** Objects that are read whole say that they are so long, and stand still after what they have; NULL: they tell the truth. */
  claimedBytes: number | null;
  /** Athena's statistics say that results have so many rows; NULL: they tell the truth. */
  claimedRows: number | null;
  /** So many bytes of an object a second on each connection; NULL: as fast as can be. */
  bodyBytesPerSecond: number | null;
}

export interface FaultControl extends Faults {
  /** @throws AwsFault */
  before(service: ServiceName, operation: string, signedAt?: string | string[]): Promise<void>;
  after(operation: string): Promise<void>;
  /** Whether an object, or a version where one is named, cannot be deleted. */
  isLocked(key: string, versionId: string | undefined): boolean;
  /** Whether the answer is to be lost. */
  isLost(operation: string): boolean;
  /** Bytes of the body to send before the connection breaks or stands still; NULL: all. */
  cutAt(bodyBytes: number): { readonly afterBytes: number; readonly stalls: boolean } | null;
  /** Where the bodies are held, and until when; NULL: nowhere. */
  held(): { readonly afterBytes: number; readonly until: Promise<void> } | null;
  releaseAll(): void;
}

/** How the protocols that are not JSON call a failure of AWS's own. */
const internal: Partial<Record<ServiceName, string>> = { ec2: 'InternalError', cloudformation: 'InternalFailure' };

export const BYTES_LIMIT: Ending = { state: 'CANCELLED', reason: 'Bytes scanned limit was exceeded' };

export function createFaults(): FaultControl {
  const throttled = new Map<string, number>();
  const lost = new Map<string, number>();
  const broken = new Map<string, number>();
  let brokenStatus = 500;
  const acts = new Map<string, (() => void | Promise<void>)[]>();
  const gates = new Map<string, Promise<void>>();
  const releases = new Set<() => void>();

  const take = (counts: Map<string, number>, operation: string): boolean => {
    for (const key of [operation, '*']) {
      const left = counts.get(key) ?? 0;
      if (left === 0) continue;
      counts.set(key, left - 1);
      return true;
    }
    return false;
  };
  const buckets = new Map<string, { tokens: number; at: number }>();
  const isTooFast = (operation: string): boolean => {
    const rate = faults.rates.get(operation);
    if (rate === undefined) return false;
    const now = performance.now();
    const { tokens, at } = buckets.get(operation) ?? { tokens: rate, at: now };
    const left = Math.min(rate, tokens + ((now - at) / 1000) * rate);
    buckets.set(operation, { tokens: left < 1 ? left : left - 1, at: now });
    return left < 1;
  };
  let held: ReturnType<FaultControl['held']> = null;
  const gate = (operation: string, when: string) => gates.get(`${when} ${operation}`) ?? Promise.resolve();

  const faults: FaultControl = {
    throttle: (operation, times) => throttled.set(operation, times),
    breakDown(operation, times, status = 500) {
      broken.set(operation, times);
      brokenStatus = status;
    },
    clockAheadMs: 0,
    rates: new Map(),
    loseAnswers: (operation, times) => lost.set(operation, times),
    hold(operation, when) {
      const key = `${when} ${operation}`;
      const { promise, resolve } = Promise.withResolvers<void>();
      const release = () => {
        gates.delete(key);
        releases.delete(release);
        resolve();
      };
      gates.set(key, promise);
      releases.add(release);
      return release;
    },
    denied: new Set(),
    lockedKeys: new Set(),
    beforeNext: (operation, act) => void acts.set(operation, [...(acts.get(operation) ?? []), act]),
    failingResources: new Map(),
    credentials: 'good',
    delayMs: 0,
    states: [],
    ending: null,
    cutBodies: null,
    claimedBytes: null,
    claimedRows: null,
    bodyBytesPerSecond: null,
    holdBodies(afterBytes) {
      const { promise, resolve } = Promise.withResolvers<void>();
      const own = { afterBytes, until: promise };
      const release = () => {
        if (held === own) held = null;
        releases.delete(release);
        resolve();
      };
      held = own;
      releases.add(release);
      return release;
    },

    async before(service, operation, signedAt) {
      await gate(operation, 'before');
      refuseSkewed(service, faults.clockAheadMs, signedAt);
      if (faults.delayMs > 0) await new Promise((resolve) => setTimeout(resolve, faults.delayMs));
      refuse(faults, service, operation);
      if (take(broken, operation)) throw new AwsFault(internal[service] ?? 'InternalServerException', 'An internal failure.', brokenStatus);
      if (take(throttled, operation) || isTooFast(operation)) throw tooMany(service);
      const act = acts.get(operation)?.shift();
      await act?.();
    },
    after: (operation) => gate(operation, 'after'),
    isLocked: (key, versionId) =>
      faults.lockedKeys.has(key) || faults.denied.has(versionId === undefined ? 's3:DeleteObject' : 's3:DeleteObjectVersion'),
    isLost: (operation) => take(lost, operation),
    cutAt(bodyBytes) {
      const cut = faults.cutBodies;
      if (cut === null || cut.times === 0 || cut.afterBytes >= bodyBytes) return null;
      faults.cutBodies = { ...cut, times: cut.times - 1 };
      return { afterBytes: cut.afterBytes, stalls: cut.stalls ?? false };
    },
    held: () => held,
    releaseAll() {
      for (const release of releases) release();
    },
  };
  return faults;
}

/** AWS takes signatures that are up to five minutes old, S3 up to fifteen. @param signedAt `20221128T121500Z` */
function refuseSkewed(service: ServiceName, aheadMs: number, signedAt: string | string[] | undefined): void {
  if (aheadMs === 0 || typeof signedAt !== 'string') return;
  const signedMs = Date.parse(signedAt.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, '$1-$2-$3T$4:$5:$6Z'));
  const offMs = Date.now() + aheadMs - signedMs;
  if (Math.abs(offMs) < 300_000) return;
  if (service === 's3')
    throw new AwsFault('RequestTimeTooSkewed', 'The difference between the request time and the current time is too large.', 403);
  const words = offMs > 0 ? 'Signature expired' : 'Signature not yet current';
  throw new AwsFault('InvalidSignatureException', `${words}: ${signedAt} is now too far from the time of the service`, 403);
}

function refuse(faults: Faults, service: ServiceName, operation: string): void {
  if (faults.credentials === 'expired') throw expired(service);
  if (faults.credentials === 'unknown') throw unknown(service);
  const permission = service === 's3' ? permissionOf[operation] : undefined;
  if (faults.denied.has(`${service}:${operation}`) || faults.denied.has(`${service}:${permission}`)) throw notAllowed(service, operation);
}

function expired(service: ServiceName): AwsFault {
  if (service === 's3') return new AwsFault('ExpiredToken', 'The provided token has expired.');
  if (service === 'ec2') return new AwsFault('RequestExpired', 'Request has expired.');
  const message = 'The security token included in the request is expired';
  return service === 'cloudformation' ? new AwsFault('ExpiredToken', message, 403) : new AwsFault('ExpiredTokenException', message);
}

function unknown(service: ServiceName): AwsFault {
  if (service === 's3') return new AwsFault('InvalidAccessKeyId', 'The AWS Access Key Id you provided does not exist in our records.', 403);
  if (service === 'ec2') return new AwsFault('AuthFailure', 'AWS was not able to validate the provided access credentials', 401);
  const message = 'The security token included in the request is invalid.';
  return service === 'cloudformation'
    ? new AwsFault('InvalidClientTokenId', message, 403)
    : new AwsFault('UnrecognizedClientException', message);
}

/** As each protocol says that there were too many requests. */
function tooMany(service: ServiceName): AwsFault {
  if (service === 's3') return new AwsFault('SlowDown', 'Please reduce your request rate.', 503);
  if (service === 'ec2') return new AwsFault('RequestLimitExceeded', 'Request limit exceeded.', 503);
  if (service === 'cloudformation') return new AwsFault('Throttling', 'Rate exceeded');
  return new AwsFault('ThrottlingException', 'Rate exceeded');
}

/** As each protocol says that the user lacks the permission. */
function notAllowed(service: ServiceName, operation: string): AwsFault {
  if (service === 's3') return new AwsFault('AccessDenied', 'Access Denied', 403);
  const user = 'User: arn:aws:iam::123456789012:user/analyst is not authorized to perform:';
  const why = `because no identity-based policy allows the ${service}:${operation} action`;
  if (service === 'ec2') {
    return new AwsFault('UnauthorizedOperation', `You are not authorized to perform this operation. ${user} ec2:${operation} ${why}`, 403);
  }
  if (service === 'cloudformation') return new AwsFault('AccessDenied', `${user} cloudformation:${operation} ${why}`, 403);
  return new AwsFault(
    'AccessDeniedException',
    `${user} ${service}:${operation} on resource: arn:aws:${service}:ap-northeast-1:123456789012:*`,
  );
}
