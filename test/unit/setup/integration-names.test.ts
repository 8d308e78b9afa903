/** Names that AWS makes of a flow log's id, read back: hexadecimal digits and the words behind them do not mix. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  databaseOfFlowLog,
  flowLogOfDatabase,
  flowLogOfTable,
  flowLogOfWorkgroup,
  flowLogsNamedIn,
} from '../../../main/setup/cleanup/integration-names.ts';

const hex = (length: number) => fc.string({ unit: fc.constantFrom(...'0123456789abcdef'), minLength: length, maxLength: length });
const ids = fc.oneof(hex(17), hex(8)).map((digits) => `fl-${digits}`);
const loaded = fc.tuple(fc.constantFrom('none', 'daily', 'weekly', 'monthly'), fc.constantFrom('', '2021041520210415', '2026013120260201'));

describe('names of the integration', () => {
  it('are those that people have published', () => {
    expect(flowLogOfWorkgroup('fl0af0b31dcb7649c1ddaily2021041520210415WorkGroup')).toBe('fl-0af0b31dcb7649c1d');
    expect(flowLogOfWorkgroup('fl021e77eb542d6567fdaily2021122920211229WorkGroup')).toBe('fl-021e77eb542d6567f');
    expect(flowLogOfTable('fl021e77eb542d6567fdaily2021122920211229')).toBe('fl-021e77eb542d6567f');
    expect(flowLogOfDatabase('vpcflowlogsathenadatabasefl0af0b31dcb7649c1d')).toBe('fl-0af0b31dcb7649c1d');
  });

  it('tell the id, whatever its digits', () => {
    fc.assert(
      fc.property(ids, loaded, (id, [frequency, dates]) => {
        const table = `${id.replace('-', '')}${frequency}${dates}`;
        expect(flowLogOfTable(table)).toBe(id);
        expect(flowLogOfWorkgroup(`${table}WorkGroup`)).toBe(id);
        expect(flowLogOfDatabase(databaseOfFlowLog(id))).toBe(id);
        expect(flowLogOfTable(`${table}WorkGroup`)).toBeNull();
        expect(flowLogOfWorkgroup(table)).toBeNull();
      }),
    );
  });

  it('are read out of a text, each once, none for the beginning of a longer one', () => {
    fc.assert(
      fc.property(ids, ids, (id, other) => {
        const text = `"${databaseOfFlowLog(id)}"."x"\nName: ${databaseOfFlowLog(other)}\n${databaseOfFlowLog(id).toUpperCase()}/`;
        expect(flowLogsNamedIn(text)).toEqual([...new Set([id, other])]);
        expect(flowLogsNamedIn(`${databaseOfFlowLog(id)}a`)).toEqual([]);
      }),
    );
  });

  it.each([
    'primary',
    'flWorkGroup',
    'fl0af0b31dcb7649c1dWorkGroup',
    'xfl0af0b31dcb7649c1ddailyWorkGroup',
    'fl0af0b31dcb7649c1ddaily2021WorkGroup',
  ])('%s is no workgroup of it', (name) => expect(flowLogOfWorkgroup(name)).toBeNull());
});
