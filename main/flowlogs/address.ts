/** Addresses and networks as a person types them. */
import ipaddr from 'ipaddr.js';
import { type Parsed, parsed, problem } from './parsed.ts';

export interface Address {
  readonly family: 'ipv4' | 'ipv6';
  /** Canonical text of the address, or of the network's first one. */
  readonly address: string;
  /** NULL for a single address. */
  readonly prefix: number | null;
}

/** Only the four-part decimal form: `10.1` and `0x7f.1` mean something to inet_aton, but hardly what was meant. */
const FOUR_PARTS = /^\d{1,3}(\.\d{1,3}){3}$/;

/**
 * Reads `192.168.0.10`, `10.0.0.0/8`, `2001:db8::1`, `2001:db8::/32`. Host bits of a network are cleared
 * (`10.1.2.3/8` is `10.0.0.0/8`); IPv4 written as IPv6 (`::ffff:10.0.0.1`) becomes IPv4, as flow logs have it.
 * A problem is `bad_address`.
 */
export function parseAddress(text: string): Parsed<Address> {
  const trimmed = text.trim();
  const bad = problem('bad_address', { value: trimmed.slice(0, 200) });
  const slash = trimmed.indexOf('/');
  const host = slash < 0 ? trimmed : trimmed.slice(0, slash);
  const bits = slash < 0 ? null : trimmed.slice(slash + 1);
  if (host.includes('%') || (bits !== null && !/^\d{1,3}$/.test(bits))) return bad;
  if (!host.includes(':') && (!FOUR_PARTS.test(host) || host.split('.').some((part) => part.length > 1 && part.startsWith('0'))))
    return bad;
  if (!ipaddr.isValid(host)) return bad;
  let address = ipaddr.parse(host);
  let prefix = bits === null ? null : Number(bits);
  if (address.kind() === 'ipv6' && (address as ipaddr.IPv6).isIPv4MappedAddress()) {
    address = (address as ipaddr.IPv6).toIPv4Address();
    if (prefix !== null) prefix -= 96;
  }
  const family = address.kind();
  const widest = family === 'ipv4' ? 32 : 128;
  if (prefix !== null && (prefix < 0 || prefix > widest)) return bad;
  if (prefix === widest) prefix = null;
  return parsed({ family, address: canonical(prefix === null ? address : masked(address, prefix)), prefix });
}

/** `10.0.0.0/8` or `10.0.0.1`. */
export function addressText(address: Address): string {
  return address.prefix === null ? address.address : `${address.address}/${address.prefix}`;
}

function masked(address: ipaddr.IPv4 | ipaddr.IPv6, prefix: number): ipaddr.IPv4 | ipaddr.IPv6 {
  const bytes = address.toByteArray().map((byte, index) => {
    const kept = Math.max(0, Math.min(8, prefix - index * 8));
    return byte & (0xff << (8 - kept)) & 0xff;
  });
  return ipaddr.fromByteArray(bytes);
}

/** RFC 5952 for IPv6: the form that AWS writes. */
function canonical(address: ipaddr.IPv4 | ipaddr.IPv6): string {
  return address.kind() === 'ipv6' ? (address as ipaddr.IPv6).toRFC5952String() : address.toString();
}
