/** What nobody caught goes to the log, and the app goes on: runs under way are worth more than a tidy end. */
import { app } from 'electron';

/** Also keeps Electron from showing a stack to the user, which it does while nobody listens. */
export function logCrashes(report: (error: unknown) => string): void {
  process.on('uncaughtException', report);
  process.on('unhandledRejection', report);
  app.on('child-process-gone', (_event, { type, reason, exitCode, name }) => {
    if (reason !== 'clean-exit') report(new Error(`a helper process is gone: ${type} ${name ?? ''} ${reason} (${exitCode})`));
  });
}
