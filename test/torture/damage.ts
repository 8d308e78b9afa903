/** Ways in which a file comes back from a disk that it should not. */
import { readFileSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import type { Random } from './random.ts';

export interface Damage {
  readonly name: string;
  act(path: string, random: Random): void;
}

export const damages: readonly Damage[] = [
  {
    name: 'random bytes at random places',
    act(path, random) {
      const bytes = readFileSync(path);
      for (let places = random.between(1, 12); places > 0; places--) {
        const at = random.between(0, bytes.length - 1);
        const end = Math.min(bytes.length, at + random.between(1, 300));
        for (let index = at; index < end; index++) bytes[index] = random.between(0, 255);
      }
      writeFileSync(path, bytes);
    },
  },
  {
    name: 'pages of zeros',
    act(path, random) {
      const bytes = readFileSync(path);
      for (let places = random.between(1, 3); places > 0; places--) {
        const at = random.between(0, Math.floor(bytes.length / 4096) - 1) * 4096;
        bytes.fill(0, at, at + 4096);
      }
      writeFileSync(path, bytes);
    },
  },
  { name: 'cut short', act: (path, random) => truncateSync(path, random.between(1, statSync(path).size - 1)) },
  { name: 'not a database', act: (path, random) => writeFileSync(path, Buffer.alloc(random.between(1, 20_000), random.between(1, 255))) },
  { name: 'emptied', act: (path) => truncateSync(path, 0) },
];
