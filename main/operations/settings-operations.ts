/** The app itself, its settings, and the room that stored rows may take. */
import type { Freed } from '../../preload/contract/settings.ts';
import type { SettingsStore } from '../history/settings-store.ts';
import { withOutputLocation } from '../output-locations.ts';
import type { RoomKeeper } from '../room.ts';
import type { HandlersOf } from '../rpc/handlers.ts';
import type { Runs } from '../runs/runs.ts';

export interface SettingsParts {
  readonly home: string;
  readonly host: { readonly kind: 'electron' | 'web' | 'cli'; readonly version: string };
  readonly settings: SettingsStore;
  readonly runs: Pick<Runs, 'lookForTurns'>;
  /** Where a damaged history was moved to. */
  readonly setAside: string | null;
  readonly room: RoomKeeper;
  readonly freedAtStart: () => Freed | null;
}

export function settingsOperations({ home, host, settings, runs, setAside, room, freedAtStart }: SettingsParts) {
  return {
    'app.read': () => ({
      version: host.version,
      host: host.kind,
      homePath: home,
      settings: settings.read(),
      historySetAside: setAside,
      freedAtStart: freedAtStart(),
    }),
    'output.keep': (location) => {
      settings.write({ outputLocations: withOutputLocation(settings.read().outputLocations, location) });
      return {};
    },
    'settings.write': (change) => {
      const written = settings.write(change);
      runs.lookForTurns();
      return written;
    },
    'room.preview': ({ room: wanted }) => room.preview(wanted),
    'room.next': () => room.next(settings.read().room),
    'room.free': ({ room: wanted }) => {
      settings.write({ room: wanted });
      return room.keepTo(wanted);
    },
  } satisfies HandlersOf<'app' | 'output' | 'settings' | 'room'>;
}
