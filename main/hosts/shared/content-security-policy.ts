/**
 * The policy of both windows. Styles that libraries inject (CodeMirror, react-aria) carry a nonce that is new for each
 * page load; `unsafe-inline` is nowhere. @param connect what the page may talk to: `'self'`, and the WebSocket's origin
 */
export function contentSecurityPolicy(nonce: string, connect: readonly string[]): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' data:",
    "font-src 'self'",
    `connect-src ${["'self'", ...connect].join(' ')}`,
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
    "object-src 'none'",
  ].join('; ');
}
