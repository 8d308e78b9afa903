/** Texts of AWS and the SDK without what nobody else should read. */

/** Longer reasons help nobody. */
const MOST = 2000;

/**
 * Takes out access key ids, session tokens and signatures. A refused signature is answered with the whole canonical
 * request, session token included; a failed `credential_process` with its command line: of both only what it is.
 */
export function scrub(text: string): string {
  const told = text
    .replace(/Command failed: [\s\S]*/, 'The credential_process of the profile failed.')
    .replace(/\s*The Canonical String for this request should have been[\s\S]*/, '')
    .replace(/\b(A[KS]IA|A[BC]IA)[A-Z0-9]{12,}\b/g, '$1…')
    .replace(
      /(x-amz-security-token|X-Amz-Security-Token|X-Amz-Signature|X-Amz-Credential|Signature|Credential)([=:]\s*)[^\s,&'"]+/g,
      '$1$2…',
    )
    .trim();
  return told.length > MOST ? `${told.slice(0, MOST)}…` : told;
}
