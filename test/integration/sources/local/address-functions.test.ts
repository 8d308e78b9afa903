import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import ipaddr from 'ipaddr.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { quoteLiteral } from '../../../../main/flowlogs/quote.ts';
import type { Engine } from '../../../../main/sources/local/engine.ts';
import { answerOf, engineOver, records, writeParquet } from '../../../support/flow-log-files.ts';

const folder = mkdtempSync(join(tmpdir(), 'nagare-test-'));
let engine: Engine;

beforeAll(async () => {
  const file = join(folder, 'a.parquet');
  await writeParquet({ [file]: records(0, 1) });
  engine = await engineOver(folder, [file]);
});

afterAll(() => {
  engine.close();
  rmSync(folder, { recursive: true, force: true });
});

const evaluated = async (expression: string) => (await answerOf(engine, `SELECT ${expression}`)).lines[0];

describe('IPADDRESS', () => {
  it.each([
    ['10.0.0.1', '10.0.0.1'],
    ['2001:DB8:0:0::1', '2001:db8::1'],
    ['2001:0db8:0000:0000:0000:0000:0000:0001', '2001:db8::1'],
    ['::', '::'],
    ['::ffff:1.2.3.4', '1.2.3.4'],
  ])('%s is %s', async (text, canonical) => {
    expect(await evaluated(`TRY_CAST('${text}' AS IPADDRESS)`)).toBe(`"${canonical}"`);
    expect(await evaluated(`IPADDRESS '${text}' = CAST('${canonical}' AS ipaddress)`)).toBe('"true"');
  });

  it.each(['-', '', '10.0.0', '10.0.0.256', '010.0.0.1', '0x7f.0.0.1', '10.0.0.1/8', 'fe80::1%eth0', '1::2::3', 'banana', ' 10.0.0.1'])(
    '%j is none',
    async (text) => {
      expect(await evaluated(`TRY_CAST('${text}' AS IPADDRESS)`)).toBe('');
      await expect(evaluated(`CAST('${text}' AS IPADDRESS)`)).rejects.toMatchObject({ code: 'bad_sql' });
    },
  );

  it('leaves what only looks like one alone', async () => {
    const sql = `SELECT 'IPADDRESS ''10.0.0.1''', "IPADDRESS '1'" -- IPADDRESS 'x'\nFROM (SELECT 1 AS "IPADDRESS '1'") /* contains('x', y) */`;
    expect((await answerOf(engine, sql)).lines).toEqual([`"IPADDRESS '10.0.0.1'","1"`]);
  });
});

describe('contains', () => {
  const octet = fc.nat(255);
  const ipv4 = fc.tuple(octet, octet, octet, octet).map((parts) => parts.join('.'));
  const ipv6 = fc.array(fc.oneof(fc.constant(0), fc.nat(0xffff)), { minLength: 8, maxLength: 8 }).map((parts) => {
    return parts.map((part) => part.toString(16)).join(':');
  });
  const network = fc.oneof(
    fc.tuple(ipv4, fc.integer({ min: 0, max: 32 })).map((parts) => parts.join('/')),
    fc.tuple(ipv6, fc.integer({ min: 0, max: 128 })).map((parts) => parts.join('/')),
  );
  /** Half of the addresses lie near the network: random ones never do. */
  const near = (cidr: string, bits: readonly boolean[]) => {
    const [base, length] = ipaddr.parseCIDR(cidr);
    const bytes = base.toByteArray().map((byte, index) => {
      let changed = byte;
      for (let bit = 0; bit < 8; bit++) if (index * 8 + bit >= length - 1 && bits[index * 8 + bit]) changed ^= 128 >> bit;
      return changed;
    });
    return ipaddr.fromByteArray(bytes).toString();
  };
  const pair = network.chain((cidr) =>
    fc.tuple(
      fc.constant(cidr),
      fc.oneof(
        ipv4,
        ipv6,
        fc.array(fc.boolean(), { minLength: 128, maxLength: 128 }).map((bits) => near(cidr, bits)),
      ),
    ),
  );

  it('says what ipaddr.js says, for literals and for columns', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(pair, { minLength: 20, maxLength: 40 }), async (pairs) => {
        const expected = pairs.map(([cidr, text]) => {
          const address = ipaddr.process(text);
          const range = ipaddr.parseCIDR(cidr);
          return `"${address.kind() === range[0].kind() && address.match(range)}"`;
        });
        const literals = pairs.map(([cidr, text]) => `contains('${cidr}', IPADDRESS '${text}')`);
        expect((await answerOf(engine, `SELECT ${literals.join(', ')}`)).lines).toEqual([expected.join(',')]);
        const rows = pairs.map(([cidr, text], index) => `(${index}, ${quoteLiteral(cidr)}, ${quoteLiteral(text)})`);
        const sql = `SELECT contains(net, TRY_CAST(addr AS IPADDRESS)) FROM (VALUES ${rows.join(', ')}) AS t(n, net, addr) ORDER BY n`;
        expect((await answerOf(engine, sql)).lines).toEqual(expected);
      }),
      { numRuns: 15 },
    );
  });

  it('is NULL for what is no address, and NULL for no network', async () => {
    expect(await evaluated("contains('10.0.0.0/8', TRY_CAST('-' AS IPADDRESS))")).toBe('');
    expect(await evaluated("contains(CAST(NULL AS varchar), IPADDRESS '10.0.0.1')")).toBe('');
    expect((await answerOf(engine, "SELECT 1 WHERE NOT contains('10.0.0.0/8', TRY_CAST('-' AS IPADDRESS))")).lines).toEqual([]);
  });

  it.each(['10.0.0.0', '10.0.0.0/33', '10.0/8', '::/129', '10.0.0.0/-1', 'banana/8', ''])('%j is refused as a network', async (cidr) => {
    await expect(evaluated(`contains('${cidr}', IPADDRESS '10.0.0.1')`)).rejects.toMatchObject({
      code: 'bad_sql',
      details: { reason: expect.stringContaining('Invalid CIDR') },
    });
  });
});
