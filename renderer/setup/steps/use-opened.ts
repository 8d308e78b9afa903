import { useCallback, useEffect } from 'react';
import type { OpenSteps, SetupState } from '../setup-state.ts';
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
    (next: (known: OpenSteps) => OpenSteps) =>
      onChange((before) => ({ ...before, openSteps: { ...before.openSteps, [key]: next(before.openSteps[key] ?? {}) } })),
    [key, onChange],
  );
  useEffect(() => {
    if (current !== null) change((known) => (known[current] === undefined ? { ...known, [current]: true } : known));
  }, [current, change]);
  return {
    has: (name) => openSteps[key]?.[name] ?? false,
    toggle: (name) => change((known) => ({ ...known, [name]: !known[name] })),
  };
}
