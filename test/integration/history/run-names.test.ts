/** What the user calls a run and says of it. */
import { describe, expect, it } from 'vitest';
import { operations } from '../../../preload/contract/operations.ts';
import { MOST_NOTE, MOST_TITLE } from '../../../preload/contract/run.ts';
import { finished, type OpenedApp, openApp } from '../../support/open-app.ts';
import { tempFolder } from '../../support/temp-folder.ts';

const sql = 'SELECT srcaddr FROM flow_logs LIMIT 3';

async function saved(app: OpenedApp): Promise<string> {
  const { id } = await app.handlers['run.start']({ source: { kind: 'sample' }, query: { type: 'sql', sql, zone: 'UTC' }, confirmed: true });
  await finished(app, id);
  return id;
}

const found = async (app: OpenedApp, search: string) =>
  (await app.handlers['history.list']({ search, filter: 'all', offset: 0, limit: 10 })).runs.map((run) => run.id);

describe('a run', () => {
  it('has no words of the user at first, then those that were given, told and found', async () => {
    const app = await openApp();
    const [named, other] = [await saved(app), await saved(app)];
    expect(await app.handlers['run.read']({ runId: named })).not.toHaveProperty('title');
    const note = '協力会社からの\nスキャン? Ticket OPS-17';
    const run = await app.handlers['run.name']({ runId: named, title: ' Partner\nscan ', note });
    expect(run).toMatchObject({ title: 'Partner scan', note, sql });
    expect(app.events.at(-1)).toEqual({ name: 'run.changed', payload: run });
    for (const text of ['partner SCAN', 'スキャン', 'ops-17', '協']) expect([text, await found(app, text)]).toEqual([text, [named]]);
    // What is made of the query is still found.
    expect(await found(app, 'limit 3')).toEqual([other, named]);
  });

  it('is called as before once its title is taken back, and no longer found by it', async () => {
    const app = await openApp();
    const runId = await saved(app);
    await app.handlers['run.name']({ runId, title: 'Partner scan', note: 'OPS-17' });
    expect(await app.handlers['run.name']({ runId, title: ' ', note: 'OPS-18' })).not.toHaveProperty('title');
    expect([await found(app, 'partner'), await found(app, 'ops-17'), await found(app, 'ops-18')]).toEqual([[], [], [runId]]);
    expect(await app.handlers['run.name']({ runId, title: '', note: '' })).not.toHaveProperty('note');
  });

  it('keeps its words over a restart, and loses none to the process that drives it', async () => {
    const home = tempFolder();
    const first = await openApp(home);
    const { id } = await first.handlers['run.start']({
      source: { kind: 'sample' },
      query: { type: 'sql', sql, zone: 'UTC' },
      confirmed: true,
    });
    await first.handlers['run.name']({ runId: id, title: 'While it runs', note: '' });
    expect(await finished(first, id)).toMatchObject({ state: 'saved', title: 'While it runs', rowCount: 3 });
    await first.close();
    const second = await openApp(home);
    expect(await second.handlers['run.read']({ runId: id })).toMatchObject({ title: 'While it runs' });
    await expect(async () => second.handlers['run.name']({ runId: 'no such', title: '', note: '' })).rejects.toMatchObject({
      code: 'run_not_found',
    });
  });

  it('takes no more words than there is room for', () => {
    const { input } = operations['run.name'];
    const of = (title: number, note: number) => input.safeParse({ runId: 'a', title: 'x'.repeat(title), note: 'x'.repeat(note) }).success;
    expect([of(MOST_TITLE, MOST_NOTE), of(MOST_TITLE + 1, 0), of(0, MOST_NOTE + 1)]).toEqual([true, false, false]);
  });
});
