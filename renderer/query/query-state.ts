/** What the Query view holds, and the changes that need nothing but it. Lives as long as the window; views come and go. */
import { emptyForm } from '../../main/flowlogs/form.ts';
import type { WireError } from '../../preload/contract/errors.ts';
import type { Query, QueryForm, SourceRef, Table } from '../../preload/contract/query.ts';
import type { Filter } from '../../preload/contract/result.ts';
import type { Run } from '../../preload/contract/run.ts';
import { addTokens } from '../ui/token-split.ts';
import { type Fold, unfolded, unfoldedByHand } from './fold-state.ts';
import { openingWindow } from './presets.ts';
import { askedParameters, type Drafts } from './sql/parameter-drafts.ts';

export type TableState =
  | { readonly state: 'reading' }
  | { readonly state: 'ready'; readonly table: Table }
  | { readonly state: 'failed'; readonly error: WireError };

/** A start that waits for a yes: a whole table would be read. */
export interface Confirming {
  readonly source: SourceRef;
  readonly query: Query;
  /** Of the error `confirmation_needed`: `bytes`, `costUsd`, `unknown`, `cutoffBytes`. */
  readonly details: WireError['details'];
  readonly reuseMinutes: number | null;
}

export interface QueryState {
  readonly source: SourceRef;
  readonly table: TableState;
  readonly form: QueryForm;
  /** `sql`: the statement is typed by hand, the form waits. */
  readonly mode: 'form' | 'sql';
  readonly sql: string;
  /** Values for the `?` of `sql`, as far as they were typed. */
  readonly drafts: Drafts;
  /** The form's statement that `sql` was begun from: going back and forth loses no typing while the form stays. */
  readonly sqlBegunFrom: string | null;
  readonly fold: Fold;
  /** The window was set by hand, or is an earlier run's: another source keeps it. */
  readonly isWindowChosen: boolean;
  readonly more: boolean;
  /** Date fields show seconds. */
  readonly seconds: boolean;
  /** The run shown below; NULL before the first, and while one is being handed over. */
  readonly run: Run | null;
  /** Filters on the rows that the run was opened with; `round` counts such openings. */
  readonly opened: { readonly filters: readonly Filter[]; readonly round: number };
  /** What was asked last, while there is no run of it yet. */
  readonly asked: { readonly source: SourceRef; readonly query: Query } | null;
  /** A start, or a dropped file, that failed before there was a run. */
  readonly error: WireError | null;
  readonly confirming: Confirming | null;
  /** How old an earlier result may be that stands for the next run; NULL: none may. */
  readonly reuseMinutes: number | null;
  /** A dropped file on its way in. */
  readonly upload: { readonly name: string; readonly done: number; readonly total: number } | null;
}

/** @param now Unix seconds */
export function openingState(source: SourceRef, zone: string, now: number): QueryState {
  const window = openingWindow(source, null, { from: now - 3600, to: now }, null, now);
  return {
    source,
    table: { state: 'reading' },
    form: emptyForm(window.from, window.to, zone),
    mode: 'form',
    sql: '',
    drafts: [],
    sqlBegunFrom: null,
    fold: unfolded,
    isWindowChosen: false,
    more: false,
    seconds: false,
    run: null,
    opened: { filters: [], round: 0 },
    asked: null,
    error: null,
    confirming: null,
    reuseMinutes: null,
    upload: null,
  };
}

/** The question as it stands. */
export function currentQuery({ mode, sql, drafts, form }: Pick<QueryState, 'mode' | 'sql' | 'drafts' | 'form'>): Query {
  if (mode === 'form') return { type: 'form', form };
  const parameters = askedParameters(sql, drafts, form).map(({ value }) => value);
  return { type: 'sql', sql, zone: form.zone, ...(parameters.length === 0 ? {} : { parameters }) };
}

/** A run's question becomes the one that can be edited; rows from a CSV leave it as it is. */
export function withQuestionOf(state: QueryState, run: Run): QueryState {
  const { query } = run;
  const zone = state.form.zone;
  switch (query.type) {
    case 'form':
      return {
        ...state,
        source: run.source,
        mode: 'form',
        form: { ...query.form, zone },
        seconds: hasSeconds(query.form) || state.seconds,
      };
    case 'sql':
      return { ...state, source: run.source, mode: 'sql', sql: query.sql, drafts: query.parameters ?? [], sqlBegunFrom: null };
    case 'rows':
      return state;
  }
}

/** A result's value goes into the form: lists grow, single choices are replaced; the form comes into sight. */
export function withPatch(state: QueryState, patch: Partial<QueryForm>): QueryState {
  const { form } = state;
  const lists = [
    'addresses',
    'ports',
    'protocols',
    'tcpFlags',
    'interfaces',
    'instances',
    'subnets',
    'vpcs',
    'accounts',
    'regions',
    'paths',
    'services',
  ] as const;
  const grown = Object.fromEntries(
    lists.flatMap((list) => {
      const added = patch[list];
      return added ? [[list, [...addTokens(form[list], added)]]] : [];
    }),
  );
  const next: QueryForm = { ...form, ...patch, ...grown };
  return { ...state, mode: 'form', form: next, fold: unfoldedByHand('open'), seconds: state.seconds || hasSeconds(next) };
}

/** Whether the window is not of whole minutes. */
export function hasSeconds(form: Pick<QueryForm, 'from' | 'to'>): boolean {
  return form.from % 60 !== 0 || form.to % 60 !== 0;
}

/** Whether the run is still on its way. */
export function isUnderWay(run: Run | null): boolean {
  return run !== null && run.state !== 'saved' && run.state !== 'failed' && run.state !== 'cancelled';
}

export function sameSource(a: SourceRef, b: SourceRef): boolean {
  const parts = (source: SourceRef) => Object.entries(source).sort(([left], [right]) => (left < right ? -1 : 1));
  return JSON.stringify(parts(a)) === JSON.stringify(parts(b));
}
