import ipaddr from 'ipaddr.js';
import type { Address } from './address.ts';

/** Whether every address of `inner` (an address or a network) is one of `outer`. */
export function contains(outer: Address, inner: Address): boolean {
  if (outer.family !== inner.family) return false;
  const widest = outer.family === 'ipv4' ? 32 : 128;
  const prefix = outer.prefix ?? widest;
  if ((inner.prefix ?? widest) < prefix) return false;
  const [left, right] = [ipaddr.parse(outer.address), ipaddr.parse(inner.address)];
  return left.kind() === 'ipv4'
    ? (right as ipaddr.IPv4).match(left as ipaddr.IPv4, prefix)
    : (right as ipaddr.IPv6).match(left as ipaddr.IPv6, prefix);
}
