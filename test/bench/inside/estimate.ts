/** The estimate beside Run, each time in an app that knows nothing yet. */
import { join } from 'node:path';
import { emptyForm } from '../../../main/flowlogs/form.ts';
import { benchApp } from './bench-app.ts';

/** @param count partitions, from 2022-11-28 on  @returns ms of each time */
export async function estimate(folder: string, count: string, times: string): Promise<readonly number[]> {
  const start = Date.UTC(2022, 10, 28) / 1000;
  const query = { type: 'form', form: emptyForm(start, start + Number(count) * 3600 - 901, 'UTC') } as const;
  const place = { kind: 'athena', profile: null, region: null, workgroup: null, catalog: null, database: 'net', table: 'many' } as const;
  const taken: number[] = [];
  for (let time = 0; time < Number(times); time++) {
    const home = join(folder, `estimate-${count}-${time}`);
    const bench = await benchApp(home, home);
    const begun = performance.now();
    const { bytes } = await bench.ask('query.estimate', { source: place, query });
    taken.push(performance.now() - begun);
    if (bytes !== 1_000_000) throw new Error(`an estimate of ${bytes} bytes`);
    await bench.app.close();
  }
  return taken;
}
