/** The lists of the source dialog, through the real SDK: long ones, searched ones, refused ones. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createKeep } from '../../../main/sources/athena/kept.ts';
import { listNames, type NamesRequest, tableExpression } from '../../../main/sources/athena/list-names.ts';
import type { CatalogTable } from '../../aws/catalog.ts';
import { emulatedAws } from '../../support/emulated-aws.ts';

const table = (database: string, name: string): CatalogTable => ({
  database,
  name,
  columns: [],
  partitionKeys: [],
  parameters: {},
  partitions: [],
});
const asked = (change: Partial<NamesRequest>): NamesRequest => ({
  what: 'tables',
  profile: null,
  region: null,
  workgroup: null,
  catalog: null,
  database: 'many',
  search: '',
  ...change,
});
const number = (n: number) => String(n).padStart(4, '0');

it('gives the first thousand of many tables, says that there are more, and finds any by a part of its name', async () => {
  const { aws, clients } = await emulatedAws({ tables: Array.from({ length: 3000 }, (_, n) => table('many', `logs_${number(n)}_vpc`)) });
  const keep = createKeep(() => 0);
  const first = await listNames(asked({}), clients, keep);
  expect(first).toMatchObject({ more: true });
  expect(first.names).toHaveLength(1000);
  expect(await listNames(asked({ search: ' LOGS_2999 ' }), clients, keep)).toEqual({ names: ['logs_2999_vpc'], more: false });
  expect(await listNames(asked({ search: '777_v' }), clients, keep)).toEqual({
    names: ['logs_0777_vpc', 'logs_1777_vpc', 'logs_2777_vpc'],
    more: false,
  });
  expect(await listNames(asked({ search: 'none' }), clients, keep)).toEqual({ names: [], more: false });
  const before = aws.requests.length;
  expect(await listNames(asked({}), clients, keep)).toEqual(first);
  expect(aws.requests).toHaveLength(before);
});

it('looks through databases, which Athena cannot search', async () => {
  const { clients } = await emulatedAws({ tables: Array.from({ length: 1200 }, (_, n) => table(`db_${number(n)}`, 't')) });
  const keep = createKeep(() => 0);
  const all = await listNames(asked({ what: 'databases' }), clients, keep);
  expect([all.names.length, all.more]).toEqual([1000, true]);
  expect(await listNames(asked({ what: 'databases', search: '1199' }), clients, keep)).toEqual({ names: ['db_1199'], more: false });
});

it('says which permission is missing', async () => {
  const { aws, clients } = await emulatedAws({ workgroups: [{ name: 'off', state: 'DISABLED' }] });
  const keep = createKeep(() => 0);
  aws.faults.denied.add('athena:ListWorkGroups');
  await expect(listNames(asked({ what: 'workgroups' }), clients, keep)).rejects.toMatchObject({
    code: 'access_denied',
    details: { action: 'athena:ListWorkGroups' },
  });
  aws.faults.denied.clear();
  expect(await listNames(asked({ what: 'workgroups' }), clients, keep)).toEqual({ names: ['primary'], more: false });
});

it('has a pattern that finds names by their beginning under both readings that it may have', () => {
  const regex = (pattern: string, name: string) => new RegExp(`^(?:${pattern})$`).test(name);
  const glob = (pattern: string, name: string) =>
    pattern.split('|').some((each) => new RegExp(`^${each.replace(/[.]/g, '\\.').replaceAll('*', '.*')}$`).test(name));
  const letters = fc.stringMatching(/^[a-z0-9_]{1,8}$/);
  fc.assert(
    fc.property(letters, letters, letters, (before, text, after) => {
      const pattern = tableExpression(text) ?? '';
      expect(regex(pattern, before + text + after)).toBe(true);
      expect(regex(pattern, text) && glob(pattern, text) && glob(pattern, text + after)).toBe(true);
    }),
  );
  expect([tableExpression(''), tableExpression('a b'), tableExpression('a(')]).toEqual([null, null, null]);
});
