import { describe, expect, it } from 'vitest';
import { readArguments } from '../../../main/hosts/cli/arguments.ts';
import { queryOf } from '../../../main/hosts/cli/query-of.ts';

const query = (...words: string[]) => {
  const read = readArguments(['query', '--source', 'sample', ...words]);
  if (read.command !== 'query') throw new Error('not a query');
  return read;
};
const window = ['--from', '2022-11-28T12:15', '--to', '2022-11-28T12:30', '--zone', 'Asia/Tokyo'];

describe('nagare history', () => {
  it('takes what is to be brought in, and nothing of it without saying so', () => {
    expect(readArguments(['history', '--json'])).toEqual({ command: 'history', json: true, search: '', bringIn: null, spend: null });
    expect(readArguments('history --bring-in --profile p --days 7 --with-failed'.split(' '))).toMatchObject({
      bringIn: { profile: 'p', region: null, workgroup: null, days: 7, withFailed: true, zone: 'UTC' },
    });
    expect(readArguments(['history', '--bring-in'])).toMatchObject({ bringIn: { days: 45, withFailed: false } });
    for (const days of ['0', '46', '1.5', 'x', '-1', '045'])
      expect(() => readArguments(['history', '--bring-in', `--days=${days}`])).toThrowError(/^--days .*: give 1 to 45/);
    expect(() => readArguments(['history', '--profile', 'p'])).toThrowError('--profile is for --bring-in.');
    expect(() => readArguments(['history', '--zone', 'UTC'])).toThrowError('--zone is for --bring-in or --spend.');
    expect(readArguments('history --spend'.split(' '))).toMatchObject({ spend: { zone: null }, bringIn: null });
    expect(readArguments('history --spend --zone Asia/Tokyo --json'.split(' '))).toMatchObject({
      spend: { zone: 'Asia/Tokyo' },
      json: true,
    });
    expect(() => readArguments('history --spend --days 3'.split(' '))).toThrowError('--days is for --bring-in.');
    expect(() => readArguments('history --spend --search a'.split(' '))).toThrowError(/it takes no --search/);
  });
});

describe('nagare query', () => {
  it("reads the walk-through's first question", () => {
    const args = query('--ip', '192.168.0.10', ...window, '--xlsx', 'out.xlsx', '--json');
    expect(args).toMatchObject({
      source: { kind: 'sample' },
      ip: ['192.168.0.10'],
      xlsx: 'out.xlsx',
      json: true,
      kind: 'records',
      match: 'starts',
    });
    expect(queryOf(args, '/')).toMatchObject({
      type: 'form',
      form: { from: 1669605300, to: 1669606200, zone: 'Asia/Tokyo', addresses: ['192.168.0.10'] },
    });
  });

  it('takes several values in a row, repeated, or with commas', () => {
    for (const words of [
      ['--port', '22', '443', '8000-8999'],
      ['--port', '22', '--port', '443', '--port', '8000-8999'],
      ['--port', '22,443,8000-8999'],
    ]) {
      expect(query(...words, ...window).port).toEqual(['22', '443', '8000-8999']);
    }
  });

  it('knows every kind of source', () => {
    const source = (...words: string[]) => {
      const read = readArguments(['query', ...words]);
      return read.command === 'query' ? read.source : null;
    };
    expect(source('--source', 'folder:/logs', ...window)).toEqual({ kind: 'folder', path: '/logs' });
    expect(source('--source', 'csv:a b.csv')).toEqual({ kind: 'csv', path: 'a b.csv' });
    expect(source('--source', 'athena', '--table', 't', '--database', 'd', '--profile', 'p', ...window)).toEqual({
      kind: 'athena',
      profile: 'p',
      region: null,
      workgroup: null,
      catalog: null,
      database: 'd',
      table: 't',
    });
  });

  it.each([
    [['query'], /--source/],
    [['query', '--source', 'sample'], /--from/],
    [['query', '--source', 'elsewhere', ...window], /elsewhere/],
    [['query', '--source', 'athena', ...window], /--table/],
    [['query', '--source', 'csv:x.csv', '--sql', 'SELECT 1'], /CSV/],
    [['query', '--source', 'sample', ...window, '--action', 'MAYBE'], /ACCEPT/],
    [['query', '--source', 'sample', ...window, '--limit', '0'], /--limit/],
    [['query', '--source', 'sample', ...window, '--nonsense'], /nonsense/],
    [['query', '--source', 'sample', '--sql', 'a', '--sql-file', 'b'], /not both/],
    // A variable of a script that is not set must not ask for everything.
    [['query', '--source', 'sample', ...window, '--ip', ''], /--ip is empty/],
    [['query', '--source', 'sample', ...window, '--port', '22', ' , '], /--port is empty/],
    [['query', '--source', 'sample', '--sql', 'SELECT 1', '--ip', '10.0.0.1'], /--ip .* statement/],
    [['query', '--source', 'sample', '--sql-file', 'f', '--limit', '5'], /--limit .* statement/],
    [['query', '--source', 'csv:x.csv', '--port', '22'], /--port .* CSV/],
    [['export', 'x'], /--xlsx/],
    [['export', '--xlsx', 'f'], /run id/],
    [['export', 'x', '--xlsx', 'f', '--no-bom'], /--csv/],
    [['export', 'x', '--csv', 'f', '--summary'], /--xlsx/],
    [['delete'], /run id/],
    [['fly'], /fly/],
  ])('refuses %j', (argv, message) => {
    expect(() => readArguments(argv)).toThrowError(
      expect.objectContaining({ code: 'bad_arguments', message: expect.stringMatching(message) }),
    );
  });

  it('names a bad time and a bad zone', () => {
    expect(() => queryOf(query('--from', 'noon', '--to', '1'), '/')).toThrowError(expect.objectContaining({ code: 'bad_time' }));
    expect(() => queryOf(query('--from', '1', '--to', '2', '--zone', 'Nowhere'), '/')).toThrowError(
      expect.objectContaining({ code: 'bad_zone' }),
    );
  });
});
