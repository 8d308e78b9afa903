import { describe, expect, it } from 'vitest';
import { costUsd } from '../../../main/flowlogs/cost.ts';
import { emptyForm } from '../../../main/flowlogs/form.ts';
import { protocolName, tcpFlagNames, trafficPathName } from '../../../main/flowlogs/names.ts';
import { exportFileName, madeTitle, queryTitle, runTitle } from '../../../main/flowlogs/titles.ts';

const form = { ...emptyForm(1669605300, 1669606200, 'Asia/Tokyo'), addresses: ['192.168.0.10'], ports: ['443'] };

describe('queryTitle', () => {
  it('says what was asked, in both languages', () => {
    expect(queryTitle({ type: 'form', form }, 'x', 'en')).toEqual({
      title: '192.168.0.10, port 443, 12:15–12:30 JST',
      subtitle: 'Records · 2022-11-28',
    });
    expect(queryTitle({ type: 'form', form }, 'x', 'ja')).toEqual({
      title: '192.168.0.10、ポート 443、12:15–12:30 JST',
      subtitle: 'レコード・2022-11-28',
    });
    const rejected = { ...form, kind: 'rejected-by-source' as const, addresses: [], ports: [] };
    expect(queryTitle({ type: 'form', form: rejected }, 'x', 'en').title).toBe('Rejected by source, 12:15–12:30 JST');
    expect(queryTitle({ type: 'form', form: { ...form, addresses: [], ports: [], to: form.to + 86_400 } }, 'x', 'en')).toEqual({
      title: 'All traffic, 11-28 12:15 – 11-29 12:30 JST',
      subtitle: 'Records · 2022-11-28 – 2022-11-29',
    });
    expect(queryTitle({ type: 'sql', sql: 'SELECT\n  1', zone: 'UTC' }, 'x', 'en')).toEqual({ title: 'SELECT 1', subtitle: 'Edited SQL' });
  });
});

it('calls a run as the user does, and still says what was asked', () => {
  const run = { query: { type: 'form' as const, form }, source: { kind: 'sample' as const } };
  expect(runTitle(run, 'en')).toEqual(madeTitle(run, 'en'));
  expect(runTitle({ ...run, title: 'Partner scan?' }, 'en')).toEqual({
    title: 'Partner scan?',
    subtitle: '192.168.0.10, port 443, 12:15–12:30 JST · Records · 2022-11-28',
  });
  expect(runTitle({ ...run, title: '調査', broughtIn: true }, 'ja').subtitle).toBe('192.168.0.10、ポート 443、12:15–12:30 JST・取り込み');
});

it('names files so that every file system takes them', () => {
  const run = { query: { type: 'form' as const, form }, source: { kind: 'sample' as const }, createdAt: '2026-11-23T00:00:00.000Z' };
  expect(exportFileName({ ...run, query: { type: 'form', form: { ...form, ports: [] } } }, 'xlsx')).toBe(
    'flows-192.168.0.10-20221128-1215-JST.xlsx',
  );
  expect(exportFileName({ ...run, query: { type: 'form', form: { ...form, addresses: ['2001:db8::/32'], ports: ['1-2'] } } }, 'csv')).toBe(
    'flows-2001-db8-32-port-1-2-20221128-1215-JST.csv',
  );
  expect(exportFileName({ ...run, query: { type: 'rows', zone: 'UTC' }, source: { kind: 'csv', path: 'C:\\x\\a b.csv' } }, 'xlsx')).toBe(
    'flows-a-b-20261123-0000.xlsx',
  );
});

it('has words for the numbers', () => {
  expect(protocolName(6)).toBe('TCP');
  expect(protocolName(200)).toBeNull();
  expect([0, 1, 2, 3, 4, 18, 19, 22].map(tcpFlagNames)).toEqual([
    '',
    'FIN',
    'SYN',
    'SYN FIN',
    'RST',
    'SYN-ACK',
    'SYN-ACK FIN',
    'SYN-ACK RST',
  ]);
  expect(trafficPathName(8, 'en')).toBe('internet gateway');
  expect(trafficPathName(9, 'ja')).toBeNull();
});

it('tells runs of one statement apart by their values', () => {
  const title = (value: string) =>
    queryTitle({ type: 'sql', sql: 'select ?\nfrom t', zone: 'UTC', parameters: [{ type: 'text', value }] }, 'Sample', 'en').title;
  expect(title('10.0.0.1')).toBe("select '10.0.0.1' from t");
  expect(title('10.0.0.2')).toBe("select '10.0.0.2' from t");
});

it('costs by the terabyte with 10 MB at least', () => {
  expect(costUsd(1e12, 5)).toBe(5);
  expect(costUsd(1, 5)).toBeCloseTo(0.00005, 10);
  expect(costUsd(0, 5)).toBe(0);
});
