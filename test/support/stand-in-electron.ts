/** What electron-builder needs of an unpacked Electron: the names, the locales, and a file with the wire of fuses. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Where Electron's fuses begin in its binary; version 1, nine fuses, as Electron ships them (r: removed, 0: off, 1: on). */
const WIRE = `dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX\u0001\u0009101100011`;

/** Writes a folder that stands in for Electron's on Linux. It packs like Electron and cannot be run. */
export function makeStandInElectron(folder: string): void {
  mkdirSync(join(folder, 'locales'), { recursive: true });
  mkdirSync(join(folder, 'resources'), { recursive: true });
  for (const name of ['en-US', 'en-GB', 'de', 'ja']) writeFileSync(join(folder, 'locales', `${name}.pak`), '');
  for (const name of ['LICENSE', 'version']) writeFileSync(join(folder, name), '');
  writeFileSync(join(folder, 'electron'), `stand-in ${WIRE} end`, { mode: 0o755 });
}
