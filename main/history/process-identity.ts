/** Who drives a run: a process id alone may be given to somebody else after a restart. */
import { readFileSync } from 'node:fs';

export interface ProcessIdentity {
  readonly pid: number;
  /** When it was started, as far as the system says cheaply; the same text for the same process. */
  readonly started: string;
}

/** Where the system does not tell. */
const UNKNOWN = 'unknown';

export function ownIdentity(): ProcessIdentity {
  return { pid: process.pid, started: startedAt(process.pid) ?? UNKNOWN };
}

/**
 * Whether that process still lives. Where the system does not tell a process's start cheaply (macOS, Windows) a reused
 * process id counts as alive, and the heartbeat decides.
 */
export function isAlive(identity: ProcessIdentity): boolean {
  try {
    process.kill(identity.pid, 0);
  } catch (error) {
    // EPERM: it lives, under another user.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
  const started = startedAt(identity.pid);
  return started === null || !isCertain(identity) || started === identity.started;
}

/** Whether `isAlive` tells the process from a later one with the same id. */
export function isCertain(identity: ProcessIdentity): boolean {
  return identity.started !== UNKNOWN;
}

/** Field 22 of /proc/<pid>/stat: clock ticks after boot. The name in field 2 may hold blanks and parentheses. */
function startedAt(pid: number): string | null {
  if (process.platform !== 'linux') return null;
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? null;
  } catch {
    return null;
  }
}
