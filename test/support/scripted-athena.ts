/** An executed source whose answers a test writes down, and which counts what a real one would charge for. */
import { AppError } from '../../main/app-error.ts';
import type { ExecutedSource, ExecutionStatus, ResultStream, StartInput } from '../../main/sources/source.ts';

export interface ScriptedAthena extends ExecutedSource {
  /** Execution ids by token: as many as were really started. */
  readonly executions: Map<string, string>;
  /** Every input that was sent, in order. */
  readonly sent: StartInput[];
  readonly stopped: string[];
  /** What poll answers next; the last one stays. */
  statuses: ExecutionStatus[];
  /** Each is thrown once by the next submit, before or after the statement was accepted. */
  submitFailures: { readonly accepted: boolean; readonly error: Error }[];
  /** Each is thrown once by the next stop, which then stops nothing; the last one stays. */
  stopFailures: readonly Error[];
  csv: string;
  findAnswer: 'search' | 'forbidden';
  /** Holds `open` until it is called. */
  release: (() => void) | null;
  held: boolean;
}

export const status = (state: ExecutionStatus['state'], rest: Partial<ExecutionStatus> = {}): ExecutionStatus => ({
  state,
  scannedBytes: null,
  error: null,
  ...rest,
});

export function scriptedAthena(): ScriptedAthena {
  const source: ScriptedAthena = {
    mode: 'executed',
    executions: new Map(),
    sent: [],
    stopped: [],
    statuses: [status('succeeded', { scannedBytes: 20_000_000 })],
    submitFailures: [],
    stopFailures: [],
    csv: '"srcaddr","bytes","start"\n"10.0.0.1","42","1669605302"\n,,\n"","7","1669605303"\n',
    findAnswer: 'search',
    release: null,
    held: false,
    describe: async () => ({
      catalog: null,
      database: 'd',
      table: 't',
      columns: [],
      partitionKeys: [],
      newestEpoch: null,
      scopeKeys: [],
      warnings: [],
    }),
    isPruned: async () => true,
    readBound: async () => ({ partitions: null, files: null, bytes: 0, unknown: null, cutoffBytes: null, isPruned: true }),
    prepare: async (runId, sql) => ({ QueryString: `${sql}\n/* nagare ${runId} */`, ClientRequestToken: runId }),
    async submit(input) {
      source.sent.push(input);
      const failure = source.submitFailures.shift();
      if (failure && !failure.accepted) throw failure.error;
      const token = String(input.ClientRequestToken);
      const id = source.executions.get(token) ?? `execution-${source.executions.size + 1}`;
      source.executions.set(token, id);
      if (failure) throw failure.error;
      return id;
    },
    async find(runId) {
      if (source.findAnswer === 'forbidden') throw new AppError('start_unknown', 'Nobody can tell whether the statement was started.');
      return source.executions.get(runId) ?? null;
    },
    async poll() {
      const next = source.statuses.length > 1 ? source.statuses.shift() : source.statuses[0];
      if (!next) throw new Error('no status written down');
      return source.stopped.length > 0 ? { ...next, state: 'cancelled' } : next;
    },
    async stop(executionId) {
      const [failure, ...later] = source.stopFailures;
      if (later.length > 0) source.stopFailures = later;
      if (failure) throw failure;
      source.stopped.push(executionId);
    },
    async open(_executionId, signal): Promise<ResultStream> {
      if (source.held) {
        await new Promise<void>((resolve, reject) => {
          source.release = resolve;
          signal?.addEventListener('abort', () => reject(signal.reason), { once: true });
        });
      }
      const bytes = new TextEncoder().encode(source.csv);
      return {
        via: 's3',
        columns: [
          { name: 'srcaddr', type: 'varchar' },
          { name: 'bytes', type: 'bigint' },
          { name: 'start', type: 'bigint' },
        ],
        totalBytes: bytes.byteLength,
        body: (async function* () {
          yield bytes.slice(0, 30);
          yield bytes.slice(30);
        })(),
      };
    },
  };
  return source;
}
