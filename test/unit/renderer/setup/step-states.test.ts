import { expect, it } from 'vitest';
import type { Integration } from '../../../../preload/contract/integration.ts';
import type { Run } from '../../../../preload/contract/run.ts';
import type { Arrivals } from '../../../../preload/contract/setup.ts';
import { firstOpen, type Known, stepStates, testWindow } from '../../../../renderer/setup/steps/step-states.ts';
import { flowLogOf } from '../../../support/flow-log.ts';

const log = flowLogOf({});
const file = { key: 'k', bytes: 1, at: 0, delaySeconds: 0 };
const arrivals = (change: Partial<Arrivals> = {}): Arrivals => ({ hours: [], newest: [], reasons: [], checkedAt: '', ...change });
const reason = (code: Arrivals['reasons'][number]['code']) => ({ code, holds: 'yes' as const, found: null });
const known = (change: Partial<Known> = {}) =>
  stepStates({ log, arrivals: arrivals({ newest: [file] }), integrations: [], stack: null, test: null, ...change });
const table = (misfits: number, change: Partial<Integration> = {}) =>
  ({ misfits: Array.from({ length: misfits }), uncovered: null, alsoReads: [], countedTwice: [], ...change }) as never;
const run = (state: Run['state'], rowCount: number | null = null) => ({ state, rowCount }) as Run;

it('begins with the flow log, and goes on to the first step that is not done', () => {
  expect(firstOpen(known({ log: null, arrivals: null, integrations: null }))).toBe('flowLog');
  expect(firstOpen(known({ arrivals: null }))).toBe('arrivals');
  expect(firstOpen(known())).toBe('integration');
  expect(firstOpen(known({ integrations: [table(0)] }))).toBe('ready');
  expect(known({ integrations: [table(0)], test: run('saved', 5) })).toEqual({
    flowLog: 'done',
    arrivals: 'done',
    integration: 'done',
    ready: 'done',
  });
});

it('waits for the first file without alarm, and fails only on what is plainly wrong', () => {
  expect(known({ arrivals: arrivals({ reasons: [reason('too_early'), reason('no_traffic')] }) }).arrivals).toBe('working');
  expect(known({ arrivals: arrivals({ reasons: [reason('no_traffic')] }) }).arrivals).toBe('attention');
  expect(known({ arrivals: arrivals({ reasons: [reason('too_early'), reason('policy_missing')] }) }).arrivals).toBe('failed');
  expect(known({ arrivals: arrivals({ newest: [file], reasons: [reason('no_traffic')] }) }).arrivals).toBe('attention');
});

it('tells a flow log with lacks from one that does not work, and a table that fits from one that does not', () => {
  expect(known({ log: { ...log, hourly: false } }).flowLog).toBe('attention');
  expect(known({ log: { ...log, deliverStatus: 'FAILED' } }).flowLog).toBe('failed');
  expect(known({ integrations: [table(2)] }).integration).toBe('attention');
  expect(known({ integrations: [table(2), table(0)] }).integration).toBe('done');
  expect(known({ stack: { state: 'under_way' } as never }).integration).toBe('working');
  expect(known({ stack: { state: 'failed' } as never }).integration).toBe('failed');
  expect(known({ test: run('saved', 0) }).ready).toBe('attention');
  expect(known({ test: run('running') }).ready).toBe('working');
});

it('asks for a look at a table that leaves logs out, counts twice, or reads what it cannot', () => {
  const uncovered = {
    accounts: ['210987654321'],
    regions: [],
    since: null,
    until: null,
    unreachable: { accounts: [], regions: [] },
    ddl: '',
    noDdl: null,
  };
  const other = { id: 'fl-2', name: null };
  expect(known({ integrations: [table(0, { uncovered })] }).integration).toBe('attention');
  expect(known({ integrations: [table(0, { alsoReads: [{ ...other, isReadable: true }] })] }).integration).toBe('done');
  expect(known({ integrations: [table(0, { alsoReads: [{ ...other, isReadable: false }] })] }).integration).toBe('attention');
  expect(known({ integrations: [table(0, { countedTwice: [['fl-1', 'fl-2']] })] }).integration).toBe('attention');
});

it('tries the newest full hour with files, then the one that goes on, then the last full one', () => {
  const hour = (at: number, files: number) => ({ at, files, bytes: files });
  const now = 10 * 3600 + 120;
  expect(testWindow(arrivals({ hours: [hour(7 * 3600, 3), hour(8 * 3600, 3), hour(9 * 3600, 0), hour(10 * 3600, 1)] }), now)).toEqual({
    from: 8 * 3600,
    to: 9 * 3600 - 1,
  });
  expect(testWindow(arrivals({ hours: [hour(10 * 3600, 1)] }), now).from).toBe(10 * 3600);
  expect(testWindow(null, now).from).toBe(9 * 3600);
});
