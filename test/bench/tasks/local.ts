import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { writeParquetFiles, writeTextFiles } from '../flow-files.ts';
import { type Ground, inside } from '../ground.ts';
import { median } from '../numbers.ts';
import { type Figure, ownTurn, type Report } from '../report.ts';

/** The same rows from files on the disk through DuckDB, and from Athena's CSV, in turn: each to a finished result file. */
export async function localTask(ground: Ground): Promise<Report> {
  const folder = (name: string) => {
    const path = join(ground.folder, 'local', name);
    mkdirSync(path, { recursive: true });
    return path;
  };
  const ways = [
    { name: "Athena's CSV", piece: 'import', from: ground.csv(), seconds: [] as number[], cpu: [] as number[] },
    { name: 'Parquet', piece: 'local-query', from: await writeParquetFiles(folder('parquet'), ground.csv()), seconds: [], cpu: [] },
    { name: '.log.gz', piece: 'local-query', from: await writeTextFiles(folder('text'), ground.csv()), seconds: [], cpu: [] },
  ];
  const target = join(ground.folder, 'local', 'result.sqlite');
  let blockedMs = 0;
  let busyMs: number | null = null;
  for (let time = 0; time < ground.times; time++) {
    for (const { name, piece, from, seconds, cpu } of ways) {
      const { said, cpuSeconds } = await inside<{ seconds: number; blockedMs: number; busyMs: number | null; value: number }>(
        piece,
        from,
        target,
      );
      if (said.value !== ground.rows) throw new Error(`${name} gave ${said.value} rows`);
      seconds.push(said.seconds);
      if (cpuSeconds !== null) cpu.push(cpuSeconds);
      blockedMs = Math.max(blockedMs, said.blockedMs);
      if (said.busyMs !== null) busyMs = Math.max(busyMs ?? 0, said.busyMs);
      rmSync(target, { force: true });
    }
  }
  const line = (what: string, value: number, unit: string, goal: Figure['goal'], note = ''): Figure => {
    return { task: 'local', what, value, unit, goal, note };
  };
  const [csv] = ways;
  const csvRate = ground.rows / median(csv?.seconds ?? []);
  const figures = ways.flatMap((way) => {
    const rate = ground.rows / median(way.seconds);
    const cpu = way.cpu.length > 0 ? `${median(way.cpu).toFixed(1)} s of the processor` : '';
    const beside = line(`${way.name} / Athena's CSV`, rate / csvRate, '', way.name === 'Parquet' ? { least: 1 } : null, 'rates');
    return [line(way.name, rate, 'rows/s', null, cpu), ...(way === csv ? [] : [beside])];
  });
  return { programs: [], figures: [...figures, line('main blocked', blockedMs, 'ms', { most: 50 }, ownTurn(busyMs))], missing: [] };
}
