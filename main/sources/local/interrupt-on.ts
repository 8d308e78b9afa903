import type { DuckDBConnection } from '@duckdb/node-api';

const AGAIN_MS = 50;

/**
 * Interrupts what the connection does once the signal is aborted, again and again until the returned function is
 * called: DuckDB forgets an interruption that comes between two steps, and the next one would run to its end.
 */
export function interruptOn(signal: AbortSignal | undefined, connection: Pick<DuckDBConnection, 'interrupt'>): () => void {
  let again: NodeJS.Timeout | null = null;
  const interrupt = () => {
    connection.interrupt();
    again ??= setInterval(() => connection.interrupt(), AGAIN_MS);
  };
  if (signal?.aborted) interrupt();
  else signal?.addEventListener('abort', interrupt, { once: true });
  return () => {
    signal?.removeEventListener('abort', interrupt);
    if (again) clearInterval(again);
  };
}
