import { randomUUID } from 'node:crypto';
import type { BringIn } from '../../../preload/contract/bring-in.ts';
import type { BringInArguments } from './arguments.ts';
import type { CliSession } from './cli-session.ts';
import { createProgress } from './progress.ts';

/** Brings earlier queries into the history and says on standard error what came of it; Ctrl-C ends it. @throws AppError of AWS's codes */
export async function bringIn(args: BringInArguments, { app, io }: CliSession): Promise<BringIn> {
  const id = randomUUID();
  const progress = createProgress(io);
  const leave = [
    app.onEvent((event) => {
      if (event.name === 'bringIn.changed' && event.payload.id === id && event.payload.state === 'running')
        progress.show(underWay(event.payload));
    }),
    io.onInterrupt(() => void app.handlers['history.stopBringIn']({ id })),
  ];
  try {
    const answer = await app.handlers['history.bringIn']({ id, ...args });
    progress.end();
    io.err(outcome(answer));
    return answer;
  } finally {
    progress.end();
    for (const each of leave) each();
  }
}

function underWay({ workgroup, seen, added, reachedAt, waitingFor }: BringIn): string {
  const back = reachedAt === null ? '' : `, back to ${reachedAt.slice(0, 10)}`;
  const waiting = { throttled: ', waiting: AWS has too many requests', network: ', waiting for AWS' };
  return `Bringing in from ${workgroup}: ${seen} seen, ${added} added${back}${waitingFor === null ? '' : waiting[waitingFor]}`;
}

function outcome({ state, workgroup, added, known, leftOut: { other, failed, underWay: open, unread } }: BringIn): string {
  const left = [
    [known, 'known before'],
    [other, 'no SELECT'],
    [failed, 'failed or cancelled'],
    [open, 'under way'],
    [unread, 'not told by Athena'],
  ] as const;
  const parts = left.filter(([count]) => count > 0).map(([count, words]) => `${count} ${words}`);
  return `${state === 'cancelled' ? 'Cancelled: ' : ''}${added} brought in from ${workgroup}${parts.length > 0 ? `; left out: ${parts.join(', ')}` : ''}.\n`;
}
