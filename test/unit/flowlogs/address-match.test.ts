import fc from 'fast-check';
import ipaddr from 'ipaddr.js';
import { expect, it } from 'vitest';
import { parseAddress } from '../../../main/flowlogs/address.ts';
import { addressMatcher } from '../../../main/flowlogs/address-match.ts';

const matcher = (...networks: readonly string[]) =>
  addressMatcher(
    networks.map((text) => {
      const read = parseAddress(text);
      if (!read.ok) throw new Error(text);
      return read.value;
    }),
  );

/** By ipaddr.js alone. */
function isIn(text: string, networks: readonly string[]): boolean {
  const address = ipaddr.process(text);
  return networks.some((network) => {
    const [base, prefix] = ipaddr.parseCIDR(network);
    return base.kind() === address.kind() && address.match(base as ipaddr.IPv4, prefix);
  });
}

const octets = (length: number) =>
  // Few different ones, so that addresses often lie in the networks.
  fc.array(fc.oneof(fc.constantFrom(0, 1, 10, 127, 128, 192, 255), fc.nat(255)), { minLength: length, maxLength: length });
const ipv4 = octets(4).map((parts) => parts.join('.'));
const ipv6 = octets(16)
  .map((bytes) => (ipaddr.fromByteArray(bytes) as ipaddr.IPv6).toRFC5952String())
  .filter((text) => !text.includes('.'));
const networks4 = fc.tuple(ipv4, fc.nat(32)).map(([address, prefix]) => `${address}/${prefix}`);
const networks6 = fc.tuple(ipv6, fc.nat(128)).map(([address, prefix]) => `${address}/${prefix}`);

it('finds what ipaddr.js finds, in both families', () => {
  fc.assert(
    fc.property(
      fc.array(fc.oneof(networks4, networks6), { minLength: 1, maxLength: 4 }),
      fc.array(fc.oneof(ipv4, ipv6)),
      (networks, texts) => {
        const matches = matcher(...networks);
        for (const text of [...texts, ...networks.map((each) => each.split('/')[0] ?? '')])
          expect(matches(text)).toBe(isIn(text, networks));
      },
    ),
    { numRuns: 500 },
  );
});

it('finds the neighbours of a network’s ends', () => {
  const matches = matcher('10.1.2.128/25', '192.168.0.10');
  expect(['10.1.2.127', '10.1.2.128', '10.1.2.255', '10.1.3.0'].map(matches)).toEqual([false, true, true, false]);
  expect(['192.168.0.9', '192.168.0.10', '192.168.0.11'].map(matches)).toEqual([false, true, false]);
  expect(['0.0.0.0', '255.255.255.255'].map(matcher('0.0.0.0/0'))).toEqual([true, true]);
  expect(matcher('0.0.0.0/0')('::1')).toBe(false);
  const six = matcher('2001:db8:8000::/33', 'fe80::1');
  expect(['2001:db8:7fff:ffff::', '2001:db8:8000::', '2001:db8:ffff::1', '2001:db9::', 'fe80::1', 'fe80:0:0::1'].map(six)).toEqual([
    false,
    true,
    true,
    false,
    true,
    true,
  ]);
});

it('takes an IPv4 address that is written as IPv6 for what it is', () => {
  expect(matcher('10.0.0.0/8')('::ffff:10.1.2.3')).toBe(true);
  expect(matcher('::ffff:10.0.0.0/104')('10.1.2.3')).toBe(true);
});

it.each([
  '-',
  '',
  '10.0.0',
  '10.0.0.0.0',
  '10.0.0.256',
  '010.0.0.1',
  '10.0.0.01',
  '10.0.0.',
  '.10.0.0',
  '10..0.0',
  ' 10.0.0.1',
  '1e1.0.0.1',
  ':',
  'x',
])('%j is no address', (text) => {
  expect(matcher('0.0.0.0/0', '::/0')(text)).toBe(false);
});
