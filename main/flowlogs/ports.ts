import { type Parsed, parsed, problem } from './parsed.ts';

/** Ports `from` to `to`, both included; one port when they are equal. */
export interface PortRange {
  readonly from: number;
  readonly to: number;
}

/** Reads `443` or `8000-8999` (also with an en dash or `..`). A problem is `bad_port`. */
export function parsePorts(text: string): Parsed<PortRange> {
  const match = /^(\d{1,5})(?:\s*(?:-|–|\.\.)\s*(\d{1,5}))?$/.exec(text.trim());
  if (!match) return problem('bad_port', { value: text.trim().slice(0, 200) });
  const from = Number(match[1]);
  const to = match[2] === undefined ? from : Number(match[2]);
  if (to > 65_535 || from > to) return problem('bad_port', { value: text.trim() });
  return parsed({ from, to });
}
