/**
 * `npm run bench -- [--rows N] [--times N] [--only import|export]`: Nagare and every peer that is installed, in turn, on data made here and removed
 * afterwards. Ratios of medians say more than seconds: what else the machine does meanwhile hits both alike.
 */
import { mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { arch, cpus, loadavg, platform, release, tmpdir, totalmem } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { writeFlowCsv } from './flow-csv.ts';
import { type Measured, measure, median } from './measure.ts';
import { peers } from './peers.ts';

const { values } = parseArgs({
  options: {
    rows: { type: 'string', default: '1000000' },
    times: { type: 'string', default: '3' },
    only: { type: 'string', default: 'import export' },
  },
});
const rows = Number(values.rows);
const times = Number(values.times);
if (!Number.isInteger(rows) || rows < 1 || !Number.isInteger(times) || times < 1) throw new Error('--rows and --times take a number');

const here = import.meta.dirname;
const folder = mkdtempSync(join(tmpdir(), 'nagare-bench-'));
const csv = join(folder, 'rows.csv');
const result = join(folder, 'result.sqlite');

interface Taken extends Measured {
  readonly blockedMs: number | null;
  readonly bytes: number;
}
interface Line {
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
  readonly note: string;
}

async function nagare(task: 'idle' | 'import' | 'export', from: string, to: string): Promise<Taken> {
  rmSync(to, { force: true });
  const taken = await measure(process.execPath, [join(here, 'nagare.ts'), task, from, to]);
  const { seconds, blockedMs } = JSON.parse(taken.output) as { seconds: number; blockedMs: number };
  return { ...taken, seconds, blockedMs, bytes: task === 'idle' ? 0 : statSync(to).size };
}

async function compare(kind: 'import' | 'export', idleMb: number, missing: string[]): Promise<Line[]> {
  const own: Taken[] = [];
  const others = peers
    .filter((peer) => peer.kind === kind)
    .flatMap((peer) => {
      const command = peer.command(folder);
      if (!command) missing.push(peer.name);
      return command ? [{ peer, command, taken: [] as Taken[] }] : [];
    });
  const target = join(folder, kind === 'import' ? 'peer.sqlite' : 'peer.xlsx');
  for (let time = 0; time < times; time++) {
    own.push(kind === 'import' ? await nagare(kind, csv, result) : await nagare(kind, result, join(folder, 'nagare.xlsx')));
    for (const { command, taken } of others) {
      rmSync(target, { force: true });
      const [program, ...parameters] = command(csv, target);
      taken.push({ ...(await measure(program, parameters)), blockedMs: null, bytes: statSync(target).size });
    }
  }
  rmSync(target, { force: true });
  const cpuOf = (taken: readonly Taken[]) => {
    const known = taken.flatMap((each) => each.cpuSeconds ?? []);
    return known.length > 0 ? median(known) : null;
  };
  const line = (program: string, taken: readonly Taken[], note: string, aboveMb: number): Line => {
    const seconds = median(taken.map((each) => each.seconds));
    const isOwn = taken === own;
    const cpuSeconds = cpuOf(taken);
    const ownCpu = cpuOf(own);
    const peaks = taken.flatMap((each) => each.peakMb ?? []);
    return {
      task: kind,
      program,
      seconds,
      ratio: isOwn ? null : median(own.map((each) => each.seconds)) / seconds,
      cpuSeconds,
      cpuRatio: isOwn || ownCpu === null || cpuSeconds === null ? null : ownCpu / cpuSeconds,
      rowsPerSecond: rows / seconds,
      peakMb: peaks.length > 0 ? Math.max(...peaks) - aboveMb : null,
      fileMb: (taken.at(-1)?.bytes ?? 0) / 1e6,
      blockedMs: isOwn ? Math.max(...taken.map((each) => each.blockedMs ?? 0)) : null,
      note,
    };
  };
  const note = kind === 'import' ? 'typed columns, NULL apart from the empty string' : 'two date columns, level 1';
  return [line('Nagare', own, note, idleMb), ...others.map(({ peer, taken }) => line(peer.name, taken, peer.note, 0))];
}

function table(lines: readonly Line[]): string {
  const number = (value: number | null, digits: number) => (value === null ? '' : value.toFixed(digits));
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
  return [head, head.map(() => '---'), ...body].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

try {
  writeFlowCsv(csv, rows);
  const loadBefore = loadavg()[0] ?? 0;
  const idleMb = (await nagare('idle', '', '')).peakMb ?? 0;
  const missing: string[] = [];
  const lines: Line[] = [];
  if (values.only.includes('import')) lines.push(...(await compare('import', idleMb, missing)));
  // The export reads what the import left.
  else await nagare('import', csv, result);
  if (values.only.includes('export')) lines.push(...(await compare('export', idleMb, missing)));
  const machine = {
    system: `${platform()} ${release()} ${arch()}`,
    processor: cpus()[0]?.model ?? '',
    cores: cpus().length,
    memoryGb: Math.round(totalmem() / 1e9),
    node: process.version,
    loadBefore,
    loadAfter: loadavg()[0] ?? 0,
  };
  console.log(`${rows} rows of 29 columns, medians of ${times}; ${JSON.stringify(machine)}\n\n${table(lines)}`);
  console.log(`\nPeak memory: Nagare's above idle (${idleMb.toFixed(0)} MB), a peer's whole.`);
  if (missing.length > 0) console.log(`Not measured, because it is not installed: ${missing.join(', ')}.`);
  mkdirSync(join(here, 'results'), { recursive: true });
  const at = new Date().toISOString();
  const kept = join(here, 'results', `${at.slice(0, 19).replaceAll(':', '')}-${rows}.json`);
  writeFileSync(kept, `${JSON.stringify({ at, rows, times, machine, idleMb, missing, lines }, null, 2)}\n`);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
