/** Faults on request: what a test may let go wrong while the emulator runs. */
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
  /** The next `times` requests are carried out, but the connection ends without an answer. */
  loseAnswers(operation: string, times: number): void;
  /** Requests wait until the returned function is called: before anything is done, or with the answer ready. */
  hold(operation: string, when: 'before' | 'after'): () => void;
  /** Operations that are refused: `s3:GetObject`, `athena:ListQueryExecutions`. */
  readonly denied: Set<string>;
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
  /** So many bytes of an object a second on each connection; NULL: as fast as can be. */
  bodyBytesPerSecond: number | null;
}

export interface FaultControl extends Faults {
  /** @throws AwsFault */
  before(service: ServiceName, operation: string): Promise<void>;
  after(operation: string): Promise<void>;
  /** Whether the answer is to be lost. */
  isLost(operation: string): boolean;
  /** Bytes of the body to send before the connection breaks or stands still; NULL: all. */
  cutAt(bodyBytes: number): { readonly afterBytes: number; readonly stalls: boolean } | null;
  /** Where the bodies are held, and until when; NULL: nowhere. */
  held(): { readonly afterBytes: number; readonly until: Promise<void> } | null;
  releaseAll(): void;
}

export const BYTES_LIMIT: Ending = { state: 'CANCELLED', reason: 'Bytes scanned limit was exceeded' };

export function createFaults(): FaultControl {
  const throttled = new Map<string, number>();
  const lost = new Map<string, number>();
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
  let held: ReturnType<FaultControl['held']> = null;
  const gate = (operation: string, when: string) => gates.get(`${when} ${operation}`) ?? Promise.resolve();

  const faults: FaultControl = {
    throttle: (operation, times) => throttled.set(operation, times),
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
    credentials: 'good',
    delayMs: 0,
    states: [],
    ending: null,
    cutBodies: null,
    claimedBytes: null,
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

    async before(service, operation) {
      await gate(operation, 'before');
      if (faults.delayMs > 0) await new Promise((resolve) => setTimeout(resolve, faults.delayMs));
      refuse(faults, service, operation);
      if (take(throttled, operation))
        throw service === 's3'
          ? new AwsFault('SlowDown', 'Please reduce your request rate.', 503)
          : new AwsFault('ThrottlingException', 'Rate exceeded');
    },
    after: (operation) => gate(operation, 'after'),
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

function refuse(faults: Faults, service: ServiceName, operation: string): void {
  const isS3 = service === 's3';
  if (faults.credentials === 'expired') {
    throw isS3
      ? new AwsFault('ExpiredToken', 'The provided token has expired.')
      : new AwsFault('ExpiredTokenException', 'The security token included in the request is expired');
  }
  if (faults.credentials === 'unknown') {
    throw isS3
      ? new AwsFault('InvalidAccessKeyId', 'The AWS Access Key Id you provided does not exist in our records.', 403)
      : new AwsFault('UnrecognizedClientException', 'The security token included in the request is invalid.');
  }
  if (!faults.denied.has(`${service}:${operation}`)) return;
  throw isS3
    ? new AwsFault('AccessDenied', 'Access Denied', 403)
    : new AwsFault(
        'AccessDeniedException',
        `User: arn:aws:iam::123456789012:user/analyst is not authorized to perform: ${service}:${operation} on resource: arn:aws:${service}:ap-northeast-1:123456789012:*`,
      );
}
