/** A program run to its end, with its time, the processor's time in it and the most memory that it had. */
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';

export interface Measured {
  readonly seconds: number;
  /** Most resident memory, MB (10^6). NULL where the system does not tell (it is read from /proc). */
  readonly peakMb: number | null;
  /** Of all its threads, user and system. NULL as before. Beside other work it says more than the time on the wall. */
  readonly cpuSeconds: number | null;
  readonly output: string;
}

const LOOK_EVERY_MS = 20;
/** Linux counts a process's time in these, whatever the kernel's own clock does. */
const TICKS_PER_SECOND = 100;

/** @throws Error when the program cannot be started or ends with another code than 0 */
export async function measure(program: string, parameters: readonly string[]): Promise<Measured> {
  const begun = performance.now();
  const child = spawn(program, parameters, { stdio: ['ignore', 'pipe', 'inherit'] });
  let output = '';
  let peakMb: number | null = null;
  let cpuSeconds: number | null = null;
  child.stdout.on('data', (chunk) => {
    output += chunk;
  });
  // Both only grow, and the system keeps them: what is missed is only what comes after the last look.
  const look = setInterval(() => {
    peakMb = peakOf(child.pid) ?? peakMb;
    cpuSeconds = cpuOf(child.pid) ?? cpuSeconds;
  }, LOOK_EVERY_MS);
  try {
    const code = await new Promise<number | null>((resolve, reject) => {
      child.on('error', reject);
      child.on('close', resolve);
    });
    if (code !== 0) throw new Error(`${program} ${parameters.join(' ')} ended with code ${code}`);
  } finally {
    clearInterval(look);
  }
  return { seconds: (performance.now() - begun) / 1000, peakMb, cpuSeconds, output };
}

function peakOf(pid: number | undefined): number | null {
  try {
    const match = /^VmHWM:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'));
    return match ? (Number(match[1]) * 1024) / 1e6 : null;
  } catch {
    return null;
  }
}

/** `pid (name) state ...`: the name may hold anything; `utime` and `stime` are the 12th and 13th behind it. */
function cpuOf(pid: number | undefined): number | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    const ticks = Number(fields[11]) + Number(fields[12]);
    return ticks > 0 ? ticks / TICKS_PER_SECOND : null;
  } catch {
    return null;
  }
}
