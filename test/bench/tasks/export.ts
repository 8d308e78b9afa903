import { join } from 'node:path';
import { compare } from '../compare.ts';
import type { Ground } from '../ground.ts';
import { type Figure, ownTurn, type Report } from '../report.ts';

/** Nagare's time divided by the peer's, at most. */
const RATIOS: Readonly<Record<string, number>> = { libxlsxwriter: 0.4, 'exceljs addRow': 0.12 };

/** A result file to a workbook, beside the libraries that write workbooks. */
export async function exportTask(ground: Ground): Promise<Report> {
  const { programs, missing } = await compare(ground, {
    piece: 'export',
    from: await ground.result(),
    to: join(ground.folder, 'nagare.xlsx'),
    note: 'two date columns, level 1',
  });
  const [own] = programs;
  const figures: Figure[] = programs.flatMap(({ program, ratio }) => {
    const most = RATIOS[program];
    return ratio === null ? [] : [figure(`time / ${program}`, ratio, '', most === undefined ? null : { most })];
  });
  const inC = programs.find(({ program }) => program === 'libxlsxwriter');
  if (own && inC) figures.push(figure('file / libxlsxwriter', own.fileMb / inC.fileMb, '', { most: 1.4 }, 'level 1 beside level 6'));
  if (own?.peakMb != null) figures.push(figure('memory above idle', own.peakMb, 'MB', { most: 200 }));
  if (own?.blockedMs != null) figures.push(figure('main blocked', own.blockedMs, 'ms', { most: 50 }, ownTurn(own.busyMs)));
  return { programs, figures, missing };
}

const figure = (what: string, value: number, unit: string, goal: Figure['goal'], note = ''): Figure => {
  return { task: 'export', what, value, unit, goal, note };
};
