/**
 * The port: where flow logs are queried. A direct source answers while it is read (files on this disk); an executed one
 * runs the statement elsewhere, is paid for, and must therefore be started exactly once for a run.
 */
import type { ErrorDetails } from '../../preload/contract/errors.ts';
import type { ColumnType, PartitionKey, SourceRef, Table } from '../../preload/contract/query.ts';
import type { ViaWhy } from '../../preload/contract/run.ts';
import type { AppError } from '../app-error.ts';
import type { Reading } from '../flowlogs/estimate.ts';

/** Rows as texts, NULL as null. */
export type TextRow = readonly (string | null)[];

/** NULL: nobody knows. */
export interface ResultSize {
  readonly rows: number | null;
  readonly bytes: number | null;
}

/** How the rows of a finished statement come. */
export type ResultStream =
  /** Athena's CSV, header row included, as bytes in order. `totalBytes` NULL: nobody knows. */
  | {
      readonly via: 's3' | 'csv';
      /** NULL: found out from the header and the first rows. */
      readonly columns: readonly ColumnType[] | null;
      readonly totalBytes: number | null;
      readonly body: AsyncIterable<Uint8Array>;
    }
  /** Pages of rows, without a header. */
  | {
      readonly via: 'api';
      /** Why not from S3. */
      readonly why?: ViaWhy;
      readonly columns: readonly ColumnType[];
      /** How large all of it is, where that can be told. Asked for by whoever wants to know; never throws but the signal's reason. */
      readonly size: () => Promise<ResultSize>;
      readonly pages: AsyncIterable<readonly TextRow[]>;
    }
  /** A statement for the local engine, run and stored by a worker in one go. */
  | { readonly via: 'local'; readonly query: LocalQuery };

/** Files that are read alike. JSON-safe. */
export interface FileGroup {
  readonly format: 'parquet' | 'text';
  /** Of text files: the log format's field names. Empty for Parquet, which has its own. */
  readonly header: readonly string[];
  /** Absolute. */
  readonly files: readonly string[];
}

/** All that the local engine's worker needs. JSON-safe. */
export interface LocalQuery {
  /** Folder that holds the flow-log files; nothing outside it can be read. Absolute. */
  readonly folder: string;
  /** Files below it that were recognised as flow logs: together they are the table. */
  readonly groups: readonly FileGroup[];
  /** Trino SQL over the source's table. */
  readonly sql: string;
}

/** All of its files. */
export const filesOf = ({ groups }: Pick<LocalQuery, 'groups'>): readonly string[] => groups.flatMap(({ files }) => files);

/** What of a table is asked for: the window that a form reads, or what a statement typed by hand says. `keys`: its time keys. */
export type Extent =
  | { readonly type: 'window'; readonly from: number; readonly to: number; readonly keys: readonly PartitionKey[] }
  | { readonly type: 'sql'; readonly sql: string; readonly keys: readonly PartitionKey[] };

/** Where a run waits for what passes by itself, or ends when somebody has signed in. */
export interface Waits {
  /** Tells what is waited for. Resolves after `delayMs`, or sooner when there is reason to try now. @throws the signal's reason */
  wait(error: AppError, delayMs: number, signal?: AbortSignal): Promise<void>;
  /** An answer came: nothing is waited for any more. */
  over(): void;
}

export interface DirectSource {
  readonly mode: 'direct';
  describe(signal?: AbortSignal): Promise<Table>;
  /** @param sql Trino SQL; NULL for a source that is its rows (a CSV). @throws AppError `bad_sql`, `no_flow_logs`, `file_unreadable`, ... */
  open(sql: string | null, signal?: AbortSignal): Promise<ResultStream>;
  /** What would be read, without reading it. */
  readBound(extent: Extent): Promise<Reading>;
}

/** What is sent to start a statement, complete and unchanging: kept before it is sent. JSON-safe. */
export type StartInput = Readonly<Record<string, unknown>>;

export interface ExecutionStatus {
  readonly state: 'queued' | 'running' | 'succeeded' | 'failed' | 'cancelled';
  readonly scannedBytes: number | null;
  /** An earlier result stands for it. */
  readonly isReused?: boolean;
  /** Set when it failed, or was cancelled by somebody else: what the run's error becomes. */
  readonly error: {
    readonly code: 'query_failed' | 'bytes_limit';
    readonly message: string;
    readonly reason: string;
    /** Athena's numbers, the place in the statement. */
    readonly details?: ErrorDetails;
  } | null;
}

export interface ExecutedSource {
  readonly mode: 'executed';
  /** @param isToDraw what was known of its partitions within the last hour will do: a run must not go by that */
  describe(signal?: AbortSignal, isToDraw?: boolean): Promise<Table>;
  /** Whether a partition predicate keeps it from reading the whole table. Quick: nothing is listed. */
  isPruned(extent: Extent): Promise<boolean>;
  /** What would be read, without reading it. Nothing that costs is run. */
  readBound(extent: Extent): Promise<Reading>;
  /** The input that starts `sql` for this run: token and comment included. Sends nothing that costs. @param reuseMinutes how old a result may be that stands for it */
  prepare(runId: string, sql: string, signal?: AbortSignal, reuseMinutes?: number | null): Promise<StartInput>;
  /** Sends it. The same input again gives the same execution. Resolves to the execution's id. */
  submit(input: StartInput, signal?: AbortSignal): Promise<string>;
  /** Searches the executions since `since` (Unix ms) for the run's comment. NULL: there is none. @throws AppError `start_unknown` where nobody can tell. */
  find(runId: string, since: number, signal?: AbortSignal): Promise<string | null>;
  poll(executionId: string, signal?: AbortSignal): Promise<ExecutionStatus>;
  /** Asks for it to be stopped; when it has been is for `poll` to tell. @throws AppError of AWS's codes where it could not be asked */
  stop(executionId: string, signal?: AbortSignal): Promise<void>;
  /** @param waits where it waits while AWS, or somebody's sign-in, is out of reach; left out: for some minutes, untold */
  open(executionId: string, signal?: AbortSignal, waits?: Waits): Promise<ResultStream>;
}

/** A statement that ran before, whoever started it, as far as its engine remembers. */
export interface PastExecution {
  readonly id: string;
  /** Complete, without what Nagare adds. */
  readonly sql: string;
  /** The run of a Nagare, here or elsewhere, that started it; NULL: none did. */
  readonly runId: string | null;
  /** Its result is rows that were asked for; else it made, changed, listed or explained something. */
  readonly isSelect: boolean;
  /** The first table that it reads, by where it was run; NULL where that is the default. */
  readonly catalog: string | null;
  readonly database: string | null;
  /** NULL: it reads none. */
  readonly table: string | null;
  readonly status: ExecutionStatus;
  /** Unix ms. */
  readonly submittedAt: number;
  readonly endedAt: number | null;
}

/** The executions of a workgroup. Asked within AWS's rates; what passes by itself is waited out. */
export interface PastExecutions {
  /** A page of ids, newest first. @param token of the page before; NULL: the first */
  list(token: string | null): Promise<{ readonly ids: readonly string[]; readonly next: string | null }>;
  /** At most 50, in any order; what the engine does not tell is left out. */
  read(ids: readonly string[]): Promise<readonly PastExecution[]>;
}

export type FlowLogSource = DirectSource | ExecutedSource;

export type OpenSource = (ref: SourceRef) => FlowLogSource;
