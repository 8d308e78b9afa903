/** The app's process below this one: they end together. */
import { spawn } from 'node:child_process';
import type { ProcessEnd } from './electron-end.ts';

const PARENT_EVERY_MS = 1000;

/** Runs it to its end, with this process's input and output. Signals are passed on. */
export function runProcess(executable: string, args: readonly string[]): Promise<ProcessEnd> {
  const began = Date.now();
  let wasAsked = false;
  return new Promise((resolve) => {
    const child = spawn(executable, args, { stdio: 'inherit' });
    const end = (result: Pick<ProcessEnd, 'code' | 'signal' | 'error'>) => {
      clearInterval(watching);
      for (const [name, pass] of passing) process.off(name, pass);
      resolve({ ...result, ranMs: Date.now() - began, wasAsked });
    };
    const passing = (['SIGINT', 'SIGTERM', 'SIGHUP'] as const).map((name) => {
      const pass = () => {
        wasAsked = true;
        // A terminal sends these to both, and Chromium takes a second one as impatience.
        if (name === 'SIGTERM' || !process.stdin.isTTY) child.kill(name);
      };
      process.on(name, pass);
      return [name, pass] as const;
    });
    // npm passes SIGTERM to its shell alone, which dies without a word to this process.
    const parent = process.ppid;
    const watching = setInterval(() => {
      if (!process.env.npm_lifecycle_event || process.ppid === parent) return;
      clearInterval(watching);
      wasAsked = true;
      child.kill('SIGTERM');
    }, PARENT_EVERY_MS);
    child.once('error', (error) => end({ code: null, signal: null, error: error.message }));
    child.once('exit', (code, signal) => end({ code, signal, error: null }));
  });
}
