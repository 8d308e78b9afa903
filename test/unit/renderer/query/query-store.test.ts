import { describe, expect, it, vi } from 'vitest';
import type { Bridge, Result } from '../../../../preload/contract/bridge.ts';
import type { AppEvent } from '../../../../preload/contract/operations.ts';
import type { SourceRef, Table } from '../../../../preload/contract/query.ts';
import type { Run } from '../../../../preload/contract/run.ts';
import { createClient } from '../../../../renderer/api/client.ts';
import { createQueryStore } from '../../../../renderer/query/query-store.ts';

const sample: SourceRef = { kind: 'sample' };
const folder: SourceRef = { kind: 'folder', path: '/logs' };
const table: Table = {
  catalog: null,
  database: null,
  table: 'flow_logs',
  columns: [{ name: 'start', type: 'bigint' }],
  partitionKeys: [],
  newestEpoch: 1_700_000_000,
  scopeKeys: [],
  warnings: [],
};

function runOf(patch: Partial<Run>): Run {
  return {
    id: 'r1',
    state: 'submitted',
    source: sample,
    query: { type: 'rows', zone: 'UTC' },
    sql: null,
    executionId: null,
    rowCount: null,
    scannedBytes: null,
    costUsd: null,
    reused: false,
    via: null,
    createdAt: '2026-11-23T00:00:00Z',
    startedAt: null,
    finishedAt: null,
    resultBytes: null,
    rowsGone: false,
    broughtIn: false,
    pinned: false,
    resultPath: null,
    error: null,
    ...patch,
  };
}

/** A bridge whose answers are written by the test. */
function setUp(answers: Record<string, (input: never) => unknown>) {
  const listeners = new Set<(event: AppEvent) => void>();
  const asked: { name: string; input: unknown }[] = [];
  const bridge: Bridge = {
    async request(name, input) {
      asked.push({ name, input });
      try {
        return { ok: true, value: await answers[name]?.(input as never) };
      } catch (error) {
        return { ok: false, error } as Result;
      }
    },
    onEvent(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
  const emit = (run: Run) => {
    for (const listener of listeners) listener({ name: 'run.changed', payload: run });
  };
  return { store: createQueryStore(createClient(bridge), sample, 'Asia/Tokyo'), emit, asked };
}

describe('the query store', () => {
  it('opens the sample on the walk-through’s window', async () => {
    const { store } = setUp({ 'source.describe': () => table });
    await store.describe();
    expect(store.get()).toMatchObject({ table: { state: 'ready' }, form: { from: 1_669_605_300, to: 1_669_606_200, zone: 'Asia/Tokyo' } });
  });

  it('keeps the newer of an event and the answer that it overtook', async () => {
    const { store, emit } = setUp({
      'run.start': () => {
        emit(runOf({ state: 'saved', rowCount: 3 }));
        return runOf({ state: 'submitted' });
      },
    });
    await store.run();
    expect(store.get().run).toMatchObject({ state: 'saved', rowCount: 3 });
    expect(store.get().asked).toBeNull();
  });

  it('folds when it runs, unless it was unfolded by hand', async () => {
    const { store } = setUp({ 'run.start': () => runOf({}) });
    await store.run();
    expect(store.get().fold.shown).toBe('folded');
    store.setFold({ shown: 'open', kept: true });
    await store.run();
    expect(store.get().fold.shown).toBe('open');
  });

  it('keeps the question and shows the error when a start fails', async () => {
    const { store } = setUp({
      'run.start': () => {
        throw { code: 'network', message: '', details: {} };
      },
    });
    store.setForm({ addresses: ['10.0.0.1'] });
    await store.run();
    expect(store.get()).toMatchObject({ error: { code: 'network' }, run: null, form: { addresses: ['10.0.0.1'] } });
  });

  it('asks before a whole table is read: all is as it was until the answer, and the same query runs after a yes', async () => {
    const refusal = { code: 'confirmation_needed', message: '', details: { bytes: 2e9, costUsd: 0.01, unknown: null, cutoffBytes: null } };
    const { store, asked } = setUp({
      'run.start': (input: { confirmed?: boolean }) => {
        if (!input.confirmed) throw refusal;
        return runOf({ id: 'r2' });
      },
    });
    store.openRun(runOf({ state: 'saved' }));
    store.setFold({ shown: 'open', kept: true });
    store.setReuse(60);
    store.setForm({ addresses: ['10.0.0.1'] });
    await store.run();
    expect(store.get()).toMatchObject({
      run: { id: 'r1' },
      asked: null,
      error: null,
      fold: { shown: 'open' },
      confirming: { details: refusal.details },
    });
    await store.confirm(false);
    expect(store.get().confirming).toBeNull();
    expect(asked.filter(({ name }) => name === 'run.start')).toHaveLength(1);
    await store.run();
    store.setForm({ addresses: [] });
    await store.confirm(true);
    expect(store.get()).toMatchObject({ run: { id: 'r2' }, confirming: null });
    expect(asked.at(-1)?.input).toMatchObject({ confirmed: true, reuseMinutes: 60, query: { form: { addresses: ['10.0.0.1'] } } });
  });

  it('drops the late description of a source that was left', async () => {
    let slow: (value: Table) => void = () => {};
    const { store } = setUp({
      'source.describe': ({ source }: { source: SourceRef }) =>
        source.kind === 'sample'
          ? new Promise((resolve) => {
              slow = resolve;
            })
          : { ...table, table: 'of_folder' },
    });
    const first = store.describe();
    store.pickSource(folder);
    await vi.waitFor(() => expect(store.get().table).toMatchObject({ state: 'ready', table: { table: 'of_folder' } }));
    slow(table);
    await first;
    expect(store.get().table).toMatchObject({ table: { table: 'of_folder' } });
  });

  it('moves to the last hour of a folder once its newest record is known', async () => {
    const { store } = setUp({ 'source.describe': () => table });
    store.pickSource(folder);
    await vi.waitFor(() => expect(store.get().form.to).toBeGreaterThanOrEqual(table.newestEpoch ?? 0));
    expect(store.get().form.to - store.get().form.from).toBe(3600);
  });

  it('opens what was downloaded on the form and its window, whatever stood there before', async () => {
    const { store } = setUp({ 'source.describe': () => table });
    store.openRun(runOf({ state: 'failed', query: { type: 'sql', sql: 'SELECT 1 FROM other', zone: 'UTC' } }));
    store.openNew(folder, { from: 1_700_000_000, to: 1_700_000_900 });
    await vi.waitFor(() => expect(store.get().table.state).toBe('ready'));
    expect(store.get()).toMatchObject({
      source: folder,
      mode: 'form',
      run: null,
      error: null,
      fold: { shown: 'open' },
      form: { from: 1_700_000_000, to: 1_700_000_900 },
    });
  });

  it('has the window of the files once a statement over them was opened, not the one of another source', async () => {
    const { store } = setUp({ 'source.describe': () => table });
    await store.run();
    store.openRun(runOf({ id: 'sql', state: 'saved', source: folder, query: { type: 'sql', sql: 'SELECT 1', zone: 'UTC' } }));
    await vi.waitFor(() => expect(store.get().form.to).toBeGreaterThanOrEqual(table.newestEpoch ?? 0));
    expect(store.get()).toMatchObject({ run: { id: 'sql' }, mode: 'sql', sql: 'SELECT 1' });
  });

  it('opens an earlier run with its question folded above it, in the zone of now', async () => {
    const { store } = setUp({ 'source.describe': () => table });
    const form = { ...store.get().form, zone: 'UTC', addresses: ['10.0.0.9'], from: 5 };
    store.openRun(runOf({ id: 'old', state: 'saved', source: folder, query: { type: 'form', form } }));
    expect(store.get()).toMatchObject({
      source: folder,
      run: { id: 'old' },
      fold: { shown: 'folded' },
      form: { addresses: ['10.0.0.9'], zone: 'Asia/Tokyo', from: 5 },
    });
    // The window is the run's: the folder's own must not move it.
    await vi.waitFor(() => expect(store.get().table.state).toBe('ready'));
    expect(store.get().form.from).toBe(5);
  });

  it('edits an earlier run as new', () => {
    const { store } = setUp({ 'source.describe': () => table });
    store.editAsNew(runOf({ query: { type: 'sql', sql: 'SELECT 1', zone: 'UTC' } }));
    expect(store.get()).toMatchObject({ run: null, mode: 'sql', sql: 'SELECT 1', fold: { shown: 'open' } });
  });

  it('loses no typed SQL between the form and back while the form stays the same', () => {
    const { store } = setUp({});
    store.editSql('SELECT a');
    store.setSql('SELECT a, b');
    store.backToForm();
    store.editSql('SELECT a');
    expect(store.get().sql).toBe('SELECT a, b');
    store.backToForm();
    store.editSql('SELECT changed');
    expect(store.get().sql).toBe('SELECT changed');
  });

  it('adds a result’s values to the form', () => {
    const { store } = setUp({});
    store.setForm({ addresses: ['10.0.0.1'] });
    store.addToForm({ addresses: ['10.0.0.2', '10.0.0.1'], action: 'REJECT' });
    expect(store.get()).toMatchObject({
      form: { addresses: ['10.0.0.1', '10.0.0.2'], action: 'REJECT' },
      fold: { shown: 'open', kept: true },
    });
  });

  it('hands a dropped file over in pieces and runs it', async () => {
    const csv: SourceRef = { kind: 'csv', path: '/x.csv' };
    const { store, asked } = setUp({
      'upload.begin': () => ({ uploadId: 'u' }),
      'upload.append': () => ({ receivedBytes: 0 }),
      'upload.finish': () => ({ source: csv }),
      'run.start': () => runOf({ source: csv }),
    });
    const bytes = new Uint8Array(1_048_576 + 3).fill(65);
    await store.openFile(new File([bytes], 'flows.csv'));
    const pieces = asked.filter(({ name }) => name === 'upload.append').map(({ input }) => (input as { base64: string }).base64);
    expect(pieces.map((piece) => atob(piece).length)).toEqual([1_048_576, 3]);
    expect(store.get()).toMatchObject({ run: { source: csv }, upload: null });
  });

  it('says why a dropped file was not taken', async () => {
    const { store } = setUp({
      'upload.begin': () => {
        throw { code: 'disk_full', message: '', details: {} };
      },
    });
    await store.openFile(new File(['x'], 'flows.csv'));
    expect(store.get()).toMatchObject({ error: { code: 'disk_full' }, upload: null, run: null });
  });
});
