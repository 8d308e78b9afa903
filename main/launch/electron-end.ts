/** What the end of a process means. Pure. */
import { constants } from 'node:os';
import { startFailedCode } from '../hosts/start-failed-code.ts';

export interface ProcessEnd {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  /** Why it could not even be started; NULL when it was. */
  readonly error: string | null;
  readonly ranMs: number;
  /** A signal was sent to end it. */
  readonly wasAsked: boolean;
}

/** An Electron that ends so soon by a failure never opened its window. */
const START_MS = 20_000;

/** As a shell says it: 128 and the signal's number for a process that a signal ended. */
export function exitCodeOf({ code, signal }: Pick<ProcessEnd, 'code' | 'signal'>): number {
  return code ?? (signal === null ? 1 : 128 + constants.signals[signal]);
}

/** @returns why Electron never opened its window, so that another way is worth trying, or what to exit with */
export function electronEnd(end: ProcessEnd): { readonly why: string } | { readonly exitCode: number } {
  const exitCode = exitCodeOf(end);
  if (end.error !== null) return { why: `Electron could not be started (${end.error})` };
  // A failure that it has shown itself would only be shown again.
  const isTold = exitCode === 0 || exitCode === startFailedCode;
  if (isTold || end.wasAsked || end.ranMs > START_MS) return { exitCode };
  return { why: `Electron ended at its start (${end.signal ?? `code ${end.code}`})` };
}
