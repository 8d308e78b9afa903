import { type Parsed, parsed, problem } from './parsed.ts';

/** Bits of the flags as AWS records them, OR-ed over the interval; ACK alone never is (flow-log-records.html). */
export const tcpFlagNamesTyped = ['syn', 'syn-ack', 'fin', 'rst'] as const;
export type TcpFlag = (typeof tcpFlagNamesTyped)[number];

/** Of a record's flags only `mask` is looked at: the flag is there when these bits equal `value`. */
export const tcpFlagTests: Readonly<Record<TcpFlag, { readonly mask: number; readonly value: number }>> = {
  // Without SYN-ACK: a connection that was asked for from this side.
  syn: { mask: 18, value: 2 },
  'syn-ack': { mask: 18, value: 18 },
  fin: { mask: 1, value: 1 },
  rst: { mask: 4, value: 4 },
};

/** Reads `SYN`, `syn-ack`, `synack`. A problem is `bad_flag`. */
export function parseTcpFlag(text: string): Parsed<TcpFlag> {
  const typed = text
    .trim()
    .toLowerCase()
    .replace(/^syn[ _+]?ack$/, 'syn-ack');
  const flag = tcpFlagNamesTyped.find((each) => each === typed);
  return flag ? parsed(flag) : problem('bad_flag', { value: text.trim().slice(0, 200) });
}
