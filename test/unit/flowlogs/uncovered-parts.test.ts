/** What a table leaves out, as the page and the terminal say it. */
import { describe, expect, it } from 'vitest';
import { uncoveredParts } from '../../../main/flowlogs/uncovered-parts.ts';
import { tableText } from '../../../main/hosts/cli/table-lines.ts';
import type { Integration } from '../../../preload/contract/integration.ts';
import { texts } from '../../../renderer/setup/integration/line/texts.ts';
import { uncoveredText } from '../../../renderer/setup/integration/line/uncovered-text.ts';

const [LISTED, PAST] = ['111111111111', '222222222222'];
const NOTHING = { accounts: [], regions: [] };
const table = (uncovered: Partial<NonNullable<Integration['uncovered']>>, change: Partial<Integration> = {}): Integration => ({
  kind: 'other',
  database: 'd',
  table: 't',
  workgroup: null,
  stack: null,
  location: 's3://logs/',
  isProjected: true,
  partitionCount: null,
  misfits: [],
  fittingDdl: null,
  madeFor: null,
  uncovered: { accounts: [], regions: [], since: null, until: null, unreachable: NOTHING, ddl: null, noDdl: null, ...uncovered },
  alsoReads: [],
  countedTwice: [],
  source: { kind: 'athena', profile: 'p', region: 'eu-west-1', workgroup: null, catalog: null, database: 'd', table: 't' },
  ...change,
});
const page = (language: 'en' | 'ja', of: Integration) => uncoveredParts(of, 'fl-1').map((part) => uncoveredText(texts[language], part));

const both = table({ until: Date.UTC(2023, 0, 1) / 1000 - 1, unreachable: { accounts: [PAST], regions: [] }, ddl: 'ALTER TABLE x' });
const past = table({ unreachable: { accounts: [PAST], regions: [] }, noDdl: 'all_unreachable' });
const unnameable = table({ accounts: [LISTED], noDdl: 'unnameable' });

describe('what a table leaves out', () => {
  it('and the statement adds is apart from what its template leads past', () => {
    expect(uncoveredParts(both, 'fl-1')).toMatchObject([
      { accounts: [], cure: { kind: 'statement', ddl: 'ALTER TABLE x' } },
      { accounts: [PAST], until: null, cure: { kind: 'another_table' } },
    ]);
    expect(uncoveredParts(past, 'fl-1')).toMatchObject([{ accounts: [PAST], cure: { kind: 'another_table' } }]);
    expect(uncoveredParts({ ...both, uncovered: null }, 'fl-1')).toEqual([]);
  });

  it('is all read by Nagare’s own once it is extended', () => {
    expect(uncoveredParts({ ...both, madeFor: 'fl-1' }, 'fl-1')).toMatchObject([{ accounts: [PAST], cure: { kind: 'extend' } }]);
    expect(uncoveredParts({ ...both, madeFor: 'fl-2' }, 'fl-1')).toHaveLength(2);
  });

  it('is told on the page, with the reason where no statement adds it', () => {
    const { en, ja } = texts;
    expect(page('en', both)).toEqual([en.uncovered(en.daysAfter('2022-12-31')), `${en.uncovered(en.accounts(PAST))} ${en.anotherTable}`]);
    expect(page('en', unnameable)).toEqual([`${en.uncovered(en.accounts(LISTED))} ${en.unnameable}`]);
    expect(page('ja', unnameable)).toEqual([`${ja.uncovered(ja.accounts(LISTED))} ${ja.unnameable}`]);
  });

  it('is told in the terminal likewise', () => {
    const lines = (of: Integration) => tableText('fl-1', of, 0).split('\n').slice(1, -1);
    expect(lines(both)).toEqual([
      '  in its folder, but not read: days after its last partition (2022-12-31)',
      '  to read them:',
      '    ALTER TABLE x',
      `  in its folder, but not read: accounts ${PAST}`,
      '  its location template names the account or region: they need a table of their own',
    ]);
    expect(lines(unnameable)[1]).toContain('Athena does not take its name');
    expect(lines({ ...past, madeFor: 'fl-1' })[1]).toContain('nagare setup integrate --flow-log fl-1');
  });
});
