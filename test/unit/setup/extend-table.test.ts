import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { extensionOf } from '../../../main/setup/integration/extend-table.ts';
import { ownTable } from '../../../main/setup/integration/own-table.ts';
import { flowLogOf } from '../../support/flow-log.ts';

const NOW = Date.UTC(2026, 5, 15) / 1000;
const [A, B, C] = ['111111111111', '222222222222', '333333333333'];

const parametersOf = (accounts: readonly string[], regions: readonly string[], since: string) =>
  ownTable(flowLogOf({}), {
    flowLogId: 'fl-1',
    database: 'd',
    table: 't',
    workgroup: 'w',
    bytesLimit: null,
    resultLocation: 's3://r/',
    accounts: [...accounts],
    regions: [...regions],
    since,
  }).parameters;
const wanted = parametersOf([A], ['eu-west-1'], '2025-03-01');
const withRange = (range: string) => extensionOf({ ...wanted, 'projection.year.range': range }, wanted, NOW);

describe('a table that is there', () => {
  it('that has all that was chosen needs no change, whatever else is set on it', () => {
    const { changes } = extensionOf({ ...wanted, transient_lastDdlTime: '1', comment: 'ours', 'nagare.workgroup': 'another' }, wanted, NOW);
    expect(changes).toEqual({});
  });

  it('keeps each account, region and year, and is told of those it lacks', () => {
    const places = fc.uniqueArray(fc.constantFrom(A, B, C), { minLength: 1 });
    const regions = fc.uniqueArray(fc.constantFrom('eu-west-1', 'us-east-1', 'ap-south-1'), { minLength: 1 });
    const since = fc.integer({ min: 2015, max: 2026 }).map((year) => `${year}-01-01`);
    fc.assert(
      fc.property(places, regions, since, places, regions, since, (accounts, areas, first, chosen, chosenAreas, from) => {
        const found = parametersOf(accounts, areas, first);
        const { changes, added, kept } = extensionOf(found, parametersOf(chosen, chosenAreas, from), NOW);
        const after: Readonly<Record<string, string>> = { ...found, ...changes };
        const listed = (key: string) => new Set(after[`projection.${key}.values`]?.split(','));
        expect(listed('aws_account_id')).toEqual(new Set([...accounts, ...chosen]));
        expect(listed('aws_region')).toEqual(new Set([...areas, ...chosenAreas]));
        expect(after['projection.year.range']).toBe(`${[first, from].sort()[0]?.slice(0, 4)},NOW`);
        expect([...accounts, ...added.accounts].sort()).toEqual([...chosen, ...kept.accounts].sort());
        // A second time there is nothing to do.
        expect(extensionOf(after, parametersOf(chosen, chosenAreas, from), NOW).changes).toEqual({});
      }),
    );
  });

  it.each([
    ['2020,NOW', undefined, '2020'],
    ['2026,NOW', '2025,NOW', null],
    // Years that come to an end, as somebody wrote them: the files of today would not be read.
    ['2020,2025', '2020,NOW', '2020'],
    ['2020,2030', undefined, '2020'],
    // As long ago as that is now.
    ['NOW-3YEARS,NOW', undefined, '2023'],
    ['NOW-0YEARS,NOW', '2025,NOW', null],
    ['nonsense', '2025,NOW', null],
  ])('with the years %s has %s set, and keeps those from %s on', (range, set, since) => {
    const { changes, kept } = withRange(range);
    expect(changes['projection.year.range']).toBe(set);
    expect(kept.since).toBe(since);
  });

  it('whose key somebody projects otherwise is left alone there', () => {
    const found = { ...wanted, 'projection.aws_account_id.type': 'injected' };
    const more = parametersOf([A, B], ['eu-west-1', 'us-east-1'], '2025-03-01');
    const { changes, added } = extensionOf(found, more, NOW);
    expect(changes).toEqual({ 'projection.aws_region.values': 'eu-west-1,us-east-1' });
    expect(added).toEqual({ accounts: [], regions: ['us-east-1'], since: null });
  });

  it('that no longer projects, or another way, does so again', () => {
    const { changes } = extensionOf({ ...wanted, 'projection.enabled': 'false', 'projection.hour.range': '0,11' }, wanted, NOW);
    expect(changes).toEqual({ 'projection.enabled': 'true', 'projection.hour.range': '0,23' });
  });
});
