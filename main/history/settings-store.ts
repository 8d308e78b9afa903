import type Database from 'better-sqlite3';
import { defaultSettings, type Settings, settingsSchema } from '../../preload/contract/settings.ts';
import { isZone } from '../flowlogs/time.ts';
import { parseJson } from './parse-json.ts';

export interface SettingsStore {
  /** What was set, over the defaults. A value that is no longer valid counts as not set. */
  read(): Settings;
  /** Writes the given keys and returns all. */
  write(change: { readonly [K in keyof Settings]?: Settings[K] | undefined }): Settings;
}

export function createSettingsStore(db: Database.Database): SettingsStore {
  const read = (): Settings => {
    const rows = db.prepare<[], { key: string; value: string }>('SELECT key, value FROM settings').all();
    let settings = defaultSettings;
    for (const { key, value } of rows) {
      const next = settingsSchema.safeParse({ ...settings, [key]: parseJson(value) });
      if (next.success && (next.data.zone === null || isZone(next.data.zone))) settings = next.data;
    }
    return settings;
  };
  return {
    read,
    write(change) {
      const put = db.prepare('INSERT INTO settings (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value');
      db.transaction(() => {
        for (const [key, value] of Object.entries(change)) if (value !== undefined) put.run(key, JSON.stringify(value));
      })();
      return read();
    },
  };
}
