/** Which flows have an address, or have none of some. */
import type { QueryForm } from '../../preload/contract/query.ts';
import { type Address, addressText, parseAddress } from './address.ts';
import type { AddressLists } from './address-lists.ts';
import { type Parsed, parsed } from './parsed.ts';
import { quoteLiteral } from './quote.ts';
import { anyOf, unique } from './sql-list.ts';
import type { Columns } from './table-columns.ts';

export interface AddressFilter {
  readonly address: Address;
  /** `!` before it: it must not occur. */
  readonly isNegated: boolean;
}

/** Reads `10.0.0.0/8` or `!10.0.0.0/8`. A problem is `bad_address`. */
export function parseAddressFilter(text: string): Parsed<AddressFilter> {
  const trimmed = text.trim();
  const isNegated = trimmed.startsWith('!');
  const read = parseAddress(isNegated ? trimmed.slice(1) : trimmed);
  return read.ok
    ? parsed({ address: read.value, isNegated })
    : { ok: false, problem: { ...read.problem, details: { value: trimmed.slice(0, 200) } } };
}

/**
 * The form's addresses as conditions to be joined by AND: one of those wanted at an end that counts, none of the
 * others at any of them. Where a record says nothing (`-`, NULL) it has neither: it is no match for a wanted address
 * and no reason to leave the record out.
 */
export function addressConditions(
  filters: readonly AddressFilter[],
  form: Pick<QueryForm, 'addressSide' | 'packetAddresses'>,
  columns: Columns,
  lists: AddressLists,
): readonly string[] {
  const ends = endsOf(form).map(columns.text);
  const wanted = filters.filter((filter) => !filter.isNegated).map((filter) => filter.address);
  const unwanted = filters.filter((filter) => filter.isNegated).map((filter) => filter.address);
  const conditions: string[] = [];
  if (wanted.length > 0) conditions.push(anyOf(ends.flatMap((end) => addressTests(wanted, end, lists))));
  if (unwanted.length > 0) {
    const tests = ends.flatMap((end) => addressTests(unwanted, end, lists));
    conditions.push(...tests.map((test) => `NOT coalesce(${test}, false)`));
  }
  return conditions;
}

/** The columns that count. */
export function endsOf(form: Pick<QueryForm, 'addressSide' | 'packetAddresses'>): readonly string[] {
  const source = form.packetAddresses ? ['srcaddr', 'pkt_srcaddr'] : ['srcaddr'];
  const destination = form.packetAddresses ? ['dstaddr', 'pkt_dstaddr'] : ['dstaddr'];
  if (form.addressSide === 'source') return source;
  return form.addressSide === 'destination' ? destination : [...source, ...destination];
}

/**
 * IPv4 addresses are compared as text, which flow logs write in one way only. IPv6 has several spellings and networks
 * need arithmetic: both go through IPADDRESS, with TRY_CAST so that `-` is NULL and no error.
 */
function addressTests(addresses: readonly Address[], column: string, lists: AddressLists): readonly string[] {
  const typed = `TRY_CAST(${column} AS IPADDRESS)`;
  const single = (family: Address['family']) =>
    unique(addresses.filter((each) => each.family === family && each.prefix === null).map((each) => each.address));
  const [ipv4, ipv6] = [single('ipv4'), single('ipv6')];
  const networks = unique(addresses.filter((each) => each.prefix !== null).map((each) => quoteLiteral(addressText(each))));
  return [
    ...(ipv4.length > 0 ? [lists.isAmong(column, ipv4, 'text')] : []),
    ...networks.map((network) => `contains(${network}, ${typed})`),
    ...(ipv6.length > 0 ? [lists.isAmong(typed, ipv6, 'address')] : []),
  ];
}
