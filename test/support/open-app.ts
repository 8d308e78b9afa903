/** The whole app as a window has it, without a window. */
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { type App, createApp, type HostPorts } from '../../main/app.ts';
import type { AppEvent } from '../../preload/contract/operations.ts';
import type { Run } from '../../preload/contract/run.ts';
import { tempFolder } from './temp-folder.ts';

export interface OpenedApp extends App {
  readonly home: string;
  /** What was told so far. */
  readonly events: readonly AppEvent[];
}

/** Closed when the test is over, if the test did not close it before. What nobody foresaw fails where it happens. @param host what differs from a host that answers nothing */
export async function openApp(home: string = tempFolder(), host: Partial<HostPorts> = {}): Promise<OpenedApp> {
  const app = await createApp({
    home,
    assets: join(import.meta.dirname, '../../assets'),
    host: {
      kind: 'web',
      version: 'test',
      chooseFolder: async () => null,
      chooseTarget: async () => null,
      offerDownload: () => '',
      reveal: null,
      report: (error) => {
        throw error;
      },
      ...host,
    },
  });
  let open = true;
  const close = async () => {
    if (open) await app.close();
    open = false;
  };
  onTestFinished(close);
  const events: AppEvent[] = [];
  app.onEvent((event) => void events.push(event));
  return { ...app, close, home, events };
}

/** The run when nothing is under way any more. */
export async function finished(app: App, runId: string): Promise<Run> {
  await app.idle();
  return app.handlers['run.read']({ runId });
}
