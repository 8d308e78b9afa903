/** Thousands of pasted addresses: within Athena's limit, and the same rows as a few conditions would give. */
import { describe, expect, it, onTestFinished } from 'vitest';
import { createApp, type HostPorts } from '../../../main/app.ts';
import { buildSql } from '../../../main/flowlogs/build-sql.ts';
import { emptyForm, formProblems } from '../../../main/flowlogs/form.ts';
import { fitsAthena } from '../../../main/flowlogs/sql-length.ts';
import { describeFiles } from '../../../main/sources/local/describe-files.ts';
import { openEngine } from '../../../main/sources/local/engine.ts';
import { findFiles } from '../../../main/sources/local/find-files.ts';
import type { Query, QueryForm } from '../../../preload/contract/query.ts';
import { splitTokens } from '../../../renderer/ui/token-split.ts';
import { SAMPLE_FOLDER } from '../../aws/catalog.ts';
import { athenaRef, emulatedAws } from '../../support/emulated-aws.ts';
import { answerOf } from '../../support/flow-log-files.ts';
import { schemes, tableWith } from '../../support/tables.ts';
import { tempFolder } from '../../support/temp-folder.ts';
import { assets, terminal } from '../../support/terminal.ts';
import { readTrino } from '../../support/trino-grammar.ts';

const form = emptyForm(1669605300, 1669606200, 'Asia/Tokyo');
const table = tableWith(schemes['year, month, day, hour'] ?? []);
const ipv4 = Array.from({ length: 5000 }, (_, index) => `203.${100 + (index >> 12)}.${(index >> 4) & 255}.${100 + (index & 15)}`);
const ipv6 = Array.from({ length: 5000 }, (_, index) => `2001:db8:1234:5678:9abc:def0:${(0x1000 + index).toString(16)}:ffff`);

describe('5,000 addresses', () => {
  it.each<[string, Partial<QueryForm>]>([
    ['IPv4', { addresses: ipv4 }],
    ['IPv4 at all four ends', { addresses: ipv4, packetAddresses: true }],
    ['IPv4, negated', { addresses: ipv4.map((each) => `!${each}`), packetAddresses: true }],
    ['IPv6', { addresses: ipv6 }],
    ['IPv6 as sources', { addresses: ipv6, addressSide: 'source' }],
  ])('as %s make one statement that Athena takes', (_name, change) => {
    const asked = { ...form, ...change, addresses: splitTokens((change.addresses ?? []).join('\n')) as string[] };
    expect(formProblems(asked, table)).toEqual([]);
    const sql = buildSql(asked, table);
    expect(fitsAthena(sql)).toBe(true);
    expect(readTrino(sql)).toMatchObject({ errors: [], statements: 1 });
    expect(sql).toContain(ipv4[4999] && change.addresses === ipv6 ? ipv6[4999] : ipv4[4999]);
  });

  it('give the rows of the few that occur', async () => {
    const inspection = await describeFiles({ folder: SAMPLE_FOLDER, files: await findFiles(SAMPLE_FOLDER) });
    const engine = await openEngine({ ...inspection.query, table: { catalog: null, database: null, name: 'flow_logs' } });
    onTestFinished(() => engine.close());
    const count = async (change: Partial<QueryForm>) => {
      const sql = buildSql({ ...form, ...change, kind: 'top-talkers', limit: 100_000 }, inspection.table);
      return { isShared: sql.startsWith('WITH '), ...(await answerOf(engine, sql)) };
    };
    const some = ['192.168.0.10', '2406:da14:5eed:10::10', '!192.168.0.53', '!2001:db8:b1::b2', '8.8.8.0/24'];
    const packetAddresses = true;
    const few = await count({ addresses: some, packetAddresses });
    const many = await count({ addresses: [...some, ...ipv4, ...ipv6.slice(0, 2000)], packetAddresses });
    expect([few.isShared, many.isShared]).toEqual([false, true]);
    expect(many.lines).toEqual(few.lines);
    expect(few.lines.length).toBeGreaterThan(10);
    const without = await count({ addresses: [...ipv4.map((each) => `!${each}`), ...some, ...ipv6.slice(0, 2000)], packetAddresses });
    expect(without.isShared).toBe(true);
    expect(without.lines).toEqual(few.lines);
  });
});

describe('what is still too long', () => {
  const networks = Array.from({ length: 4000 }, (_, index) => `10.${index >> 8}.${index & 255}.0/24`);

  it('is told at the terminal, with nothing started', async () => {
    const { aws } = await emulatedAws();
    const words = '--source athena --database vpcdb --table flow_logs --from 2022-11-28T12:15 --to 2022-11-28T12:30 --zone Asia/Tokyo';
    const asked = [...words.split(' '), ...networks.flatMap((network) => ['--ip', network])];
    for (const more of [[], ['--print-sql']]) {
      const { code, err } = await terminal().run('query', ...asked, ...more);
      expect(err).toContain('error[sql_too_long]: The statement has ');
      expect(code).toBe(2);
    }
    expect(aws.executions).toHaveLength(0);
  });

  it('is told in the window, with no run in the history', async () => {
    const { aws } = await emulatedAws();
    const app = await createApp({ home: tempFolder(), assets, host: quietHost });
    onTestFinished(() => app.close());
    const start = (query: Query) => app.handlers['run.start']({ source: athenaRef, query });
    await expect(start({ type: 'form', form: { ...form, addresses: networks } })).rejects.toMatchObject({ code: 'sql_too_long' });
    // Bytes count, not letters.
    const sql = `SELECT '${'あ'.repeat(90_000)}'`;
    await expect(start({ type: 'sql', sql, zone: 'UTC' })).rejects.toMatchObject({ code: 'sql_too_long' });
    const { total } = await app.handlers['history.list']({ search: '', filter: 'all', offset: 0, limit: 1 });
    expect(total).toBe(0);
    expect(aws.executions).toHaveLength(0);
    // Files have no such limit.
    await expect(app.sqlOf({ kind: 'sample' }, { type: 'form', form: { ...form, addresses: networks } })).resolves.toContain('10.0.0.0/24');
  });
});

const quietHost: HostPorts = {
  kind: 'web',
  version: 'test',
  chooseFolder: async () => null,
  chooseTarget: async () => null,
  offerDownload: () => '',
  reveal: null,
  report: (error) => {
    throw error;
  },
};
