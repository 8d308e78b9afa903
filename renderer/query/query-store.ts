/** The Query view's one store: state, actions, subscription. Knows the client, no React. */
import type { Parameter, Query, QueryForm, SourceRef } from '../../preload/contract/query.ts';
import type { Filter } from '../../preload/contract/result.ts';
import type { Run } from '../../preload/contract/run.ts';
import type { Client } from '../api/client.ts';
import { RequestError, wireErrorOf } from '../api/request-error.ts';
import { uploadFile } from '../api/upload-file.ts';
import { type Fold, foldedByRun, unfolded, unfoldedByHand } from './fold-state.ts';
import type { KeptQuestion } from './kept-question.ts';
import { canHold, openingWindow, type Window } from './presets.ts';
import {
  currentQuery,
  hasSeconds,
  isUnderWay,
  openingState,
  type QueryState,
  sameSource,
  withPatch,
  withQuestionOf,
} from './query-state.ts';

export interface QueryStore {
  get(): QueryState;
  subscribe(listener: () => void): () => void;
  /** Reads the table of the source; again after a failure. */
  describe(): Promise<void>;
  pickSource(source: SourceRef): void;
  /** A source that was just set up or downloaded: the form, on this window, and nothing of what was on the screen before. */
  openNew(source: SourceRef, window: Window | null): void;
  setZone(zone: string): void;
  setForm(patch: Partial<QueryForm>): void;
  /** From a result's value: lists grow. */
  addToForm(patch: Partial<QueryForm>): void;
  setFold(fold: Fold): void;
  show(what: Partial<Pick<QueryState, 'more' | 'seconds'>>): void;
  /** The statement is typed by hand from here on. @param generated the form's statement now */
  editSql(generated: string): void;
  setSql(sql: string): void;
  /** Values for the statement's `?`, in order. */
  setParameters(parameters: readonly Parameter[]): void;
  /** A saved statement comes into the editor. */
  openSql(sql: string): void;
  backToForm(): void;
  /** Starts the question as it stands. The caller has checked that it can be asked. */
  run(): Promise<void>;
  cancel(): Promise<void>;
  /** The run shown waits for something: it is to try again now. */
  tryNow(): Promise<void>;
  /** The answer to the question that `confirming` is. */
  confirm(yes: boolean): Promise<void>;
  setReuse(minutes: number | null): void;
  /** @param filters on its rows, to begin with */
  openRun(run: Run, filters?: readonly Filter[]): void;
  /** The rows of the run that is shown come, or come again, without a run. @param anySize however large they are */
  fetchAgain(anySize: boolean): Promise<void>;
  runAgain(run: Run): Promise<void>;
  editAsNew(run: Run): void;
  /** No run is shown any more; the question is. */
  newQuery(): void;
  /** Takes up what was on the screen before the page was loaded anew. */
  restore(kept: KeptQuestion): Promise<void>;
  /** A CSV that was dropped on the window becomes a run. */
  openFile(file: File): Promise<void>;
}

/** SQL typed by hand that failed: it comes back into sight, with the place marked that was named. */
const failsByHand = (run: Run | null) => run?.state === 'failed' && run.query.type === 'sql';

const seconds = () => Math.floor(Date.now() / 1000);

/** @param zone IANA name that times are shown in at first */
export function createQueryStore(client: Client, source: SourceRef, zone: string): QueryStore {
  let state = openingState(source, zone, seconds());
  const listeners = new Set<() => void>();
  const set = (patch: Partial<QueryState>) => {
    state = { ...state, ...patch };
    for (const listener of listeners) listener();
  };

  // An event about a new run can arrive before the answer that brings it: the event is then the newer one.
  const latest = new Map<string, Run>();
  client.onEvent('run.changed', (run) => {
    latest.set(run.id, run);
    if (run.id === state.run?.id) set({ run, ...(failsByHand(run) && !failsByHand(state.run) ? { fold: unfolded } : {}) });
    if (!isUnderWay(run)) setTimeout(() => latest.delete(run.id), 60_000);
  });

  client.onEvent('signIn.changed', ({ step }) => {
    if (step === 'done' && state.table.state === 'failed' && state.table.error.code === 'sign_in_needed') void describe();
  });

  // A run that is deleted is not shown any longer.
  client.onEvent('history.changed', () => {
    const shown = state.run;
    if (!shown || isUnderWay(shown)) return;
    client.request('run.read', { runId: shown.id }).catch((thrown) => {
      const isGone = thrown instanceof RequestError && thrown.error.code === 'run_not_found';
      if (isGone && state.run?.id === shown.id) set({ run: null, fold: unfolded });
    });
  });

  async function describe(): Promise<void> {
    const asked = state.source;
    set({ table: { state: 'reading' } });
    const still = () => sameSource(asked, state.source);
    try {
      const table = await client.request('source.describe', { source: asked });
      if (still()) set({ table: { state: 'ready', table } });
    } catch (thrown) {
      if (still()) set({ table: { state: 'failed', error: wireErrorOf(thrown) } });
    }
  }

  /** Changes the source and, once its table is known, the window where the source has one of its own. */
  function changeSource(next: SourceRef, keepWindow: boolean): void {
    const before = state.source;
    if (sameSource(before, next) && state.table.state !== 'failed') return;
    // Rows of another source under this one's name would be taken for its own; they are in the history.
    set(keepWindow ? { source: next } : { source: next, run: null, asked: null, error: null, fold: unfolded });
    const move = (newest: number | null) => {
      if (keepWindow || (state.isWindowChosen && canHold(next, before, newest, state.form))) return;
      set({ form: { ...state.form, ...openingWindow(next, before, state.form, newest, seconds()) } });
    };
    move(null);
    void describe().then(() => {
      if (sameSource(state.source, next) && next.kind === 'folder' && state.table.state === 'ready') move(state.table.table.newestEpoch);
    });
  }

  async function start(
    source: SourceRef,
    query: Query,
    how: { readonly confirmed?: boolean; readonly reuseMinutes: number | null } = { reuseMinutes: null },
  ): Promise<void> {
    const asked = { source, query };
    const { run: before, fold } = state;
    // A window that was asked for is meant.
    set({
      asked,
      run: null,
      opened: { ...state.opened, filters: [] },
      error: null,
      confirming: null,
      fold: foldedByRun(state.fold),
      isWindowChosen: state.isWindowChosen || query.type === 'form',
    });
    try {
      const run = await client.request('run.start', {
        ...asked,
        ...(how.confirmed ? { confirmed: true } : {}),
        ...(how.reuseMinutes === null ? {} : { reuseMinutes: how.reuseMinutes }),
      });
      const now = latest.get(run.id) ?? run;
      if (state.asked === asked) set({ run: now, asked: null, ...(failsByHand(now) ? { fold: unfolded } : {}) });
    } catch (thrown) {
      const { code, details } = wireErrorOf(thrown);
      // Nothing has begun: everything is as it was, and a question is asked.
      if (code === 'confirmation_needed') {
        if (state.asked === asked)
          set({
            asked: null,
            run: before && (latest.get(before.id) ?? before),
            fold,
            confirming: { ...asked, details, reuseMinutes: how.reuseMinutes },
          });
        return;
      }
      if (state.asked === asked) set({ error: wireErrorOf(thrown), ...(query.type === 'sql' ? { fold: unfolded } : {}) });
    }
  }

  function show(run: Run, filters: readonly Filter[] = []): void {
    // The window of a statement stands in it: the form's, which belongs to another source, is not meant.
    if (run.query.type !== 'rows' && !sameSource(run.source, state.source)) changeSource(run.source, run.query.type === 'form');
    const next = withQuestionOf(state, run);
    set({
      ...next,
      isWindowChosen: state.isWindowChosen || run.query.type === 'form',
      opened: { filters, round: state.opened.round + (filters.length > 0 ? 1 : 0) },
      table: state.table,
      run: latest.get(run.id) ?? run,
      asked: null,
      error: null,
      fold: failsByHand(run) ? unfolded : { shown: 'folded', kept: false },
    });
  }

  return {
    get: () => state,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    describe,
    pickSource: (next) => changeSource(next, false),
    openNew(next, window) {
      set({ mode: 'form', run: null, asked: null, error: null, confirming: null, fold: unfolded, isWindowChosen: false });
      // The same one may have other files than it had when it was described.
      if (sameSource(state.source, next)) void describe();
      else changeSource(next, window !== null);
      if (window === null) return;
      set({ form: { ...state.form, ...window }, isWindowChosen: true, seconds: state.seconds || hasSeconds(window) });
    },
    setZone: (next) => set({ form: { ...state.form, zone: next } }),
    setForm: (patch) =>
      set({
        form: { ...state.form, ...patch },
        isWindowChosen: state.isWindowChosen || patch.from !== undefined || patch.to !== undefined,
      }),
    addToForm: (patch) => set(withPatch(state, patch)),
    setFold: (fold) => set({ fold }),
    show: (what) => set(what),
    editSql: (generated) =>
      set({
        mode: 'sql',
        sql: state.sqlBegunFrom === generated ? state.sql : generated,
        drafts: state.sqlBegunFrom === generated ? state.drafts : [],
        sqlBegunFrom: generated,
        fold: state.run ? unfoldedByHand('open') : unfolded,
      }),
    setSql: (sql) => set({ sql }),
    setParameters: (drafts) => set({ drafts }),
    openSql: (sql) => set({ mode: 'sql', sql, drafts: [], sqlBegunFrom: null, fold: unfolded }),
    backToForm: () => set({ mode: 'form' }),
    run: () => start(state.source, currentQuery(state), { reuseMinutes: state.reuseMinutes }),
    async confirm(yes) {
      const { confirming } = state;
      set({ confirming: null });
      if (yes && confirming) await start(confirming.source, confirming.query, { confirmed: true, reuseMinutes: confirming.reuseMinutes });
    },
    setReuse: (reuseMinutes) => set({ reuseMinutes }),
    async cancel() {
      const run = state.run;
      if (!run || !isUnderWay(run)) return;
      try {
        const after = await client.request('run.cancel', { runId: run.id });
        if (state.run?.id === run.id) set({ run: latest.get(run.id) ?? after });
      } catch (thrown) {
        // It ended by itself in the meantime: the event has said so, there is nothing to stop.
        if (!(thrown instanceof RequestError)) throw thrown;
      }
    },
    async tryNow() {
      const { run } = state;
      if (run) await client.request('run.tryNow', { runId: run.id });
    },
    openRun: (run, filters) => show(run, filters),
    async fetchAgain(anySize) {
      const { run } = state;
      if (!run) return;
      try {
        const after = await client.request('run.fetch', { runId: run.id, anySize });
        if (state.run?.id === run.id) set({ run: latest.get(run.id) ?? after });
      } catch (thrown) {
        set({ error: wireErrorOf(thrown) });
      }
    },
    async runAgain(run) {
      show(run);
      await start(run.source, run.query);
    },
    editAsNew(run) {
      show(run);
      set({ run: null, fold: unfolded });
    },
    newQuery: () => set({ run: null, asked: null, error: null, fold: unfolded }),
    async restore({ runId, ...question }) {
      set(question);
      void describe();
      if (runId === null) return;
      // It may have been deleted meanwhile: then the question alone is there.
      const run = await client.request('run.read', { runId }).catch(() => null);
      if (run && state.run === null && state.asked === null) set({ run: latest.get(runId) ?? run, fold: { shown: 'folded', kept: false } });
    },
    async openFile(file) {
      const { name, size } = file;
      set({ upload: { name, done: 0, total: size }, error: null });
      try {
        const source = await uploadFile(client, file, (done) => set({ upload: { name, done, total: size } }));
        set({ upload: null });
        await start(source, { type: 'rows', zone: state.form.zone });
      } catch (thrown) {
        set({ upload: null, run: null, asked: null, error: wireErrorOf(thrown) });
      }
    },
  };
}
