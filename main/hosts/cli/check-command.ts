import type { CheckLine } from '../../../preload/contract/check.ts';
import { checkNoteTexts, permissions } from '../../flowlogs/permissions.ts';
import type { Arguments } from './arguments.ts';
import type { CliSession } from './cli-session.ts';
import { exitCodes } from './outcome.ts';
import { sourceOf } from './source-of.ts';

const words: Readonly<Record<CheckLine['state'], string>> = {
  ok: 'ok',
  denied: 'MISSING',
  failed: 'FAILED',
  untested: 'not tested',
  unneeded: 'not needed',
};

/** `nagare check`: a line for each permission as it becomes known. Fails when one that a run needs is missing. */
export async function checkCommand(args: Extract<Arguments, { command: 'check' }>, { app, io }: CliSession): Promise<number> {
  const checkId = 'terminal';
  const show = args.json ? null : args.policy ? io.err : io.out;
  const leave = app.onEvent((event) => {
    if (event.name === 'check.line' && event.payload.checkId === checkId) show?.(textOf(event.payload.line));
  });
  try {
    const source = await sourceOf(args.source, io.cwd, app);
    const result = await app.handlers['source.check']({ source, checkId });
    if (args.json) io.out(`${JSON.stringify(result)}\n`);
    if (args.policy) io.out(`${result.policy}\n`);
    const isShort = result.lines.some(({ need, state }) => need === 'necessary' && (state === 'denied' || state === 'failed'));
    return isShort ? exitCodes.failed : exitCodes.done;
  } finally {
    leave();
  }
}

function textOf({ id, action, resource, need, state, reason, note }: CheckLine): string {
  const { purpose } = permissions[id];
  const optional = need === 'optional' ? ' (optional)' : '';
  const first = `${words[state].padEnd(11)} ${action.padEnd(30)} ${purpose.en}${optional}\n${note === null ? '' : `            ${checkNoteTexts[note].en}\n`}`;
  if (state !== 'denied' && state !== 'failed') return first;
  return `${first}            on ${resource}\n${reason === null ? '' : `            AWS: ${reason}\n`}`;
}
