import { protocolNumber } from './names.ts';
import { type Parsed, parsed, problem } from './parsed.ts';

/** Reads `tcp`, `UDP`, `icmp`, or a number from 0 to 255. A problem is `bad_protocol`. */
export function parseProtocol(text: string): Parsed<number> {
  const trimmed = text.trim();
  const number = /^\d{1,3}$/.test(trimmed) ? Number(trimmed) : protocolNumber(trimmed);
  if (number === undefined || number > 255) return problem('bad_protocol', { value: trimmed.slice(0, 200) });
  return parsed(number);
}
