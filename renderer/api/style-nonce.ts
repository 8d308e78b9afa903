/** The nonce that this page's CSP lets styles be added with; NULL where the page has none. */
export function styleNonce(): string | null {
  const meta = document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]');
  return meta?.nonce || meta?.content || null;
}
