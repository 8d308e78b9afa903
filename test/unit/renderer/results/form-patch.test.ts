import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { emptyForm, formProblems } from '../../../../main/flowlogs/form.ts';
import { formSchema } from '../../../../preload/contract/query.ts';
import { formPatch } from '../../../../renderer/results/form-patch.ts';
import { resultColumn, sampleColumns } from '../../../support/result-columns.ts';

const patch = (name: string, value: string | number | null) => formPatch(resultColumn(name), value);

it.each([
  ['srcaddr', '10.0.0.1', { addresses: ['10.0.0.1'] }],
  ['dstaddr', '2001:db8::1', { addresses: ['2001:db8::1'] }],
  ['pkt_srcaddr', '10.0.9.9', { addresses: ['10.0.9.9'], packetAddresses: true }],
  ['pkt_dstaddr', '10.0.9.9', { addresses: ['10.0.9.9'], packetAddresses: true }],
  ['dstport', 443, { ports: ['443'] }],
  ['srcport', 0, { ports: ['0'] }],
  ['protocol', 6, { protocols: ['tcp'] }],
  ['protocol', 58, { protocols: ['ipv6-icmp'] }],
  ['protocol', 200, { protocols: ['200'] }],
  ['action', 'REJECT', { action: 'REJECT' }],
  ['flow_direction', 'egress', { direction: 'egress' }],
  ['interface_id', 'eni-0123456789abcdef0', { interfaces: ['eni-0123456789abcdef0'] }],
  ['instance_id', 'i-0123456789abcdef0', { instances: ['i-0123456789abcdef0'] }],
])('%s %j is a filter of the form', (name, value, expected) => {
  expect(patch(name, value)).toEqual(expected);
});

it.each([
  ['srcaddr', null],
  ['srcaddr', ''],
  ['srcaddr', '-'],
  ['instance_id', '-'],
  ['action', 'OTHER'],
  ['flow_direction', 'sideways'],
  ['bytes', 100],
  ['start', 1_669_605_302],
  ['flows', 7],
  ['constructor', 'x'],
])('%s %j is none', (name, value) => {
  expect(patch(name, value)).toBeNull();
});

describe('what a flow log holds', () => {
  const values = {
    srcaddr: fc.oneof(fc.ipV4(), fc.ipV6()),
    pkt_dstaddr: fc.oneof(fc.ipV4(), fc.ipV6()),
    dstport: fc.integer({ min: 0, max: 65_535 }),
    protocol: fc.integer({ min: 0, max: 255 }),
    action: fc.constantFrom('ACCEPT', 'REJECT'),
    flow_direction: fc.constantFrom('ingress', 'egress'),
    traffic_path: fc.integer({ min: 1, max: 8 }),
    pkt_src_aws_service: fc.constantFrom('S3', 'AMAZON', 'DYNAMODB', 'EC2'),
  } as const;
  const form = emptyForm(1_669_605_300, 1_669_606_200, 'Asia/Tokyo');
  const table = { columns: sampleColumns.map(({ name, type }) => ({ name, type })), scopeKeys: [] };

  it.each(Object.entries(values))('%s makes a form without a problem', (name, value) => {
    fc.assert(
      fc.property(value as fc.Arbitrary<string | number>, (cell) => {
        const changed = { ...form, ...patch(name, cell) };
        expect(formSchema.safeParse(changed).success).toBe(true);
        expect(formProblems(changed, table)).toEqual([]);
      }),
    );
  });
});
