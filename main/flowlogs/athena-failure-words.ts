import type { AthenaFailureKind } from './athena-failure-kinds.ts';
import type { AthenaFailure } from './athena-failures.ts';

export type FailureWord = string | ((failure: AthenaFailure) => string);

/** What happened, in one sentence; what to do. */
export type FailureWords = Readonly<Record<AthenaFailureKind, readonly [title: FailureWord, hint: FailureWord]>>;

/** Names come from statements and may be of any length. */
export function shortName(name: string): string {
  return name.length > 120 ? `${name.slice(0, 119)}…` : name;
}
