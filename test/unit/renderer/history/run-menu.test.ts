import { expect, it } from 'vitest';
import type { Run } from '../../../../preload/contract/run.ts';
import { type RunActions, runMenu } from '../../../../renderer/history/run-menu.ts';
import { texts } from '../../../../renderer/history/texts.ts';
import { savedRun } from '../../../support/exporting.ts';

const nothing = () => undefined;
const actions: RunActions = {
  open: nothing,
  runAgain: nothing,
  editAsNew: nothing,
  fetch: nothing,
  compare: nothing,
  cancel: nothing,
  pin: nothing,
  name: nothing,
  remove: nothing,
};
const idsOf = (change: Partial<Run>) =>
  runMenu(savedRun(1, '/r.sqlite', change), actions, texts.en).map((entry) => (entry && 'id' in entry ? entry.id : '-'));

it('offers what can be done with a run, and nothing else', () => {
  expect(idsOf({})).toEqual(['open', 'again', 'edit', 'compare', 'name', 'pin', '-', 'delete']);
  expect(idsOf({ state: 'running' })).toEqual(['open', 'again', 'edit', 'cancel', 'name', 'pin', '-', 'delete']);
  expect(idsOf({ query: { type: 'rows', zone: 'UTC' } })).toEqual(['open', 'compare', 'name', 'pin', '-', 'delete']);
  const athena = { kind: 'athena', profile: null, region: null, workgroup: null, catalog: null, database: null, table: 't' } as const;
  expect(idsOf({ source: athena, executionId: 'e', rowsGone: true })).toContain('fetch');
});
