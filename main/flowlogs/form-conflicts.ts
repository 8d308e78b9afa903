/**
 * Filters that exclude each other: what a form alone tells about why nothing can match. Only what is certain is named;
 * a form without a conflict may still match nothing.
 */
import type { QueryForm } from '../../preload/contract/query.ts';
import type { Conflict } from '../../preload/contract/zero-rows.ts';
import type { Address } from './address.ts';
import { parseAddressFilter } from './address-conditions.ts';
import { contains } from './address-contains.ts';
import { SCAN_TARGETS } from './kind-sql.ts';
import { parsePorts } from './ports.ts';
import { parseProtocol } from './protocols.ts';

const TCP = 6;
/** TCP, UDP, DCCP, SCTP, UDPLite: all others are recorded with port 0. */
const withPorts: ReadonlySet<number> = new Set([TCP, 17, 33, 132, 136]);

/** Every conflict of a form that has no problem. */
export function formConflicts(form: QueryForm): readonly Conflict[] {
  const found: Conflict[] = [];
  const protocols = numbersOf(form);
  const isPortless = protocols.length > 0 && !protocols.some((number) => withPorts.has(number));
  const ranges = form.ports.flatMap((text) => {
    const read = parsePorts(text);
    return read.ok ? [read.value] : [];
  });
  if (isPortless && ranges.length > 0 && ranges.every(({ from }) => from > 0)) found.push('ports_protocol');
  if (isPortless && (form.kind === 'ssh-rdp' || form.kind === 'admin-ports')) found.push('kind_ports_protocol');
  if (form.tcpFlags.length > 0 && protocols.length > 0 && !protocols.includes(TCP)) found.push('flags_protocol');
  if (form.action === 'ACCEPT' && (form.kind === 'rejected-by-source' || form.kind === 'rejected-by-port')) found.push('rejected_accept');

  const { wanted, unwanted } = addressesOf(form);
  if (wanted.length > 0 && wanted.every((address) => unwanted.some((wider) => contains(wider, address)))) found.push('address_unwanted');
  // With packet-level addresses a NAT64 gateway has both families in one record.
  const only = form.packetAddresses || wanted.length === 0 ? null : oneFamily(wanted);
  if (form.kind === 'ipv4' && only === 'ipv6') found.push('ipv4_addresses');
  if (form.kind === 'ipv6' && only === 'ipv4') found.push('ipv6_addresses');

  if (form.direction === 'ingress' && form.paths.length > 0) found.push('path_ingress');
  if (form.direction === 'ingress' && form.kind === 'by-path') found.push('kind_path_ingress');
  if (form.kind === 'possible-scans' && mostPorts(form, ranges, isPortless) < SCAN_TARGETS && mostAddresses(form, wanted) < SCAN_TARGETS)
    found.push('scan_narrowed');
  return found;
}

/** The change of the form that ends the conflict: one filter taken out, or the kind. */
export function withoutConflict(form: QueryForm, conflict: Conflict): Partial<QueryForm> {
  switch (conflict) {
    case 'ports_protocol':
      return { ports: [] };
    case 'kind_ports_protocol':
      return { protocols: [] };
    case 'flags_protocol':
      return { tcpFlags: [] };
    case 'rejected_accept':
      return { action: null };
    case 'address_unwanted':
      return { addresses: form.addresses.filter((text) => !isNegated(text)) };
    case 'ipv4_addresses':
    case 'ipv6_addresses':
      return { kind: 'records' };
    case 'path_ingress':
      return { paths: [] };
    case 'kind_path_ingress':
      return { direction: null };
    case 'scan_narrowed':
      return { addresses: form.addresses.filter(isNegated) };
  }
}

const isNegated = (text: string) => text.trim().startsWith('!');

function numbersOf(form: QueryForm): readonly number[] {
  return form.protocols.flatMap((text) => {
    const read = parseProtocol(text);
    return read.ok ? [read.value] : [];
  });
}

function addressesOf(form: QueryForm): { readonly wanted: readonly Address[]; readonly unwanted: readonly Address[] } {
  const filters = form.addresses.flatMap((text) => {
    const read = parseAddressFilter(text);
    return read.ok ? [read.value] : [];
  });
  const those = (negated: boolean) => filters.filter((filter) => filter.isNegated === negated).map((filter) => filter.address);
  return { wanted: those(false), unwanted: those(true) };
}

function oneFamily(addresses: readonly Address[]): Address['family'] | null {
  const families = new Set(addresses.map((address) => address.family));
  const [family] = families;
  return families.size === 1 && family ? family : null;
}

/** How many destination ports the form lets through, at most. */
function mostPorts(form: QueryForm, ranges: readonly { readonly from: number; readonly to: number }[], isPortless: boolean): number {
  if (isPortless) return 1;
  if (ranges.length === 0 || form.portSide !== 'destination') return Number.POSITIVE_INFINITY;
  return ranges.reduce((sum, { from, to }) => sum + to - from + 1, 0);
}

/** The same for destination addresses. */
function mostAddresses(form: QueryForm, wanted: readonly Address[]): number {
  if (wanted.length === 0 || form.addressSide !== 'destination' || form.packetAddresses) return Number.POSITIVE_INFINITY;
  return wanted.reduce((sum, { family, prefix }) => sum + (prefix === null ? 1 : 2 ** ((family === 'ipv4' ? 32 : 128) - prefix)), 0);
}
