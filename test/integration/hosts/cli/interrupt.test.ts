import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { terminal } from '../../../support/terminal.ts';

/** Some ten thousand million pairs: nobody waits for that. */
const endless = 'SELECT count(*) FROM flow_logs a CROSS JOIN flow_logs b WHERE a.bytes * b.packets % 7 = 3';

describe('Ctrl-C', () => {
  it('cancels the run: 130, no error, no partial file, and the history knows', async () => {
    const { home, run, runUntil } = terminal();
    const { code, out, err } = await runUntil(
      (said) => said.includes('running'),
      'query',
      '--source',
      'sample',
      '--sql',
      endless,
      '--json',
    );
    expect(code).toBe(130);
    expect(JSON.parse(out)).toMatchObject({ state: 'cancelled', rowCount: null, resultPath: null, error: null });
    expect(err).not.toContain('error');
    expect(readdirSync(join(home, 'results'))).toEqual([]);
    expect(JSON.parse((await run('history', '--json')).out)).toEqual([JSON.parse(out)]);
    expect((await run('resume', '--json')).out).toBe('[]\n');
  });

  it('cancels while rows come', async () => {
    const { home, runUntil } = terminal();
    const many = 'SELECT a.*, b.start AS other FROM flow_logs a CROSS JOIN flow_logs b';
    const { code } = await runUntil((said) => said.includes('fetching'), 'query', '--source', 'sample', '--sql', many);
    expect(code).toBe(130);
    expect(readdirSync(join(home, 'results'))).toEqual([]);
  });

  it('cancels an export, and leaves the run with its rows but no file', async () => {
    const { home, cwd, run, runUntil } = terminal();
    const words = ['query', '--source', 'sample', '--sql', 'SELECT * FROM flow_logs', '--json', '--xlsx', 'out.xlsx'];
    const { code, out } = await runUntil((said) => said.includes('xlsx'), ...words);
    expect(code).toBe(130);
    expect(JSON.parse(out)).toMatchObject({ state: 'saved' });
    expect(readdirSync(cwd)).toEqual([]);
    const [kept] = JSON.parse((await run('history', '--json')).out);
    expect(kept).toMatchObject({ state: 'saved', rowCount: 211_926 });
    expect(existsSync(join(home, 'results', `${kept.id}.sqlite`))).toBe(true);
  });
});
