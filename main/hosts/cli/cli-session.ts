/** The app, opened for one command: requests, waiting, Ctrl-C. */

import { credentialCodes } from '../../../preload/contract/errors.ts';
import type { AppEvent } from '../../../preload/contract/operations.ts';
import type { Job, Run } from '../../../preload/contract/run.ts';
import { type App, createApp } from '../../app.ts';
import { AppError } from '../../app-error.ts';
import { isEnd } from '../../history/run-row.ts';
import { createLog } from '../../rpc/log.ts';
import { homeFolder } from '../home.ts';
import type { CliIo } from './cli-io.ts';
import { askingApp, type SignInHere, signInHere } from './sign-in-at-terminal.ts';

export interface CliSession {
  readonly app: App;
  readonly io: CliIo;
  report(error: unknown): string;
  /** Where the next export goes; the terminal has no save dialog. */
  exportTo(path: string): void;
  /**
   * Resolves when the run is at an end; Ctrl-C cancels it. `onChange` sees every state on the way. A run that waits for a
   * sign-in asks for it; @throws AppError where nobody can be asked: the run is then left as it is
   */
  untilEnd(run: Run, onChange: (run: Run) => void): Promise<Run>;
  /** The same for an export. */
  untilDone(job: Job, onChange: (job: Job) => void): Promise<Job>;
  close(): Promise<void>;
}

/** @throws AppError `data_folder`, `history_newer`, `disk_full` */
export async function openSession(io: CliIo): Promise<CliSession> {
  const home = homeFolder(io.env, process.platform);
  const log = createLog(home);
  let target = '';
  const plain = await createApp({
    home,
    assets: io.assets,
    host: {
      kind: 'cli',
      version: io.version,
      chooseFolder: async () => null,
      chooseTarget: async () => ({ path: target, download: false }),
      offerDownload: (path) => path,
      reveal: null,
      report: log.report,
    },
  });

  const signIn = signInHere(plain, io);
  const app = askingApp(plain, signIn);

  const { historySetAside } = await app.handlers['app.read']({});
  if (historySetAside !== null)
    io.err(`The history was damaged and has been set aside: ${historySetAside}. A new one was begun; the old file was not changed.\n`);

  app.onEvent((event) => {
    if (event.name !== 'room.freed') return;
    const { runs, bytes } = event.payload;
    io.err(
      `Room on the disk: the stored rows of ${runs} earlier runs were removed (${(bytes / 1e9).toFixed(3)} GB), as set in Settings.\n`,
    );
  });

  const watch = <T>(
    pick: (event: AppEvent) => T | null,
    isOver: (value: T) => boolean,
    read: () => Promise<T> | T,
    onChange: (value: T) => void,
    cancel: () => unknown,
    check: (value: T) => Promise<unknown> | null = () => null,
  ) =>
    new Promise<T>((resolve, reject) => {
      const leave = [
        app.onEvent((event) => {
          const value = pick(event);
          if (value !== null) see(value);
        }),
        io.onInterrupt(() => void cancel()),
      ];
      const over = () => {
        for (const each of leave) each();
      };
      const see = (value: T) => {
        onChange(value);
        check(value)?.catch((error: unknown) => {
          over();
          reject(error);
        });
        if (!isOver(value)) return;
        over();
        resolve(value);
      };
      // It may have ended before anybody listened.
      Promise.resolve(read()).then(see, reject);
    });

  return {
    app,
    io,
    report: log.report,
    exportTo: (path) => {
      target = path;
    },
    untilEnd: (run, onChange) =>
      watch<Run>(
        (event) => (event.name === 'run.changed' && event.payload.id === run.id ? event.payload : null),
        (value) => isEnd(value.state),
        () => app.handlers['run.read']({ runId: run.id }),
        onChange,
        () => app.handlers['run.cancel']({ runId: run.id }),
        ({ waiting }) => waitingAt(waiting, signIn),
      ),
    untilDone: (job, onChange) =>
      watch<Job>(
        (event) => (event.name === 'job.changed' && event.payload.id === job.id ? event.payload : null),
        (value) => value.state !== 'running',
        () => app.job(job.id) ?? job,
        onChange,
        () => app.handlers['export.cancel']({ jobId: job.id }),
      ),
    close: () => app.close(),
  };
}

/** What a run that waits for credentials needs here; NULL: it need not be helped. */
function waitingAt(waiting: Run['waiting'], signIn: SignInHere | null): Promise<void> | null {
  if (!waiting || !credentialCodes.has(waiting.error.code)) return null;
  const { code, message, details } = waiting.error;
  if (code === 'sign_in_needed' && signIn !== null) return signIn(details);
  const kept = 'The run is kept as it is: once there are credentials, "nagare resume" goes on with it.';
  return Promise.reject(new AppError(code, `${message} ${kept}`, { details }));
}
