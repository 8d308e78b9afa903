import type { Run } from '../../../preload/contract/run.ts';

/** A run as `--json` prints it: the fields that scripts may rely on. */
export function runJson(run: Run): Readonly<Record<string, unknown>> {
  return {
    id: run.id,
    state: run.state,
    source: run.source,
    sql: run.sql,
    executionId: run.executionId,
    rowCount: run.rowCount,
    scannedBytes: run.scannedBytes,
    costUsd: run.costUsd,
    startedAt: run.startedAt ?? run.createdAt,
    finishedAt: run.finishedAt,
    resultPath: run.resultPath,
    error: run.error,
    // Only there where it says something.
    ...(run.broughtIn ? { broughtIn: true } : {}),
    ...(run.title === undefined ? {} : { title: run.title }),
    ...(run.note === undefined ? {} : { note: run.note }),
  };
}
