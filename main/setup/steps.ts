/** Steps one after the other, each told; one that fails ends it, and what comes after is told as not reached. */
import type { StepOutcome } from '../../preload/contract/setup.ts';
import { AppError } from '../app-error.ts';

export interface Step {
  readonly id: string;
  readonly resource: string;
  /** `existed`: it was there, and was left as it is. @throws AppError */
  act(): Promise<'done' | 'existed'>;
}

export function planned({ id, resource }: Pick<Step, 'id' | 'resource'>): StepOutcome {
  return { id, resource, state: 'planned', error: null };
}

/** In a plan: it is there, and is left as it is. */
export function existing({ id, resource }: Pick<Step, 'id' | 'resource'>): StepOutcome {
  return { id, resource, state: 'existed', error: null };
}

/** @throws only what is no AppError: a bug */
export async function carryOut(steps: readonly Step[]): Promise<readonly StepOutcome[]> {
  const outcomes: StepOutcome[] = [];
  let hasFailed = false;
  for (const step of steps) {
    const { id, resource } = step;
    if (hasFailed) {
      outcomes.push({ id, resource, state: 'not_reached', error: null });
      continue;
    }
    try {
      outcomes.push({ id, resource, state: await step.act(), error: null });
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      hasFailed = true;
      outcomes.push({ id, resource, state: 'failed', error: error.toWire() });
    }
  }
  return outcomes;
}

export const isWhole = (outcomes: readonly StepOutcome[]): boolean =>
  outcomes.every(({ state }) => state === 'done' || state === 'existed');
