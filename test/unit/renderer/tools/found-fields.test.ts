import { expect, it } from 'vitest';
import { fields } from '../../../../main/flowlogs/fields.ts';
import { foundFields } from '../../../../renderer/tools/found-fields.ts';

const names = (search: string, language: 'en' | 'ja' = 'en') => foundFields(search, language).map(({ field }) => field.name);

it('nothing typed finds every field', () => {
  expect(names('  ')).toEqual(fields.map((field) => field.name));
});

it.each([
  ['flow_direction', ['flow-direction']],
  ['FLOW-DIRECTION', ['flow-direction']],
  ['udp', ['protocol']],
  ['syn-ack', ['tcp-flags']],
  ['peering', ['traffic-path']],
  ['skipdata', ['log-status']],
  ['拒否理由', ['reject-reason']],
  ['next hop subnet', ['next-hop-subnet-id']],
  ['nothing like this', []],
])('%s', (search, expected) => {
  expect(names(search)).toEqual(expected);
});

it('values are found in the language that they are shown in, versions by v and a number', () => {
  expect(names('ピアリング', 'ja')).toEqual(['traffic-path']);
  expect(names('v5')).toEqual(fields.filter((field) => field.version === 5).map((field) => field.name));
  expect(names('v5 service')).toEqual(['pkt-src-aws-service', 'pkt-dst-aws-service']);
});
