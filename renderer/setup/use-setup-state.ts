import { useCallback, useState } from 'react';
import { useEvent } from '../api/use-event.ts';
import { openingSetup, type SetupState, withDownload } from './setup-state.ts';

export type ChangeSetup = (change: (before: SetupState) => SetupState) => void;

/** The Set-up view's state for the window's life; copies are followed whichever view is on. */
export function useSetupState(): readonly [SetupState, ChangeSetup] {
  const [state, setState] = useState(openingSetup);
  const change = useCallback<ChangeSetup>((next) => setState(next), []);
  useEvent('download.changed', (download) => setState((before) => ({ ...before, downloads: withDownload(before.downloads, download) })));
  return [state, change];
}
