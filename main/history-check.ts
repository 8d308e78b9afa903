/** A large history is looked through in a worker, when the window has long been drawn. */
import { noteSound } from './history/soundness.ts';
import { startInWorker } from './jobs/run-in-worker.ts';

const AFTER_MS = 10_000;

/**
 * @param report gets the damage that is found: the next start puts the history aside
 * @returns what the end of the app calls
 */
export function lookThroughLater(path: string, report: (error: unknown) => string): () => void {
  let timer: NodeJS.Timeout | null = setTimeout(() => {
    timer = null;
    startInWorker('look-through-history', { path }).result.catch(report);
  }, AFTER_MS);
  timer.unref();
  return () => {
    if (timer === null) return;
    clearTimeout(timer);
    // There was no time for it, and it has served so far.
    noteSound(path);
  };
}
