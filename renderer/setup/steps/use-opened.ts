import { useCallback, useEffect } from 'react';
import type { SetupState } from '../setup-state.ts';
import type { ChangeSetup } from '../use-setup-state.ts';
import type { StepName } from './step-states.ts';

/** What has come into sight stays there until it is folded by hand, in another view too: nothing jumps when a step is done. */
export function useOpened(
  current: StepName | null,
  key: string,
  { openSteps }: SetupState,
  onChange: ChangeSetup,
): { has(name: StepName): boolean; toggle(name: StepName): void } {
  const change = useCallback(
    (next: (open: readonly StepName[]) => readonly StepName[]) =>
      onChange((before) => ({ ...before, openSteps: { ...before.openSteps, [key]: next(before.openSteps[key] ?? []) } })),
    [key, onChange],
  );
  useEffect(() => {
    if (current !== null) change((open) => (open.includes(current) ? open : [...open, current]));
  }, [current, change]);
  return {
    has: (name) => openSteps[key]?.includes(name) ?? false,
    toggle: (name) => change((open) => (open.includes(name) ? open.filter((each) => each !== name) : [...open, name])),
  };
}
