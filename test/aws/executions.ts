/** Executions: started once for a token, run, ended, their result written as Athena writes it. */
import { randomUUID } from 'node:crypto';
import type { ColumnType } from '../../preload/contract/query.ts';
import type { Catalog } from './catalog.ts';
import type { Ending, ExecutionState, Faults } from './faults.ts';
import { type JsonInput, text } from './json-service.ts';
import { metadataOf, resultOf } from './result-object.ts';
import { checkSyntax, closeEngines, endingOf, failed, type Outcome, runSql } from './run-sql.ts';
import type { ObjectStore } from './s3/object-store.ts';
import { ACCOUNT } from './sts-service.ts';
import { ddlOf } from './tables/ddl.ts';
import { AwsFault } from './wire.ts';
import type { WorkGroup } from './work-groups.ts';

export interface Execution {
  readonly id: string;
  readonly sql: string;
  readonly token: string | null;
  readonly workgroup: WorkGroup;
  readonly catalog: string;
  readonly database: string;
  /** `s3://bucket/folder/`; NULL where Athena keeps the result itself. */
  readonly resultFolder: string | null;
  /** Unix ms. */
  readonly submittedAt: number;
  state: ExecutionState;
  completedAt: number | null;
  reason: string | null;
  error: Ending['error'] | null;
  scannedBytes: number;
  /** Whole URL of the result, once it is known what it will be. */
  outputLocation: string | null;
  columns: readonly ColumnType[];
  lines: readonly string[];
  isUtility: boolean;
  /** As Athena names the kind of statement: `SELECT`, `INSERT`, ... */
  readonly substatement: string;
  /** What stands for each `?`, as SQL. */
  readonly parameters: readonly string[];
  /** Answered with an earlier result. */
  isReused: boolean;
  /** States shown to the next polls, before the truth. */
  readonly script: ExecutionState[];
  /** Resolves when it has ended. */
  ended: Promise<void>;
}

/** An execution of before: over, and never charged to the test. */
export interface Remembered {
  readonly sql: string;
  /** Unix ms. */
  readonly submittedAt: number;
  readonly tookMs?: number;
  readonly workgroup?: string;
  readonly database?: string;
  readonly parameters?: readonly string[];
  /** NULL: it succeeded. */
  readonly ending?: Ending | null;
  /** Its result; written to S3 as Athena does. */
  readonly outcome?: Outcome;
}

export interface Executions {
  /** All that were really started, oldest first; those of before are not among them. */
  readonly all: readonly Execution[];
  /** All that Athena lists, newest first. */
  listed(): readonly Execution[];
  remember(past: Remembered): Execution;
  /** @throws AwsFault */
  start(input: JsonInput): Promise<Execution>;
  /** @throws AwsFault */
  get(id: string): Execution;
  stop(id: string): void;
  /** Those of a workgroup that is deleted: Athena knows them no more, though they were charged for. */
  forget(workgroup: string): void;
  close(): Promise<void>;
}

export interface ExecutionsOptions {
  readonly catalog: Catalog;
  readonly store: ObjectStore;
  readonly faults: Faults;
  /** @throws AwsFault */
  readonly workgroup: (name: string) => WorkGroup;
  /** Whether results can be put there. */
  readonly hasBucket: (name: string) => boolean;
  /** The account that a bucket belongs to. */
  readonly ownerOf: (bucket: string) => string;
}

export function createExecutions({ catalog, store, faults, workgroup, hasBucket, ownerOf }: ExecutionsOptions): Executions {
  const all: Execution[] = [];
  const past: Execution[] = [];
  const tokens = new Map<string, { readonly input: string; readonly execution: Execution }>();
  const stops = new Map<string, AbortController>();
  const gone = new Set<Execution>();

  const get = (id: string): Execution => {
    const found = all.find((each) => each.id === id) ?? past.find((each) => each.id === id);
    if (!found || gone.has(found)) throw new AwsFault('InvalidRequestException', `QueryExecution ${id} was not found`);
    return found;
  };

  const end = (execution: Execution, ending: Ending) => {
    execution.state = ending.state;
    execution.reason = ending.reason;
    execution.error = ending.error ?? null;
    execution.completedAt = Date.now();
  };

  const run = async (execution: Execution, ending: Ending | null, signal: AbortSignal): Promise<void> => {
    try {
      // A statement about tables that is to fail changes nothing.
      if (ending && ddlOf(execution.sql)) return end(execution, ending);
      const outcome = await runSql(catalog, store, execution.database, execution.sql, signal);
      execution.scannedBytes = outcome.scannedBytes;
      const limit = execution.workgroup.bytesScannedCutoff;
      if (ending) end(execution, ending);
      else if (limit !== undefined && outcome.scannedBytes > limit)
        end(execution, { state: 'CANCELLED', reason: 'Bytes scanned limit was exceeded' });
      else succeed(execution, outcome);
    } catch (error) {
      if (signal.aborted) end(execution, { state: 'CANCELLED', reason: 'Query cancelled by user' });
      else end(execution, ending ?? endingOf(error, execution.sql));
    }
  };

  const succeed = (execution: Execution, outcome: Outcome) => {
    const { columns, lines, isUtility } = outcome;
    Object.assign(execution, { columns, lines, isUtility });
    if (execution.resultFolder !== null) {
      const url = `${execution.resultFolder}${execution.id}.${isUtility ? 'txt' : 'csv'}`;
      const [, bucket = '', key = ''] = /^s3:\/\/([^/]+)\/(.*)$/.exec(url) ?? [];
      const bytes = resultOf(outcome);
      // Encrypted on the client means: not readable by whoever reads the object.
      const { encryption, expectedBucketOwner } = execution.workgroup;
      if (expectedBucketOwner !== undefined && expectedBucketOwner !== ownerOf(bucket)) {
        execution.outputLocation = url;
        return end(
          execution,
          failed(`Access denied when writing output to url: ${url} . Please ensure you are allowed to access the S3 bucket.`, 2, 1500),
        );
      }
      const isHidden = encryption === 'CSE_KMS';
      const kmsKey = encryption === 'SSE_KMS' ? `arn:aws:kms:ap-northeast-1:${ACCOUNT}:key/results` : undefined;
      store.put(bucket, key, isHidden ? bytes.map((byte) => byte ^ 0x5a) : bytes, 'application/octet-stream', kmsKey);
      store.put(bucket, `${key}.metadata`, metadataOf(columns), 'application/octet-stream');
      execution.outputLocation = url;
    }
    execution.completedAt = Date.now();
    execution.state = 'SUCCEEDED';
  };

  return {
    all,
    get,
    listed: () => [...past, ...all].filter((each) => !gone.has(each)).sort((a, b) => b.submittedAt - a.submittedAt),
    remember({
      sql,
      submittedAt,
      tookMs = 1000,
      workgroup: name = 'primary',
      database = 'vpcdb',
      parameters = [],
      ending = null,
      outcome,
    }) {
      const group = workgroup(name);
      const execution: Execution = {
        ...begun(sql, group, folderOf(group, {}), submittedAt),
        database,
        parameters,
        scannedBytes: outcome?.scannedBytes ?? 0,
      };
      if (ending) end(execution, ending);
      else succeed(execution, outcome ?? { columns: [], lines: [], isUtility: execution.substatement !== 'SELECT', scannedBytes: 0 });
      execution.completedAt = submittedAt + tookMs;
      past.push(execution);
      return execution;
    },
    async start(input) {
      const sql = text(input, 'QueryString');
      const token = tokenOf(input);
      const written = JSON.stringify(Object.entries(input).sort());
      const known = token === null ? undefined : tokens.get(token);
      if (known) return same(known, written);
      const group = workgroup(typeof input.WorkGroup === 'string' ? input.WorkGroup : 'primary');
      const resultFolder = folderOf(group, input);
      const bucket = /^s3:\/\/([^/]+)/.exec(resultFolder ?? '')?.[1];
      if (bucket !== undefined && !hasBucket(bucket)) {
        throw new AwsFault('InvalidRequestException', `Unable to verify/create output bucket ${bucket}`);
      }
      await checkSyntax(sql);
      // Two requests with one token may both have come as far as here.
      const meanwhile = token === null ? undefined : tokens.get(token);
      if (meanwhile) return same(meanwhile, written);
      const context = (input.QueryExecutionContext ?? {}) as { Catalog?: string; Database?: string };
      const execution: Execution = {
        ...begun(sql, group, resultFolder, Date.now()),
        token,
        catalog: context.Catalog ?? 'AwsDataCatalog',
        database: context.Database ?? 'default',
        script: [...faults.states],
      };
      const stop = new AbortController();
      all.push(execution);
      if (token !== null) tokens.set(token, { input: written, execution });
      stops.set(execution.id, stop);
      const earlier = earlierResult(all, execution, input);
      if (earlier) reuse(execution, earlier);
      else execution.ended = run(execution, faults.ending, stop.signal);
      return execution;
    },
    stop(id) {
      get(id).script.length = 0;
      stops.get(id)?.abort();
    },
    forget(name) {
      for (const each of [...past, ...all]) {
        if (each.workgroup.name !== name) continue;
        gone.add(each);
        stops.get(each.id)?.abort();
      }
    },
    async close() {
      for (const stop of stops.values()) stop.abort();
      await Promise.all(all.map((each) => each.ended));
      closeEngines(catalog);
    },
  };
}

function begun(sql: string, workgroup: WorkGroup, resultFolder: string | null, submittedAt: number): Execution {
  return {
    id: randomUUID(),
    sql,
    token: null,
    workgroup,
    catalog: 'AwsDataCatalog',
    database: 'default',
    resultFolder,
    submittedAt,
    state: 'RUNNING',
    completedAt: null,
    reason: null,
    error: null,
    scannedBytes: 0,
    outputLocation: null,
    columns: [],
    lines: [],
    isUtility: false,
    substatement: substatementOf(sql),
    parameters: [],
    isReused: false,
    script: [],
    ended: Promise.resolve(),
  };
}

function substatementOf(sql: string): string {
  const [, first = '', second = ''] = /^\s*(\w+)\s*(\w*)/.exec(sql.replace(/\/\*.*?\*\/|--.*/gs, '')) ?? [];
  const word = first.toUpperCase();
  if (word === 'WITH' || word === '') return 'SELECT';
  if (word === 'CREATE' && /^(DATABASE|SCHEMA)$/i.test(second)) return 'CREATE_DATABASE';
  if (word === 'CREATE') return /\bAS\s+(SELECT|WITH)\b/i.test(sql) ? 'CREATE_TABLE_AS_SELECT' : 'CREATE_TABLE';
  return ['SHOW', 'ALTER', 'DROP', 'MSCK'].includes(word) ? `${word}_${second.toUpperCase()}` : word;
}

/** One of the same statement, comments left out, in the same place, that is not too old. */
function earlierResult(all: readonly Execution[], asked: Execution, input: JsonInput): Execution | undefined {
  const { Enabled = false, MaxAgeInMinutes = 60 } =
    (input.ResultReuseConfiguration as { ResultReuseByAgeConfiguration?: { Enabled?: boolean; MaxAgeInMinutes?: number } } | undefined)
      ?.ResultReuseByAgeConfiguration ?? {};
  const plain = (sql: string) => sql.replace(/\/\*.*?\*\//gs, '').trim();
  return all.findLast(
    (each) =>
      Enabled &&
      each !== asked &&
      each.state === 'SUCCEEDED' &&
      !each.isReused &&
      each.workgroup.name === asked.workgroup.name &&
      each.database === asked.database &&
      plain(each.sql) === plain(asked.sql) &&
      Date.now() - each.submittedAt <= MaxAgeInMinutes * 60_000,
  );
}

/** Its result is the earlier one's object; nothing is scanned. */
function reuse(execution: Execution, { columns, lines, isUtility, outputLocation }: Execution): void {
  Object.assign(execution, { columns, lines, isUtility, outputLocation, isReused: true, state: 'SUCCEEDED', completedAt: Date.now() });
}

function same(known: { readonly input: string; readonly execution: Execution }, input: string): Execution {
  if (known.input === input) return known.execution;
  throw new AwsFault('InvalidRequestException', 'Idempotent parameters do not match');
}

function tokenOf(input: JsonInput): string | null {
  if (input.ClientRequestToken === undefined) return null;
  const token = text(input, 'ClientRequestToken');
  if (token.length >= 32 && token.length <= 128) return token;
  throw new AwsFault(
    'InvalidRequestException',
    `1 validation error detected: Value '${token}' at 'clientRequestToken' failed to satisfy constraint: Member must have length between 32 and 128`,
  );
}

function folderOf(group: WorkGroup, input: JsonInput): string | null {
  if (group.state === 'DISABLED') throw new AwsFault('InvalidRequestException', `WorkGroup ${group.name} is disabled.`);
  if (group.isManaged) return null;
  const own = (input.ResultConfiguration as { OutputLocation?: string } | undefined)?.OutputLocation;
  const folder = group.isEnforced ? group.outputLocation : (own ?? group.outputLocation);
  if (!folder) {
    throw new AwsFault(
      'InvalidRequestException',
      'No output location provided. An output location is required either through the Workgroup result configuration setting or as an API input.',
    );
  }
  return folder.endsWith('/') ? folder : `${folder}/`;
}
