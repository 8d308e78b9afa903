/** A partial file that nobody wants any more. */
import { rm } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';

export interface DiscardPorts {
  /** Called when it is there no more. */
  ended(partialPath: string): void;
  report(error: unknown): string;
}

/** A thread that ends at all ends within moments. */
const GONE_WITHIN_MS = 500;

/**
 * Resolves when the file is removed, as far as that can be now. A cancelled worker is not waited for without end: it
 * may still make its file, or write to it. Then the file goes once more when the worker is gone, and stays written down
 * until that time, so that a start of the app after a crash removes it.
 * @param gone resolves when the worker's thread has ended
 */
export async function discardPartial(partialPath: string, gone: Promise<void>, ports: DiscardPorts): Promise<void> {
  const isGone = await Promise.race([gone.then(() => true), sleep(GONE_WITHIN_MS, false)]);
  if (isGone) return remove(partialPath, ports);
  await rm(partialPath, { force: true }).catch(() => undefined);
  void gone.then(() => remove(partialPath, ports));
}

/** One that cannot be removed now stays written down. */
async function remove(partialPath: string, ports: DiscardPorts): Promise<void> {
  try {
    await rm(partialPath, { force: true, maxRetries: 3 });
    ports.ended(partialPath);
  } catch (error) {
    ports.report(error);
  }
}
