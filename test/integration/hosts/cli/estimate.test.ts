/** What a script learns of the cost before it pays, and how it says yes. */
import { describe, expect, it } from 'vitest';
import { type CatalogTable, LOG_BUCKET } from '../../../aws/catalog.ts';
import { emulatedAws } from '../../../support/emulated-aws.ts';
import { terminal, walkThroughWords } from '../../../support/terminal.ts';

const large: CatalogTable = {
  database: 'net',
  name: 'large',
  columns: ['srcaddr', 'dstaddr', 'start', 'end'].map((name) => ({ name, type: 'string' })),
  partitionKeys: [{ name: 'date', type: 'date' }],
  parameters: {},
  partitions: [['2022-11-28']],
};
const athena = ['query', '--source', 'athena', '--database', 'net', '--table', 'large'];
const whole = [...athena, '--sql', 'SELECT * FROM large'];

async function largeTable() {
  const emulated = await emulatedAws({ tables: [large] });
  emulated.aws.store.putListed(LOG_BUCKET, 'net/large/date=2022-11-28/a.log.gz', 2_000_000_000);
  return emulated.aws;
}

describe('nagare query --estimate', () => {
  it('prints one JSON object and runs nothing', async () => {
    const { run } = terminal();
    const { code, out, err } = await run('query', ...walkThroughWords, '--estimate');
    expect([code, err]).toEqual([0, '']);
    expect(JSON.parse(out)).toMatchObject({
      files: { read: 1, all: 24 },
      bytes: expect.any(Number),
      costUsd: null,
      needsConfirmation: false,
    });
    expect((await run('history', '--json')).out).toBe('[]\n');
  });

  it('never asks', async () => {
    const aws = await largeTable();
    const { run } = terminal();
    const { code, out } = await run(...whole, '--estimate');
    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject({ bytes: 2_000_000_000, costUsd: 0.01, isPruned: false, needsConfirmation: true });
    expect(await run(...whole, '--print-sql')).toEqual({ code: 0, out: 'SELECT * FROM large\n', err: '' });
    expect(aws.executions).toHaveLength(0);
  });
});

describe('a table with an injected key', () => {
  const injected: CatalogTable = {
    ...large,
    name: 'injected',
    partitionKeys: ['accid', 'day'].map((name) => ({ name, type: 'string' })),
    parameters: {
      'projection.enabled': 'true',
      'projection.accid.type': 'injected',
      'projection.day.type': 'date',
      'projection.day.format': 'yyyy/MM/dd',
    },
    partitions: [],
  };
  const ask = async (...words: readonly string[]) => {
    await emulatedAws({ tables: [injected] });
    return terminal().run('query', '--source', 'athena', '--database', 'net', '--table', 'injected', '--print-sql', ...words);
  };
  const window = ['--from', '2022-11-28T03:15', '--to', '2022-11-28T03:30'];
  const warning = 'warning: Athena wants a value of accid in every query: set the filter by account, or write it into the SQL.\n';

  it('is asked by the form with the filter by account, and warned of until it is set', async () => {
    expect((await ask(...window)).err).toBe(warning);
    const { err, out } = await ask(...window, '--account', '123456789012');
    expect([err, out]).toEqual(['', expect.stringContaining(`"day" = '2022/11/28'`)]);
    expect(out).toContain(`AND "accid" = '123456789012'\n`);
  });

  it('is asked by SQL that names a value', async () => {
    expect((await ask('--sql', 'SELECT * FROM injected')).err).toBe(warning);
    expect((await ask('--sql', "SELECT * FROM injected WHERE accid = '123456789012'")).err).toBe('');
  });
});

describe('a whole table', () => {
  it('is not read without --yes: exit 2, nothing is started, nothing is kept', async () => {
    const aws = await largeTable();
    const { run } = terminal();
    const { code, out, err } = await run(...whole, '--json');
    expect([code, out]).toEqual([2, '']);
    expect(err).toMatch(/^error\[confirmation_needed\]: .*2\.0 GB, about 0\.01 USD.*--yes/m);
    expect(aws.executions).toHaveLength(0);
    expect((await run('history', '--json')).out).toBe('[]\n');
  });

  it('is read with it', async () => {
    const aws = await largeTable();
    const { run } = terminal();
    await run(...whole, '--yes');
    expect(aws.executions).toHaveLength(1);
  });
});
