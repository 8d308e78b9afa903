/** Views that a window does not begin with: their code is read when there is nothing else to do, or when one is chosen before that. */
import { lazy } from 'react';

const reads = [
  async () => ({ default: (await import('./setup/setup-view.tsx')).SetupView }),
  async () => ({ default: (await import('./tools/tools-view.tsx')).ToolsView }),
  async () => ({ default: (await import('./settings/settings-view.tsx')).SettingsView }),
  async () => ({ default: (await import('./compare/compare-view.tsx')).CompareView }),
] as const;
const [readSetup, readTools, readSettings, readCompare] = reads;

export const SetupView = lazy(readSetup);
export const ToolsView = lazy(readTools);
export const SettingsView = lazy(readSettings);
export const CompareView = lazy(readCompare);

/** Reads them one after the other. What cannot be read is told when its view is chosen. */
export async function readLaterViews(): Promise<void> {
  for (const read of reads) await read().catch(() => undefined);
}
