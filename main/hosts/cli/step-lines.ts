import type { StepOutcome } from '../../../preload/contract/setup.ts';
import { AppError } from '../../app-error.ts';
import { oneLine } from '../../flowlogs/one-line.ts';
import { errorLine, exitCodes } from './outcome.ts';

const words: Readonly<Record<StepOutcome['state'], string>> = {
  planned: 'would',
  done: 'done',
  existed: 'was there',
  failed: 'FAILED',
  not_reached: 'not reached',
};

/** Where the step's id would say too much: the rule is there without a day on which logs expire, too. */
const names: Readonly<Record<string, string>> = { expire_objects: 'set lifecycle rule' };

/** A line for each step, and below one that failed what AWS says. */
export function stepLines(steps: readonly StepOutcome[]): string {
  return steps
    .map(({ id, resource, state, error }) => {
      const line = `${words[state].padEnd(11)} ${(names[id] ?? id.replaceAll('_', ' ')).padEnd(20)} ${oneLine(resource)}\n`;
      return error === null ? line : `${line}${errorLine(error).replace(/^(?=.)/gm, '            ')}`;
    })
    .join('');
}

/** Fails when a step did; doing it again leaves what is there as it is. */
export const codeOfSteps = (steps: readonly StepOutcome[]): number =>
  steps.some(({ state }) => state === 'failed' || state === 'not_reached') ? exitCodes.failed : exitCodes.done;

/** @throws always */
export function askForYes(what: string): never {
  throw new AppError('confirmation_needed', `${what} Give --yes to do it.`);
}
