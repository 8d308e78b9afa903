/** Earlier queries of a workgroup, brought into the history: one workgroup after the other. */
import type { BringIn, BringInRequest } from '../../preload/contract/bring-in.ts';
import type { AppEvent } from '../../preload/contract/operations.ts';
import { AppError } from '../app-error.ts';
import type { AwsClients } from '../aws/clients.ts';
import { workgroupOf } from '../flowlogs/athena-defaults.ts';
import { isZone } from '../flowlogs/time.ts';
import type { BringInStore } from '../history/bring-in-store.ts';
import { historyFailure } from '../history/history-failure.ts';
import type { PriceOf } from '../prices.ts';
import type { Handlers } from '../rpc/handlers.ts';
import { bringIn, nothingYet } from '../runs/bring-in.ts';
import { pastExecutions } from '../sources/athena/past-executions.ts';

export interface BringInParts {
  readonly store: BringInStore;
  readonly clients: AwsClients;
  readonly priceOf: PriceOf;
  readonly tell: (event: AppEvent) => void;
  /** Unix ms. */
  readonly now: () => number;
}

export interface BringIns {
  readonly operations: Pick<Handlers, 'history.bringIn' | 'history.stopBringIn'>;
  /** Ends what is under way. */
  close(): Promise<void>;
}

/** A list that is on the screen is read again no more often. */
const LIST_EVERY_MS = 1000;

export function createBringIns({ store, clients, priceOf, tell, now }: BringInParts): BringIns {
  const running = new Map<string, AbortController>();
  // Two at once would need the rates of one.
  let last: Promise<unknown> = Promise.resolve();

  const act = async (request: BringInRequest, stop: AbortController): Promise<BringIn> => {
    const workgroup = workgroupOf(request);
    let current: BringIn = { id: request.id, state: 'running', workgroup, ...nothingYet, waitingFor: null, error: null };
    let listedAt = now();
    const changed = (change: Partial<BringIn>): BringIn => {
      const before = current;
      current = { ...before, ...change };
      tell({ name: 'bringIn.changed', payload: current });
      const isDue = current.state !== 'running' || now() - listedAt >= LIST_EVERY_MS;
      if (current.added > 0 && isDue) {
        listedAt = now();
        tell({ name: 'history.changed', payload: {} });
      }
      return current;
    };
    changed({});
    const past = pastExecutions({
      athena: clients.athena(request),
      workgroup,
      waiting: (waitingFor) => waitingFor !== current.waitingFor && changed({ waitingFor }),
      signal: stop.signal,
    });
    try {
      stop.signal.throwIfAborted();
      await bringIn({ request, past, store, pricePerTb: await priceOf(request), now, told: changed, signal: stop.signal });
      return changed({ state: 'done', share: 1, waitingFor: null });
    } catch (error) {
      if (stop.signal.aborted) return changed({ state: 'cancelled', waitingFor: null });
      const known = historyFailure(error);
      if (known instanceof AppError) changed({ state: 'failed', waitingFor: null, error: known.toWire() });
      throw error;
    }
  };

  return {
    operations: {
      'history.bringIn': async (request) => {
        if (!isZone(request.zone))
          throw new AppError('bad_zone', `There is no time zone ${request.zone}.`, { details: { value: request.zone } });
        if (running.has(request.id)) throw new AppError('bad_input', 'This one is under way.', { details: { id: request.id } });
        const stop = new AbortController();
        running.set(request.id, stop);
        const before = last;
        const done = (async () => {
          await before;
          return act(request, stop);
        })();
        last = done.catch(() => undefined);
        try {
          return await done;
        } finally {
          running.delete(request.id);
        }
      },
      'history.stopBringIn': ({ id }) => {
        running.get(id)?.abort(new AppError('cancelled', 'Cancelled.'));
        return {};
      },
    },
    async close() {
      for (const stop of running.values()) stop.abort(new AppError('cancelled', 'The app is closing.'));
      await last;
    },
  };
}
