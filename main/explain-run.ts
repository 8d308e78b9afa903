/** Why a saved run has no rows: gathers what its source tells for nothing, then lets `flowlogs/zero-rows` conclude. */
import type { Query, QueryForm, SourceRef, Table } from '../preload/contract/query.ts';
import type { Run } from '../preload/contract/run.ts';
import type { Explanation } from '../preload/contract/zero-rows.ts';
import { AppError } from './app-error.ts';
import type { AwsClients } from './aws/clients.ts';
import { emptyForm, formProblems } from './flowlogs/form.ts';
import { completeSql } from './flowlogs/sql-by-hand.ts';
import { readsOnly } from './flowlogs/sql-reads.ts';
import { sqlWindow } from './flowlogs/sql-window.ts';
import { type Coverage, countSql, nothingKnown, reasonsOf } from './flowlogs/zero-rows.ts';
import { athenaCoverage } from './sources/athena/coverage.ts';
import { localCoverage } from './sources/local/coverage.ts';
import type { OpenSource } from './sources/source.ts';

export interface ExplainOptions {
  readonly openSource: OpenSource;
  readonly describe: (source: SourceRef) => Promise<Table>;
  readonly clients: AwsClients;
  /** Unix milliseconds. */
  readonly now: () => number;
}

const nothing: Explanation = { reasons: [], flowCount: null, countSql: null, error: null };

/** @returns for a saved run its explanation: an empty one when it has rows, or when its window is not known. Never rejects for what the source says. */
export function createExplain({ openSource, describe, clients, now }: ExplainOptions): (run: Run) => Promise<Explanation> {
  return async ({ source, query, rowCount, createdAt }) => {
    const form = rowCount === 0 ? windowOf(query) : null;
    if (form === null) return nothing;
    const ranAt = Math.floor(Date.parse(createdAt) / 1000);
    try {
      const table = await describe(source);
      if (query.type === 'sql' && !readsOnly(query.sql, pathOf(table))) return nothing;
      // The table has changed since: its answers would be to another question.
      if (formProblems(form, table).length > 0) return { ...nothing, reasons: reasonsOf(form, null, nothingKnown, ranAt) };
      const coverage = await coverageOf(source, table, form);
      const reasons = reasonsOf(form, table, coverage, ranAt);
      // Where nothing can be, there is nothing to count. A statement of somebody's own has conditions that are not known here.
      const isOutside = reasons.some(({ code }) => code === 'before_first' || code === 'after_last');
      const count = query.type === 'sql' || coverage.records || isOutside ? null : countSql(form, table);
      return { reasons, flowCount: coverage.records?.flows ?? null, countSql: count, error: null };
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      // The rows of a run stay readable without its source; so does what the form alone tells.
      const coverage = { ...nothingKnown, isDelivered: source.kind === 'athena' };
      return { ...nothing, reasons: reasonsOf(form, null, coverage, ranAt), error: error.toWire() };
    }
  };

  async function coverageOf(ref: SourceRef, table: Table, form: QueryForm): Promise<Coverage> {
    if (ref.kind === 'athena') return athenaCoverage(ref, clients, table, form, Math.floor(now() / 1000));
    const opened = openSource(ref);
    return opened.mode === 'direct' ? localCoverage(opened, table, form) : nothingKnown;
  }
}

/** The form, or of SQL by hand one that asks for all of its window; NULL where the statement does not close one. */
function windowOf(query: Query): QueryForm | null {
  if (query.type === 'form') return query.form;
  const complete = query.type === 'sql' ? completeSql(query.sql, query.parameters ?? []) : null;
  if (!complete?.ok) return null;
  const { from, to } = sqlWindow(complete.value);
  return Number.isFinite(from) && Number.isFinite(to) ? emptyForm(from, to, query.zone) : null;
}

/** Of another table nothing is known. */
const pathOf = ({ catalog, database, table }: Table): readonly string[] => [catalog, database, table].filter((part) => part !== null);
