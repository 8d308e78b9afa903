import { createContext, type ReactNode, useCallback, useContext, useMemo, useState } from 'react';
import type { WireError } from '../../preload/contract/errors.ts';
import type { Room, Settings } from '../../preload/contract/settings.ts';
import { useClient } from '../api/client-context.tsx';
import { wireErrorOf } from '../api/request-error.ts';

type SettingsPatch = Partial<Omit<Settings, 'room'>>;

export interface SettingsState {
  readonly settings: Settings;
  /** Set when the last change could not be kept. */
  readonly error: WireError | null;
  /** Shows at once, keeps afterwards. */
  readonly write: (patch: SettingsPatch) => void;
  /** The app keeps to this from now on. */
  readonly roomSet: (room: Room) => void;
}

const SettingsContext = createContext<SettingsState | null>(null);

export function SettingsProvider({ initial, children }: { readonly initial: Settings; readonly children: ReactNode }) {
  const client = useClient();
  const [settings, setSettings] = useState(initial);
  const [error, setError] = useState<WireError | null>(null);
  const write = useCallback(
    (patch: SettingsPatch) => {
      setSettings((before) => ({ ...before, ...patch }));
      client.request('settings.write', patch).then(
        () => setError(null),
        (thrown) => setError(wireErrorOf(thrown)),
      );
    },
    [client],
  );
  const roomSet = useCallback((room: Room) => setSettings((before) => ({ ...before, room })), []);
  const state = useMemo(() => ({ settings, error, write, roomSet }), [settings, error, write, roomSet]);
  return <SettingsContext value={state}>{children}</SettingsContext>;
}

/** @throws Error outside a SettingsProvider: a bug. */
export function useSettings(): SettingsState {
  const state = useContext(SettingsContext);
  if (!state) throw new Error('no settings above this component');
  return state;
}

/** The zone of this machine. */
export function systemZone(): string {
  return new Intl.DateTimeFormat().resolvedOptions().timeZone || 'UTC';
}
