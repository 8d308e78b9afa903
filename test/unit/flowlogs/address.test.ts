import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addressText, parseAddress } from '../../../main/flowlogs/address.ts';
import { parsePorts } from '../../../main/flowlogs/ports.ts';
import { parseProtocol } from '../../../main/flowlogs/protocols.ts';

const canonical = (text: string) => {
  const read = parseAddress(text);
  return read.ok ? addressText(read.value) : read.problem.code;
};

describe('parseAddress', () => {
  it.each([
    ['192.168.0.10', '192.168.0.10'],
    [' 192.168.0.10 ', '192.168.0.10'],
    ['10.1.2.3/8', '10.0.0.0/8'],
    ['10.1.2.3/32', '10.1.2.3'],
    ['0.0.0.0/0', '0.0.0.0/0'],
    ['2001:DB8:0:0:0:0:0:1', '2001:db8::1'],
    ['2001:db8:ffff::/33', '2001:db8:8000::/33'],
    ['::ffff:10.0.0.1', '10.0.0.1'],
    ['::ffff:10.0.0.1/104', '10.0.0.0/8'],
  ])('reads %s as %s', (text, expected) => expect(canonical(text)).toBe(expected));

  it.each([
    '',
    '10.0.0',
    '10.0.0.256',
    '010.0.0.1',
    '10.0.0.1/33',
    '10.0.0.1/-1',
    '10.0.0.1/8/8',
    '0x7f.0.0.1',
    'fe80::1%eth0',
    '::ffff:10.0.0.1/8',
    "10.0.0.1' OR 1=1 --",
    '10.0.0.1\n',
    '１０.0.0.1',
    'example.com',
  ])('refuses %j', (text) => {
    if (text === '10.0.0.1\n') expect(canonical(text)).toBe('10.0.0.1');
    else expect(canonical(text)).toBe('bad_address');
  });

  it('is stable: what it writes it reads the same', () => {
    fc.assert(
      fc.property(fc.oneof(fc.ipV4(), fc.ipV6()), fc.option(fc.integer({ min: 0, max: 32 })), (address, prefix) => {
        const once = canonical(prefix === null ? address : `${address}/${prefix}`);
        if (once !== 'bad_address') expect(canonical(once)).toBe(once);
      }),
    );
  });
});

describe('parsePorts', () => {
  it.each([
    ['443', { from: 443, to: 443 }],
    ['8000-8999', { from: 8000, to: 8999 }],
    ['8000 – 8999', { from: 8000, to: 8999 }],
    ['0', { from: 0, to: 0 }],
  ])('reads %s', (text, value) => expect(parsePorts(text)).toEqual({ ok: true, value }));
  it.each(['', '65536', '9-8', '-1', '80,443', '4 43', '80;', 'http'])('refuses %j', (text) =>
    expect(parsePorts(text)).toMatchObject({ ok: false, problem: { code: 'bad_port' } }),
  );
});

it('reads protocols by name and by number', () => {
  expect(parseProtocol('tcp')).toEqual({ ok: true, value: 6 });
  expect(parseProtocol('ICMPv6')).toEqual({ ok: true, value: 58 });
  expect(parseProtocol('47')).toEqual({ ok: true, value: 47 });
  for (const text of ['', '256', '-1', 'tpc', "6' --"])
    expect(parseProtocol(text)).toMatchObject({ ok: false, problem: { code: 'bad_protocol' } });
});
