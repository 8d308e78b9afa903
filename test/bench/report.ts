/** What a benchmark comes to: programs side by side, and figures beside their goals. */

/** One program at one task, medians. */
export interface ProgramLine {
  readonly task: string;
  readonly program: string;
  readonly seconds: number;
  /** Nagare's time divided by this program's. */
  readonly ratio: number | null;
  /** Processor seconds of the whole process, its start included, and Nagare's divided by this program's. */
  readonly cpuSeconds: number | null;
  readonly cpuRatio: number | null;
  readonly rowsPerSecond: number;
  /** Above the same program with nothing to do; of a peer, its whole. */
  readonly peakMb: number | null;
  readonly fileMb: number;
  readonly blockedMs: number | null;
  /** The most of the processor's time that main took within one delay, ms. */
  readonly busyMs: number | null;
  readonly note: string;
}

/** The value may be at most, or must be at least, this. */
export type Goal = { readonly most: number } | { readonly least: number };

export interface Figure {
  readonly task: string;
  readonly what: string;
  readonly value: number;
  readonly unit: string;
  /** NULL: told for its own sake. */
  readonly goal: Goal | null;
  readonly note: string;
}

export interface Report {
  readonly programs: readonly ProgramLine[];
  readonly figures: readonly Figure[];
  /** Programs that are not installed, and what was therefore not measured. */
  readonly missing: readonly string[];
}

/** Tells a thread that was at work from one that others kept waiting. */
export const ownTurn = (busyMs: number | null): string =>
  busyMs === null ? '' : `of its own at most ${busyMs.toFixed(0)} ms of the processor at once`;

export const isMet = ({ value, goal }: Figure): boolean | null => {
  if (goal === null) return null;
  return 'most' in goal ? value <= goal.most : value >= goal.least;
};

const number = (value: number | null, digits: number) => (value === null ? '' : value.toFixed(digits));
/** Three figures that mean something. */
const short = (value: number) => number(value, Math.abs(value) >= 100 ? 0 : Math.abs(value) >= 10 ? 1 : 2);
const markdown = (lines: readonly (readonly string[])[]) => {
  const [head = [], ...body] = lines;
  return [head, head.map(() => '---'), ...body].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
};

export function programTable(lines: readonly ProgramLine[]): string {
  const head = ['', 'Program', 'Seconds', 'Nagare / it', 'CPU s', 'Nagare / it', 'Rows/s', 'Peak MB', 'File MB', 'Main blocked ms', 'How'];
  const body = lines.map((each) => [
    each.task,
    each.program,
    number(each.seconds, 2),
    number(each.ratio, 2),
    number(each.cpuSeconds, 2),
    number(each.cpuRatio, 2),
    number(each.rowsPerSecond, 0),
    number(each.peakMb, 0),
    number(each.fileMb, 1),
    number(each.blockedMs, 0),
    each.note,
  ]);
  return markdown([head, ...body]);
}

export function figureTable(figures: readonly Figure[]): string {
  const head = ['', 'Figure', 'Value', 'Goal', '', 'How'];
  const body = figures.map((each) => {
    const { goal, unit } = each;
    const wanted = goal === null ? '' : 'most' in goal ? `<= ${goal.most} ${unit}` : `>= ${goal.least} ${unit}`;
    const met = isMet(each);
    return [
      each.task,
      each.what,
      `${short(each.value)} ${unit}`.trim(),
      wanted.trim(),
      met === null ? '' : met ? 'met' : 'not met',
      each.note,
    ];
  });
  return markdown([head, ...body]);
}
