/** The history's list as its search field asks for it, letter by letter. */
import { benchApp } from './bench-app.ts';

const LIMIT = 100;
const ROUNDS = 5;

/** What is typed, by how much it finds. */
const typed: Readonly<Record<string, readonly string[]>> = {
  nothing: [''],
  common: ['select', 'flow_logs', 'reject', 'port 443'],
  rare: ['2025-03-14', '12:15–'],
  none: ['no such run', 'eni-0123456789'],
  Japanese: ['拒否', '拒否された通信', 'サンプル', '件'],
  'one letter': ['e', '4', 'z', '.'],
  'two letters': ['10', 'ip', 'zq'],
  'own words': ['partner', 'ops-1742', '先方', '協力会社からの', 'load balancer', 'balancers'],
  'part of an address': ['10.2', '10.2.17', '10.2.17.9', '192.168.0.10'],
};

export interface SearchTimes {
  readonly kind: string;
  readonly timesMs: readonly number[];
}

export async function history(home: string): Promise<readonly SearchTimes[]> {
  const bench = await benchApp(home, home);
  const list = (search: string) => bench.text('history.list', { search, filter: 'all', offset: 0, limit: LIMIT });
  for (const search of Object.values(typed).flat()) await list(search);
  const all: SearchTimes[] = [];
  for (const [kind, searches] of Object.entries(typed)) {
    const timesMs: number[] = [];
    for (let round = 0; round < ROUNDS; round++) {
      for (const search of searches) {
        const begun = performance.now();
        await list(search);
        timesMs.push(performance.now() - begun);
      }
    }
    all.push({ kind, timesMs });
  }
  await bench.app.close();
  return all;
}
