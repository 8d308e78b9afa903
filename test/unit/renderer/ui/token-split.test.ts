import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { emptyForm, formProblems } from '../../../../main/flowlogs/form.ts';
import { addTokens, splitTokens } from '../../../../renderer/ui/token-split.ts';
import { tableWith } from '../../../support/tables.ts';

describe('splitTokens', () => {
  it('takes a comma-separated list, a column from a sheet, and full-width commas', () => {
    expect(splitTokens('10.0.0.1, 10.0.0.2')).toEqual(['10.0.0.1', '10.0.0.2']);
    expect(splitTokens('10.0.0.1\r\n10.0.0.2\n\n2001:db8::/32\t22')).toEqual(['10.0.0.1', '10.0.0.2', '2001:db8::/32', '22']);
    expect(splitTokens('10.0.0.1、10.0.0.2；10.0.0.3')).toEqual(['10.0.0.1', '10.0.0.2', '10.0.0.3']);
  });

  it('takes off the quotes of a CSV', () => {
    expect(splitTokens('"10.0.0.1","10.0.0.2"')).toEqual(['10.0.0.1', '10.0.0.2']);
  });

  it('takes bullets, tables, code and lists of a ticket', () => {
    expect(splitTokens('- 10.0.0.1\n- 10.0.0.2\n* `10.0.0.3`\n• 10[.]0[.]0[.]4')).toEqual(['10.0.0.1', '10.0.0.2', '10.0.0.3', '10.0.0.4']);
    expect(splitTokens('| 10.0.0.1 | 443 |\n|10.0.0.2|80|')).toEqual(['10.0.0.1', '443', '10.0.0.2', '80']);
    expect(splitTokens("['10.0.0.1', '10.0.0.2']")).toEqual(['10.0.0.1', '10.0.0.2']);
    expect(splitTokens('（10.0.0.1）')).toEqual(['10.0.0.1']);
    expect(splitTokens('“10.0.0.1”\u200b \ufeff10.0.0.2')).toEqual(['10.0.0.1', '10.0.0.2']);
    expect(splitTokens('8000 - 8999, 22')).toEqual(['8000-8999', '22']);
    expect(splitTokens('443\n- 80')).toEqual(['443', '80']);
  });

  const lists = {
    addresses: fc.oneof(fc.ipV4(), fc.ipV6(), fc.constantFrom('!10.0.0.0/8', '2001:db8::/32', '::', '10.0.0.0/8')),
    ports: fc.constantFrom('443', '8000-8999', '1..5', '0'),
    protocols: fc.constantFrom('tcp', '17', 'ICMP', 'ipv6-icmp'),
    tcpFlags: fc.constantFrom('syn', 'SYN-ACK', 'fin'),
    interfaces: fc.constantFrom('eni-0a1b2c3d', 'eni-0a1b2c3d4e5f60718'),
    instances: fc.constantFrom('i-0a1b2c3d', 'i-0a1b2c3d4e5f60718'),
    subnets: fc.constantFrom('subnet-0a1b2c3d', 'subnet-0a1b2c3d4e5f60718'),
    vpcs: fc.constantFrom('vpc-0a1b2c3d', 'vpc-0a1b2c3d4e5f60718'),
    accounts: fc.constantFrom('123456789012', '000000000001'),
    paths: fc.constantFrom('1', '8'),
    services: fc.constantFrom('S3', 'api_gateway'),
  } as const;
  const separators = ['\n', '\r\n', '\t', ', ', ';', ' ', '、', '\n- ', '\n* ', ' | ', '\n\n', ',\n', '\u3000', '\u00a0'];
  const wrappings = [
    ['', ''],
    ['"', '"'],
    ["'", "'"],
    ['`', '`'],
    ['(', ')'],
    ['“', '”'],
    ['\u200b', ''],
    ['[', ']'],
  ] as const;

  it.each(Object.entries(lists))('gives the values of %s again, however they were listed', (field, value) => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(value, fc.constantFrom(...wrappings), fc.constantFrom(...separators)), { minLength: 1, maxLength: 20 }),
        (pieces) => {
          const text = pieces.map(([each, [open, close], separator]) => open + each + close + separator).join('');
          const tokens = splitTokens(text);
          expect(tokens).toEqual(pieces.map(([each]) => each));
          const form = { ...emptyForm(1669605300, 1669606200, 'UTC'), [field]: tokens };
          expect(formProblems(form, tableWith([]))).toEqual([]);
        },
      ),
    );
  });

  it('keeps what is wrong, so that it can be marked', () => {
    expect(splitTokens("10.0.0.300 x'y")).toEqual(['10.0.0.300', "x'y"]);
  });

  it('gives no empty token and no separator in one, whatever is pasted', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('1', '.', ',', ' ', '\n', '"', ':', '/', ';', '、') }), (text) => {
        for (const token of splitTokens(text)) {
          expect(token).not.toBe('');
          expect(token).not.toMatch(/[\s,;、]/u);
        }
      }),
    );
  });
});

describe('addTokens', () => {
  it('adds at the end and drops what is there already', () => {
    expect(addTokens(['a'], ['b', 'a', 'b'])).toEqual(['a', 'b']);
  });

  it('is the same list when nothing is new', () => {
    const tokens = ['a', 'b'];
    expect(addTokens(tokens, ['b'])).toBe(tokens);
  });
});
