/** The whole app on a data folder, without a window. */
import { join, resolve } from 'node:path';
import { type App, createApp } from '../../../main/app.ts';
import { createDispatcher, type Dispatch } from '../../../main/rpc/dispatcher.ts';
import type { OperationInput, OperationName, OperationOutput } from '../../../preload/contract/operations.ts';

export interface BenchApp {
  readonly app: App;
  /** Asks as a window does: the answer has been through the dispatcher and is the text that would be sent. @throws Error */
  text<N extends OperationName>(operation: N, input: OperationInput<N>): Promise<string>;
  ask<N extends OperationName>(operation: N, input: OperationInput<N>): Promise<OperationOutput<N>>;
}

/** @param target where exports go: a folder */
export async function benchApp(home: string, target: string): Promise<BenchApp> {
  const report = (error: unknown) => {
    console.error(error);
    return '';
  };
  const app = await createApp({
    home,
    assets: resolve(import.meta.dirname, '../../../assets'),
    host: {
      kind: 'web',
      version: '0',
      chooseFolder: async () => null,
      chooseTarget: async (name) => ({ path: join(target, name), download: false }),
      offerDownload: () => '',
      reveal: null,
      report,
    },
  });
  const dispatch: Dispatch = createDispatcher(app.handlers, report);
  const text: BenchApp['text'] = async (operation, input) => {
    const result = await dispatch(operation, input);
    if (!result.ok) throw new Error(`${operation}: ${JSON.stringify(result.error)}`);
    return JSON.stringify(result);
  };
  return { app, text, ask: async (operation, input) => JSON.parse(await text(operation, input)).value };
}
