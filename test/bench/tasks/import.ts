import { join } from 'node:path';
import { compare } from '../compare.ts';
import type { Ground } from '../ground.ts';
import { type Figure, ownTurn, type Report } from '../report.ts';

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
  return { programs, figures, missing };
}

const figure = (what: string, value: number, unit: string, goal: Figure['goal'], note = ''): Figure => {
  return { task: 'import', what, value, unit, goal, note };
};
