import type { ComparedLine, Comparison } from '../../../preload/contract/compare.ts';
import type { Run } from '../../../preload/contract/run.ts';
import { AppError } from '../../app-error.ts';
import { changeSize } from '../../flowlogs/change-size.ts';
import { oneLine } from '../../flowlogs/one-line.ts';
import { runTitle } from '../../flowlogs/titles.ts';
import { asksTheSame, windowSeconds } from '../../flowlogs/windows.ts';
import type { Arguments } from './arguments.ts';
import type { CliSession } from './cli-session.ts';
import { exitCodes } from './outcome.ts';
import { createProgress } from './progress.ts';
import { withRows } from './with-rows.ts';

const PAGE = 1000;

type CompareArguments = Extract<Arguments, { command: 'compare' }>;

/** `nagare compare`: what two stored results differ in, the greatest change first, from the rows alone. */
export async function compareCommand(args: CompareArguments, session: CliSession): Promise<number> {
  const { handlers } = session.app;
  const { by, show, perHour } = args;
  const [runA, runB] = [await handlers['run.read']({ runId: args.runA }), await handlers['run.read']({ runId: args.runB })];
  if (perHour && (windowSeconds(runA.query) === null || windowSeconds(runB.query) === null)) {
    throw new AppError('bad_arguments', '--per-hour: a run by SQL or of a CSV has no window that is known.');
  }
  const a = await withRows(runA, session);
  if (a.rowsGone) return exitCodes.cancelled;
  const b = await withRows(runB, session);
  if (b.rowsGone) return exitCodes.cancelled;
  const found = await readLines(a, b, args, session);
  if (!found) return exitCodes.cancelled;
  const { told, lines } = found;
  if (args.json) session.io.out(`${JSON.stringify(compareJson(by, a, b, told, lines))}\n`);
  else {
    session.io.err(headLines(a, b, told, lines.length, show));
    session.io.out(tableLines(told, lines));
  }
  return exitCodes.done;
}

/** As many lines as are wanted, page by page. NULL after Ctrl-C. */
async function readLines(
  a: Run,
  b: Run,
  { by, measure, show, perHour, limit: most }: CompareArguments,
  { app, io }: CliSession,
): Promise<{ readonly told: Comparison; readonly lines: readonly ComparedLine[] } | null> {
  const asked = { runA: a.id, runB: b.id, by };
  let interrupted = false;
  const progress = createProgress(io);
  const leave = [
    app.onEvent(({ name, payload }) => {
      if (name === 'compare.progress') progress.show(`comparing: ${payload.done} of ${payload.total} rows read`);
    }),
    io.onInterrupt(() => {
      interrupted = true;
      void app.handlers['result.stopComparing'](asked);
    }),
  ];
  const lines: ComparedLine[] = [];
  try {
    for (;;) {
      const limit = Math.min(PAGE, most - lines.length);
      const told = await app.handlers['result.compare']({ ...asked, measure, show, perHour, offset: lines.length, limit });
      if (interrupted) return null;
      lines.push(...told.lines);
      if (told.lines.length < PAGE || lines.length >= most) return { told, lines };
    }
  } catch (error) {
    if (interrupted) return null;
    throw error;
  } finally {
    for (const each of leave) each();
    progress.end();
  }
}

function compareJson(by: string, a: Run, b: Run, { lines: _, ...told }: Comparison, lines: readonly ComparedLine[]) {
  const side = (run: Run, amounts: Comparison['a']) => ({ id: run.id, title: titleOf(run), ...amounts });
  return {
    by,
    ...told,
    a: side(a, told.a),
    b: side(b, told.b),
    lines: lines.map((line) => {
      const { difference, ratio } = changeSize(line, told.measure);
      return { ...line, difference, ratio };
    }),
  };
}

const titleOf = (run: Run) => runTitle(run, 'en').title;

function headLines(a: Run, b: Run, { measure, counts, a: sideA, b: sideB }: Comparison, shown: number, show: string): string {
  const leftOut = sideA.leftOut + sideB.leftOut;
  const matching = Object.entries(counts).reduce((sum, [name, n]) => (show === 'all' || show === name ? sum + n : sum), 0);
  return [
    `A: ${a.id}  ${oneLine(titleOf(a))}`,
    `B: ${b.id}  ${oneLine(titleOf(b))}`,
    `${counts.new} new, ${counts.gone} gone, ${counts.changed} changed, ${counts.same} the same, by ${measure}`,
    ...(shown < matching ? [`The first ${shown} of ${matching} lines: --limit N for more.`] : []),
    ...(asksTheSame(a.query, b.query) ? [] : ['The two runs did not ask for the same: their filters or kinds differ.']),
    ...(windowSeconds(a.query) === windowSeconds(b.query) ? [] : ['The two windows differ in length: --per-hour divides by their hours.']),
    ...(leftOut > 0 ? [`${leftOut} rows without these values are left out.`] : []),
    '',
  ].join('\n');
}

/** Values parted by tabs, under a header: as spreadsheets and scripts take it. */
function tableLines({ columns, measure }: Comparison, lines: readonly ComparedLine[]): string {
  const amounts = ['flows', 'bytes', 'packets'] as const;
  const header = ['change', ...columns, ...amounts.flatMap((name) => [`${name} A`, `${name} B`]), `${measure} difference`, 'ratio'];
  const rows = lines.map((line) => {
    const { difference, ratio } = changeSize(line, measure);
    return [line.change, ...line.values, ...amounts.flatMap((name) => [line.a?.[name], line.b?.[name]]), difference, ratio];
  });
  return [header, ...rows].map((row) => `${row.map((value) => String(value ?? '').replace(/[\t\r\n]+/g, ' ')).join('\t')}\n`).join('');
}
