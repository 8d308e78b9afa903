/** Whom a connection trusts: Node's authorities, the system's, and those of the files that are named for AWS. */
import { readFileSync } from 'node:fs';
import tls, { type SecureContext } from 'node:tls';
import { AppError } from '../app-error.ts';

/**
 * One context for all connections that trust the same, since reading hundreds of certificates for each would cost more
 * than the connection.
 * @param caBundle PEM file of the profile; NULL: none
 * @throws AppError `file_unreadable` for a file that is named and cannot be read
 */
export function trusting(caBundle: string | null): SecureContext {
  const files = [process.env.AWS_CA_BUNDLE, caBundle, process.env.NODE_EXTRA_CA_CERTS].filter((path): path is string => !!path);
  const key = JSON.stringify(files);
  const known = contexts.get(key) ?? tls.createSecureContext({ ca: [...new Set([...authorities(), ...files.flatMap(certificates)])] });
  contexts.set(key, known);
  return known;
}

const contexts = new Map<string, SecureContext>();

function authorities(): readonly string[] {
  // Node 22.14 cannot tell the system's.
  if (typeof tls.getCACertificates !== 'function') return tls.rootCertificates;
  return [...tls.getCACertificates('default'), ...systemCertificates()];
}

function systemCertificates(): readonly string[] {
  try {
    return tls.getCACertificates('system');
  } catch {
    // A store that cannot be read takes nothing from the others.
    return [];
  }
}

/** In a package Node does not look at NODE_EXTRA_CA_CERTS itself: the fuse that allows it would allow much else. */
function certificates(path: string): readonly string[] {
  const found = read(path).match(/-----BEGIN CERTIFICATE-----[\s\S]+?-----END CERTIFICATE-----/g);
  if (found === null) throw unreadable(path, 'There is no certificate in it.');
  return found;
}

function read(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    throw unreadable(path, error instanceof Error ? error.message : String(error));
  }
}

function unreadable(path: string, reason: string): AppError {
  return new AppError('file_unreadable', `The certificates in ${path} cannot be read. Check AWS_CA_BUNDLE and ca_bundle.`, {
    details: { path, reason },
  });
}
