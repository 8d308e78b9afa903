import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { compare } from '../compare.ts';
import { type Ground, inside } from '../ground.ts';
import { type Figure, ownTurn, type Report } from '../report.ts';

const TIMES_THE_ROWS = 5;

/** Athena's CSV on the disk to a finished result file, beside the sqlite3 program's `.import`. */
export async function importTask(ground: Ground): Promise<Report> {
  const { programs, missing } = await compare(ground, {
    piece: 'import',
    from: ground.csv(),
    to: join(ground.folder, 'imported.sqlite'),
    note: 'typed columns, NULL apart from the empty string',
  });
  const [own] = programs;
  const figures: Figure[] = programs.flatMap(({ program, ratio }) =>
    ratio === null ? [] : [figure(`time / ${program}`, ratio, '', { most: 1 }, 'at most 1.3 is accepted')],
  );
  if (own?.peakMb != null) figures.push(figure('memory above idle', own.peakMb, 'MB', { most: 200 }));
  if (own?.blockedMs != null) figures.push(figure('main blocked', own.blockedMs, 'ms', { most: 50 }, ownTurn(own.busyMs)));
  figures.push(...(await largeImport(ground)));
  return { programs, figures, missing };
}

/** So many more rows take no more memory. */
async function largeImport(ground: Ground): Promise<readonly Figure[]> {
  const target = join(ground.folder, 'imported-large.sqlite');
  const { said, peakMb } = await inside<{ value: number; seconds: number }>('import', ground.csv(), target, String(TIMES_THE_ROWS));
  rmSync(target);
  if (said.value !== ground.rows * TIMES_THE_ROWS) throw new Error(`${said.value} rows were imported`);
  if (peakMb === null) return [];
  const value = peakMb - (await ground.idleMb());
  return [figure(`memory above idle, ${said.value} rows`, value, 'MB', { most: 200 }, `in ${said.seconds.toFixed(1)} s`)];
}

const figure = (what: string, value: number, unit: string, goal: Figure['goal'], note = ''): Figure => {
  return { task: 'import', what, value, unit, goal, note };
};
