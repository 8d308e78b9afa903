/** Nagare beside every peer that is installed, in turn, at one task: what else the machine does meanwhile hits all alike. */
import { rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { type Ground, inside } from './ground.ts';
import { type Measured, measure } from './measure.ts';
import { median } from './numbers.ts';
import { peers } from './peers.ts';
import type { ProgramLine } from './report.ts';

interface Taken extends Measured {
  readonly blockedMs: number | null;
  readonly busyMs: number | null;
  readonly bytes: number;
}

export interface Own {
  /** A piece of `inside.ts` that reads `from` and writes `to`. */
  readonly piece: 'import' | 'export';
  readonly from: string;
  readonly to: string;
  readonly note: string;
}

export interface Compared {
  /** Nagare's comes first. */
  readonly programs: readonly ProgramLine[];
  readonly missing: readonly string[];
}

export async function compare(ground: Ground, own: Own): Promise<Compared> {
  const { piece: task } = own;
  const asked = peers.filter((peer) => peer.kind === task).map((peer) => ({ peer, command: peer.command(ground.folder) }));
  const others = asked.flatMap(({ peer, command }) => (command ? [{ peer, command, taken: [] as Taken[] }] : []));
  const target = join(ground.folder, task === 'import' ? 'peer.sqlite' : 'peer.xlsx');
  const ownTaken: Taken[] = [];
  for (let time = 0; time < ground.times; time++) {
    rmSync(own.to, { force: true });
    const { said, ...measured } = await inside<{ seconds: number; blockedMs: number; busyMs: number | null }>(task, own.from, own.to);
    ownTaken.push({ ...measured, ...said, bytes: statSync(own.to).size });
    for (const { command, taken } of others) {
      rmSync(target, { force: true });
      const [program, ...parameters] = command(ground.csv(), target);
      taken.push({ ...(await measure(program, parameters)), blockedMs: null, busyMs: null, bytes: statSync(target).size });
    }
  }
  rmSync(target, { force: true });

  const idleMb = await ground.idleMb();
  const line = (program: string, taken: readonly Taken[], note: string): ProgramLine => {
    const isOwn = taken === ownTaken;
    const seconds = median(taken.map((each) => each.seconds));
    const cpuSeconds = cpuOf(taken);
    const ownCpu = cpuOf(ownTaken);
    const peaks = taken.flatMap((each) => each.peakMb ?? []);
    return {
      task,
      program,
      seconds,
      ratio: isOwn ? null : median(ownTaken.map((each) => each.seconds)) / seconds,
      cpuSeconds,
      cpuRatio: isOwn || ownCpu === null || cpuSeconds === null ? null : ownCpu / cpuSeconds,
      rowsPerSecond: ground.rows / seconds,
      peakMb: peaks.length > 0 ? Math.max(...peaks) - (isOwn ? idleMb : 0) : null,
      fileMb: (taken.at(-1)?.bytes ?? 0) / 1e6,
      blockedMs: isOwn ? Math.max(...taken.map((each) => each.blockedMs ?? 0)) : null,
      busyMs: isOwn ? Math.max(...taken.map((each) => each.busyMs ?? 0)) : null,
      note,
    };
  };
  return {
    programs: [line('Nagare', ownTaken, own.note), ...others.map(({ peer, taken }) => line(peer.name, taken, peer.note))],
    missing: asked.flatMap(({ peer, command }) => (command ? [] : [peer.name])),
  };
}

function cpuOf(taken: readonly Taken[]): number | null {
  const known = taken.flatMap((each) => each.cpuSeconds ?? []);
  return known.length > 0 ? median(known) : null;
}
