/**
 * Checklist 15: `shell.openExternal` runs whatever program the system has for an address; `file:`, `smb:` and `ms-*:`
 * addresses start programs. Only https, and only places where Nagare itself sends people.
 * https://www.electronjs.org/docs/latest/tutorial/security
 */
import { looksLikeRegion } from '../../../preload/contract/regions.ts';

/** Hosts by name: documentation and the console's front doors, of the three AWS partitions. */
const hosts: readonly string[] = [
  'docs.aws.amazon.com',
  'docs.amazonaws.cn',
  'aws.amazon.com',
  'console.aws.amazon.com',
  'signin.aws.amazon.com',
  'console.amazonaws.cn',
  'signin.amazonaws.cn',
  'console.amazonaws-us-gov.com',
  'signin.amazonaws-us-gov.com',
  // Issuer addresses, by which a session may name its sign-in.
  'identitycenter.amazonaws.com',
];

/** Regional consoles and sign-in hosts, and access portals (SSO), which have a name for each organisation. */
const suffixes: readonly string[] = [
  '.console.aws.amazon.com',
  '.signin.aws.amazon.com',
  '.console.amazonaws.cn',
  '.signin.amazonaws.cn',
  '.console.amazonaws-us-gov.com',
  '.signin.amazonaws-us-gov.com',
  '.awsapps.com',
  '.awsapps.cn',
  '.app.aws',
];

/**
 * Where a device is confirmed or a code is fetched. A pattern, since `.amazonaws.com` alone would let through anybody's
 * bucket, load balancer or function.
 */
function isSignInEndpoint(host: string): boolean {
  const [, region = ''] = /^(?:device\.sso|oidc)\.([^.]+)\.amazonaws\.(?:com|com\.cn|eu)$/.exec(host) ?? [];
  return looksLikeRegion(region);
}

/** @returns the address in its normal form when it may be handed to the system's browser, else NULL */
export function externalLink(address: string): string | null {
  if (!URL.canParse(address)) return null;
  const url = new URL(address);
  // `https://docs.aws.amazon.com@elsewhere.example/` reads like one place and leads to another.
  if (url.protocol !== 'https:' || url.username !== '' || url.password !== '' || url.port !== '') return null;
  const host = url.hostname;
  const isKnown = hosts.includes(host) || suffixes.some((suffix) => host.endsWith(suffix)) || isSignInEndpoint(host);
  return isKnown ? url.href : null;
}
