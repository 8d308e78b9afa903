import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseAddress } from '../../../main/flowlogs/address.ts';
import { contains } from '../../../main/flowlogs/address-contains.ts';
import { emptyForm } from '../../../main/flowlogs/form.ts';
import { formConflicts, withoutConflict } from '../../../main/flowlogs/form-conflicts.ts';
import type { QueryForm } from '../../../preload/contract/query.ts';
import { type Conflict, conflicts } from '../../../preload/contract/zero-rows.ts';

const form = (patch: Partial<QueryForm> = {}): QueryForm => ({ ...emptyForm(0, 900, 'UTC'), ...patch });

/** Each conflict as a form that has it and nothing else. */
const examples: Readonly<Record<Conflict, Partial<QueryForm>>> = {
  ports_protocol: { protocols: ['icmp', '47'], ports: ['443', '1-1024'] },
  kind_ports_protocol: { kind: 'ssh-rdp', protocols: ['ICMP'] },
  flags_protocol: { tcpFlags: ['syn'], protocols: ['udp'] },
  rejected_accept: { kind: 'rejected-by-port', action: 'ACCEPT' },
  address_unwanted: { addresses: ['10.0.0.5', '10.1.0.0/16', '!10.0.0.0/8'] },
  ipv4_addresses: { kind: 'ipv4', addresses: ['2001:db8::1', '!10.0.0.1'] },
  ipv6_addresses: { kind: 'ipv6', addresses: ['10.0.0.0/8'] },
  path_ingress: { direction: 'ingress', paths: ['8'] },
  kind_path_ingress: { direction: 'ingress', kind: 'by-path' },
  scan_narrowed: {
    kind: 'possible-scans',
    ports: ['22', '3389'],
    portSide: 'destination',
    addresses: ['10.0.0.9'],
    addressSide: 'destination',
  },
};

describe.each(conflicts)('%s', (conflict) => {
  const example = form(examples[conflict]);

  it('is seen, alone', () => {
    expect(formConflicts(example)).toEqual([conflict]);
  });

  it('is gone with the one thing that is offered', () => {
    expect(formConflicts({ ...example, ...withoutConflict(example, conflict) })).toEqual([]);
  });
});

describe('no conflict', () => {
  it.each<[string, Partial<QueryForm>]>([
    ['an empty form', {}],
    ['port 0, which is what ICMP is recorded with', { protocols: ['icmp'], ports: ['0-10'] }],
    ['one protocol among several that has ports', { protocols: ['icmp', 'tcp'], ports: ['443'], tcpFlags: ['syn'] }],
    ['rejected flows of a kind that counts them', { kind: 'rejected-by-source', action: 'REJECT' }],
    ['a wanted network that is only partly unwanted', { addresses: ['10.0.0.0/8', '!10.1.0.0/16'] }],
    ['one wanted address that is not unwanted', { addresses: ['10.0.0.5', '10.0.0.6', '!10.0.0.5'] }],
    ['the same number in the other family', { addresses: ['::a00:5', '!10.0.0.0/8'] }],
    ['unwanted addresses alone', { kind: 'ipv4', addresses: ['!2001:db8::/32'] }],
    ['both families', { kind: 'ipv6', addresses: ['10.0.0.1', '2001:db8::1'] }],
    ['packet-level addresses, of which NAT64 has both families', { kind: 'ipv4', addresses: ['2001:db8::1'], packetAddresses: true }],
    ['a path of outgoing flows', { direction: 'egress', paths: ['8'] }],
    ['scans of one address: ports are free', { kind: 'possible-scans', addresses: ['10.0.0.9'], addressSide: 'destination' }],
    [
      'scans by one source',
      { kind: 'possible-scans', addresses: ['10.0.0.9'], addressSide: 'source', ports: ['22'], portSide: 'destination' },
    ],
    [
      'scans of a network of enough addresses',
      { kind: 'possible-scans', addresses: ['10.0.0.0/27'], addressSide: 'destination', ports: ['22'], portSide: 'destination' },
    ],
  ])('%s', (_, patch) => {
    expect(formConflicts(form(patch))).toEqual([]);
  });
});

it('a network contains what arithmetic says it does', () => {
  const address = (text: string) => {
    const read = parseAddress(text);
    if (!read.ok) throw new Error(text);
    return read.value;
  };
  const dotted = (number: number) => [24, 16, 8, 0].map((shift) => (number >>> shift) & 255).join('.');
  const number = fc.integer({ min: 0, max: 0xffff_ffff });
  const bits = fc.integer({ min: 0, max: 32 });
  fc.assert(
    fc.property(number, bits, number, bits, (left, leftBits, right, rightBits) => {
      // Half of the time the inner one is really inside.
      const near = leftBits % 2 === 0 ? right : (left ^ (right >>> leftBits)) >>> 0;
      const mask = leftBits === 0 ? 0 : (0xffff_ffff << (32 - leftBits)) >>> 0;
      const inside = rightBits >= leftBits && (left & mask) >>> 0 === (near & mask) >>> 0;
      expect(contains(address(`${dotted(left)}/${leftBits}`), address(`${dotted(near)}/${rightBits}`))).toBe(inside);
    }),
  );
  expect(contains(address('2001:db8::/32'), address('2001:db8:1::5'))).toBe(true);
  expect(contains(address('2001:db8::5'), address('2001:db8::/64'))).toBe(false);
});
