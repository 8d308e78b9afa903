import { arch, cpus, loadavg, platform, release, totalmem } from 'node:os';

/** What the figures were taken on. @param loadBefore the load of the last minute when they were begun */
export const machine = (loadBefore: number) => ({
  system: `${platform()} ${release()} ${arch()}`,
  processor: cpus()[0]?.model ?? '',
  cores: cpus().length,
  memoryGb: Math.round(totalmem() / 1e9),
  node: process.version,
  loadBefore,
  loadAfter: load(),
});

export const load = (): number => loadavg()[0] ?? 0;
