import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { AppError } from '../../../../main/app-error.ts';
import type { CliSession } from '../../../../main/hosts/cli/cli-session.ts';
import { compareCommand } from '../../../../main/hosts/cli/compare-command.ts';
import type { AppEvent } from '../../../../preload/contract/operations.ts';
import { type Terminal, terminal } from '../../../support/terminal.ts';

const ask = '--source sample --ip 192.168.0.10 --zone Asia/Tokyo'.split(' ');

/** Comparing changes nothing: one data folder is enough for all. */
const home = mkdtempSync(join(tmpdir(), 'nagare-test-'));
afterAll(() => rmSync(home, { recursive: true, force: true }));

const query = async (here: Terminal, ...words: readonly string[]) =>
  JSON.parse((await here.run('query', ...ask, ...words, '--json')).out).id as string;

/** A quarter of an hour of the sample, and the half hour after it. */
let windows: Promise<readonly [string, string]> | null = null;
const asked = async (here: Terminal) =>
  [
    await query(here, '--from', '2022-11-28T12:15', '--to', '2022-11-28T12:30'),
    await query(here, '--from', '2022-11-28T12:30', '--to', '2022-11-28T13:00'),
  ] as const;
async function twoWindows() {
  const here = terminal(home);
  windows ??= asked(here);
  const [a, b] = await windows;
  return { here, run: here.run, a, b };
}

describe('nagare compare', () => {
  it('prints what differs as a table', async () => {
    const { run, a, b } = await twoWindows();
    const table = await run('compare', a, b, '--by', 'source');
    expect(table.code).toBe(0);
    const [header, ...lines] = table.out.trimEnd().split('\n');
    expect(header).toBe('change\tsrcaddr\tflows A\tflows B\tbytes A\tbytes B\tpackets A\tpackets B\tbytes difference\tratio');
    expect(table.err).toMatch(
      /^A: \S+ {2}192\.168\.0\.10, 12:15–12:30 JST\nB: .*\n\d+ new, \d+ gone, \d+ changed, \d+ the same, by bytes\n/,
    );
    expect(table.err).toContain('windows differ in length');
    expect(lines.length).toBeGreaterThan(10);
    const amounts = lines.map((line) => line.split('\t').slice(2, 8).filter(Boolean));
    expect(amounts.flat().every((amount) => /^\d+$/.test(amount))).toBe(true);
  });

  it('prints it as JSON', async () => {
    const { run, a, b } = await twoWindows();
    const json = JSON.parse((await run('compare', a, b, '--by', 'source', '--json')).out);
    expect(json).toMatchObject({ by: 'source', columns: ['srcaddr'], measure: 'bytes', a: { id: a }, b: { id: b } });
    expect(json.a.total.flows).toBe(700);
    const { counts } = json;
    expect(counts.new + counts.gone + counts.changed + counts.same).toBe(json.lines.length);
    const [first] = json.lines;
    expect(first.difference).toBe((first.b?.bytes ?? 0) - (first.a?.bytes ?? 0));
  });

  it('shows one kind of change, so many lines, by the hour', async () => {
    const { run, a, b } = await twoWindows();
    const gone = JSON.parse((await run('compare', a, b, '--show', 'gone', '--limit', '2', '--measure', 'flows', '--json')).out);
    expect(gone.lines.every((line: { change: string; b: unknown }) => line.change === 'gone' && line.b === null)).toBe(true);
    expect(gone.lines.length).toBe(Math.min(2, gone.counts.gone));
    const perHour = JSON.parse((await run('compare', a, b, '--per-hour', '--json')).out);
    expect(perHour.a.total.flows).toBe(700 * 4);
  });

  it('says what cannot be compared', async () => {
    const { here, run, a } = await twoWindows();
    const ports = await query(here, '--from', '2022-11-28T12:15', '--to', '2022-11-28T12:30', '--kind', 'top-ports');
    const refused = await run('compare', a, ports);
    expect([refused.code, refused.err]).toEqual([1, 'error[not_comparable]: Run B has no columns srcaddr, dstaddr to compare by.\n']);
    expect((await run('compare', a, ports, '--by', 'port')).err).toContain('filters or kinds differ');
    expect(await run('compare', a)).toMatchObject({ code: 2, err: 'error[bad_arguments]: Give two run ids.\n' });
    expect(await run('compare', a, 'none')).toMatchObject({ code: 1 });
    expect((await run('compare', a, a, '--limit', '0')).code).toBe(2);
  });

  it('says how far it is, and ends at Ctrl-C while it is being made: nothing is printed', async () => {
    const made = Promise.withResolvers<never>();
    const stopped: unknown[] = [];
    const [events, interrupts] = [new Set<(event: AppEvent) => void>(), new Set<() => void>()];
    const listen = <T>(set: Set<T>) => {
      return (listener: T) => {
        set.add(listener);
        return () => set.delete(listener);
      };
    };
    const asked = { runA: 'a', runB: 'b', by: 'pair' } as const;
    const said: string[] = [];
    const session = {
      app: {
        handlers: {
          'run.read': ({ runId }: { runId: string }) => ({ id: runId, state: 'saved', query: { type: 'sql', sql: 'SELECT 1' } }),
          'result.columns': () => ({ columns: [], rowCount: 1 }),
          // One that takes for ever, until it is stopped.
          'result.compare': () => {
            for (const tell of events) tell({ name: 'compare.progress', payload: { ...asked, done: 1, total: 2 } });
            for (const interrupt of interrupts) setImmediate(interrupt);
            return made.promise;
          },
          'result.stopComparing': (input: unknown) => {
            stopped.push(input);
            made.reject(new AppError('cancelled', 'Cancelled.'));
            return {};
          },
        },
        onEvent: listen(events),
      },
      io: {
        live: true,
        err: (text: string) => said.push(text),
        out: () => expect.unreachable(),
        onInterrupt: listen(interrupts),
      },
    };
    const args = { command: 'compare', ...asked, measure: 'bytes', show: 'all', perHour: false, limit: 10, json: false } as const;
    expect(await compareCommand(args, session as unknown as CliSession)).toBe(130);
    expect(said[0]).toBe('\rcomparing: 1 of 2 rows read');
    expect([stopped, events.size, interrupts.size]).toEqual([[asked], 0, 0]);
  });
});
