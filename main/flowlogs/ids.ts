/** Ids and names as AWS writes them. */
import { looksLikeRegion } from '../../preload/contract/regions.ts';
import { type Parsed, parsed, problem } from './parsed.ts';

/** 8 digits in old resources, 17 in new ones. */
const resource = (prefix: string) => {
  const pattern = new RegExp(`^${prefix}-[0-9a-f]{8}(?:[0-9a-f]{9})?$`);
  return (text: string) => pattern.test(text);
};

const ids = {
  subnet: { isWritten: resource('subnet'), example: 'subnet-0a1b2c3d4e5f60718' },
  vpc: { isWritten: resource('vpc'), example: 'vpc-0a1b2c3d4e5f60718' },
  account: { isWritten: (text: string) => /^\d{12}$/.test(text), example: '123456789012' },
  region: { isWritten: looksLikeRegion, example: 'ap-northeast-1' },
} as const;

/** Reads an account also as the console shows it, `1234-5678-9012`, and a region in any case. A problem is `bad_id`, with an `example`. */
export function parseId(kind: keyof typeof ids, text: string): Parsed<string> {
  const typed = text.trim();
  const trimmed =
    kind === 'account' ? typed.replace(/^(\d{4})-(\d{4})-(\d{4})$/, '$1$2$3') : kind === 'region' ? typed.toLowerCase() : typed;
  const { isWritten, example } = ids[kind];
  return isWritten(trimmed) ? parsed(trimmed) : problem('bad_id', { value: trimmed.slice(0, 200), example });
}

const isInterface = resource('eni');
const isInstance = resource('i');

/** A problem is `bad_interface`. */
export function parseInterface(text: string): Parsed<string> {
  const trimmed = text.trim();
  return isInterface(trimmed) ? parsed(trimmed) : problem('bad_interface', { value: trimmed.slice(0, 200) });
}

/** A problem is `bad_instance`. */
export function parseInstance(text: string): Parsed<string> {
  const trimmed = text.trim();
  return isInstance(trimmed) ? parsed(trimmed) : problem('bad_instance', { value: trimmed.slice(0, 200) });
}

/** A number of `traffic-path`. A problem is `bad_path`. */
export function parsePath(text: string): Parsed<number> {
  const trimmed = text.trim();
  return /^[1-8]$/.test(trimmed) ? parsed(Number(trimmed)) : problem('bad_path', { value: trimmed.slice(0, 200) });
}

/** `S3`, in any case. AWS adds services, so that the list is open. A problem is `bad_service`. */
export function parseService(text: string): Parsed<string> {
  const trimmed = text.trim().toUpperCase();
  return /^[A-Z][A-Z0-9_]{0,39}$/.test(trimmed) ? parsed(trimmed) : problem('bad_service', { value: text.trim().slice(0, 200) });
}
