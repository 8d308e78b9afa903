/** Whether texts are addresses of some networks: asked a million times over, so IPv4 is read by hand. */
import ipaddr from 'ipaddr.js';
import type { Address } from './address.ts';

interface Network4 {
  readonly base: number;
  readonly mask: number;
}

interface Network6 {
  readonly bytes: readonly number[];
  readonly prefix: number;
}

/** IPv6 addresses remembered: a result names the same ones again and again. */
const MOST_REMEMBERED = 20_000;

/**
 * @param networks addresses and networks of both families
 * @returns a test that holds for the text of an address in one of them, in any spelling of IPv6; never for anything else (`-`)
 */
export function addressMatcher(networks: readonly Address[]): (text: string) => boolean {
  const ipv4 = networks.filter(({ family }) => family === 'ipv4').map(network4);
  const ipv6 = networks.filter(({ family }) => family === 'ipv6').map(network6);
  const remembered = new Map<string, boolean>();
  const is4 = (address: number) => ipv4.some(({ base, mask }) => (address & mask) >>> 0 === base);
  const is6 = (text: string) => {
    if (!ipaddr.IPv6.isValid(text)) return false;
    const address = ipaddr.IPv6.parse(text);
    // Written as IPv6, but one of IPv4.
    if (address.isIPv4MappedAddress()) return is4(numberOf(address.toIPv4Address().octets));
    const bytes = address.toByteArray();
    return ipv6.some((network) => isIn(bytes, network));
  };
  return (text) => {
    const address = readIpv4(text);
    if (address !== null) return is4(address);
    if (!text.includes(':')) return false;
    let answer = remembered.get(text);
    if (answer === undefined) {
      answer = is6(text);
      if (remembered.size >= MOST_REMEMBERED) remembered.clear();
      remembered.set(text, answer);
    }
    return answer;
  };
}

function network4({ address, prefix }: Address): Network4 {
  // A shift by 32 is one by 0.
  const mask = prefix === 0 ? 0 : (0xffffffff << (32 - (prefix ?? 32))) >>> 0;
  return { base: (numberOf(ipaddr.IPv4.parse(address).octets) & mask) >>> 0, mask };
}

const network6 = ({ address, prefix }: Address): Network6 => ({ bytes: ipaddr.IPv6.parse(address).toByteArray(), prefix: prefix ?? 128 });

const numberOf = (octets: readonly number[]): number => octets.reduce((sum, octet) => sum * 256 + octet, 0);

function isIn(bytes: readonly number[], { bytes: base, prefix }: Network6): boolean {
  const whole = prefix >> 3;
  for (let at = 0; at < whole; at++) if (bytes[at] !== base[at]) return false;
  const bits = prefix & 7;
  return bits === 0 || ((bytes[whole] ?? 0) ^ (base[whole] ?? 0)) >> (8 - bits) === 0;
}

const DOT = 46;
const ZERO = 48;

/** The number of `192.168.0.10`; NULL for anything else. Without leading zeros, which some take for octal. */
function readIpv4(text: string): number | null {
  if (text.length < 7 || text.length > 15) return null;
  let address = 0;
  let octet = 0;
  let digits = 0;
  let dots = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === DOT) {
      if (digits === 0 || ++dots > 3) return null;
      address = address * 256 + octet;
      octet = 0;
      digits = 0;
      continue;
    }
    const digit = code - ZERO;
    if (digit < 0 || digit > 9 || (digits > 0 && octet === 0) || ++digits > 3) return null;
    octet = octet * 10 + digit;
    if (octet > 255) return null;
  }
  return dots === 3 && digits > 0 ? address * 256 + octet : null;
}
