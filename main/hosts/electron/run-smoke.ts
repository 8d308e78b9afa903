/** `--smoke` as a process: a data folder of its own, a hidden window, one line, one exit code. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { app } from 'electron';
import { createProcessIo } from '../cli/process-io.ts';
import { openNagare } from './open-nagare.ts';
import { smoke } from './smoke.ts';

/** Below the 30 s that whoever starts it waits. */
const LIMIT_MS = 28_000;

/** Before the app is ready. Exits with 0, or with 1 after saying what does not work. */
export async function runSmoke(): Promise<void> {
  const home = mkdtempSync(join(tmpdir(), 'nagare-smoke-'));
  const target = join(home, 'smoke.xlsx');
  const io = createProcessIo(process);
  const end = async (code: 0 | 1, said: string) => {
    io.out(`smoke: ${said}\n`);
    await io.written();
    try {
      rmSync(home, { recursive: true, force: true });
    } catch {
      // Windows keeps Chromium's files until the process has ended.
    }
    app.exit(code);
  };
  setTimeout(() => void end(1, `not done within ${LIMIT_MS / 1000} s`), LIMIT_MS).unref();
  try {
    const opened = await openNagare({ home, isHidden: true, chooseTarget: async () => ({ path: target, download: false }) });
    if (opened === null) throw new Error('a new data folder is taken already');
    const sizeBytes = await smoke({
      app: opened.core,
      inPage: (script) => opened.window.webContents.executeJavaScript(script),
      target,
    });
    await opened.close();
    await end(0, `ok, a workbook of ${sizeBytes} bytes`);
  } catch (error) {
    await end(1, error instanceof Error ? error.message : String(error));
  }
}
