import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cellSchema } from '../../../../preload/contract/result.ts';
import { cellText, columnLabel, isMono, isRight, type Reading } from '../../../../renderer/results/cell-text.ts';
import { resultColumn, sampleColumns } from '../../../support/result-columns.ts';

const tokyo: Reading = { zone: 'Asia/Tokyo', raw: false, language: 'en' };
const raw: Reading = { ...tokyo, raw: true };
/** 2022-11-28 12:15:02 in Tokyo. */
const MOMENT = 1_669_605_302;
const text = (name: string, value: string | number | null, reading = tokyo) => {
  const { text: said, side, tone } = cellText(resultColumn(name), value, reading);
  return [said, side, tone];
};

describe('a value', () => {
  it('that is a moment is a date in the zone', () => {
    expect(text('start', MOMENT)).toEqual(['2022-11-28 12:15:02', '', 'plain']);
    expect(text('end', MOMENT, { ...tokyo, zone: 'America/St_Johns' })).toEqual(['2022-11-27 23:45:02', '', 'plain']);
    expect(text('start', MOMENT, { ...tokyo, zone: 'UTC' })).toEqual(['2022-11-28 03:15:02', '', 'plain']);
    expect(cellText(resultColumn('hour', { role: 'time' }), MOMENT, tokyo).text).toBe('2022-11-28 12:15:02');
  });

  it('keeps its name apart from its number', () => {
    expect(text('protocol', 6)).toEqual(['TCP', '6', 'plain']);
    expect(text('protocol', 200)).toEqual(['200', '', 'plain']);
    expect(text('tcp_flags', 18)).toEqual(['SYN-ACK', '', 'muted']);
    expect(text('tcp_flags', 0)).toEqual(['0', '', 'muted']);
    expect(text('traffic_path', 8)).toEqual(['internet gateway', '8', 'plain']);
    expect(text('traffic_path', 8, { ...tokyo, language: 'ja' })).toEqual(['インターネットゲートウェイ', '8', 'plain']);
    expect(text('traffic_path', 99)).toEqual(['99', '', 'plain']);
  });

  it('that says what was allowed says it in colour', () => {
    expect(text('action', 'ACCEPT')).toEqual(['ACCEPT', '', 'accept']);
    expect(text('action', 'REJECT')).toEqual(['REJECT', '', 'reject']);
    expect(text('action', 'OTHER')).toEqual(['OTHER', '', 'plain']);
    expect(text('action', 'REJECT', raw)).toEqual(['REJECT', '', 'reject']);
  });

  it('is grouped where it is an amount, and never where it is a number’s name', () => {
    expect(text('bytes', 12_345_678)[0]).toBe('12,345,678');
    expect(text('packets', 1234)[0]).toBe('1,234');
    expect(text('flows', 1234.5678901)[0]).toBe('1,234.56789');
    expect(text('dstport', 50_443)[0]).toBe('50443');
    expect(text('version', 10_000)[0]).toBe('10000');
  });

  it('is as it is stored on demand', () => {
    expect(text('start', MOMENT, raw)[0]).toBe('1669605302');
    expect(text('protocol', 6, raw)).toEqual(['6', '', 'plain']);
    expect(text('bytes', 12_345_678, raw)[0]).toBe('12345678');
    expect(text('tcp_flags', 18, raw)[0]).toBe('18');
  });

  it('tells NULL, the empty string, a dash and a zero apart', () => {
    const said = [null, '', '-', '0'].map((value) => text('srcaddr', value));
    expect(said).toEqual([
      ['–', '', 'muted'],
      ['', '', 'plain'],
      ['-', '', 'muted'],
      ['0', '', 'plain'],
    ]);
    expect(text('bytes', 0)).toEqual(['0', '', 'plain']);
    expect(text('action', null)).toEqual(['–', '', 'muted']);
  });

  it('beyond what a number can hold keeps all its digits', () => {
    expect(text('bytes', '18446744073709551615')[0]).toBe('18446744073709551615');
  });

  it('of any kind in any column is some text', () => {
    const cells = fc.oneof(fc.string(), fc.double(), fc.integer(), fc.constant(null));
    fc.assert(
      fc.property(fc.constantFrom(...sampleColumns), cells, fc.boolean(), (column, value, isRaw) => {
        if (!cellSchema.safeParse(value).success) return;
        const { text: said, side } = cellText(column, value, { ...tokyo, raw: isRaw });
        expect(typeof said).toBe('string');
        if (isRaw && value !== null) expect([said, side]).toEqual([String(value), '']);
        if (typeof value === 'string') expect(said).toBe(value);
      }),
    );
  });
});

describe('a column', () => {
  it('is called by its field’s label, in both languages, else by its own name', () => {
    expect(columnLabel({ name: 'srcaddr' }, 'en')).toBe('srcaddr');
    expect(columnLabel({ name: 'srcaddr' }, 'ja')).toMatch(/[ぁ-んァ-ヶ一-龠]/);
    expect([columnLabel({ name: 'flows' }, 'en'), columnLabel({ name: 'flows' }, 'ja')]).toEqual(['flows', 'フロー数']);
    expect(columnLabel({ name: 'how many' }, 'ja')).toBe('how many');
    expect(columnLabel({ name: 'constructor' }, 'en')).toBe('constructor');
  });

  it('of amounts stands at the right, of names and dates at the left', () => {
    expect(['bytes', 'packets', 'dstport', 'flows'].map((name) => isRight(resultColumn(name)))).toEqual([true, true, true, true]);
    expect(['start', 'protocol', 'tcp_flags', 'srcaddr', 'action', 'traffic_path'].some((name) => isRight(resultColumn(name)))).toBe(false);
  });

  it('of words is in the text’s own face', () => {
    expect(['srcaddr', 'start', 'bytes', 'interface_id'].every((name) => isMono(resultColumn(name)))).toBe(true);
    expect(['protocol', 'action', 'flow_direction'].some((name) => isMono(resultColumn(name)))).toBe(false);
    expect(isMono(resultColumn('flows'))).toBe(true);
    expect(isMono(resultColumn('who', { storage: 'TEXT' }))).toBe(false);
  });
});
