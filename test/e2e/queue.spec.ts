/** More runs than may go at once: each is seen with its place, in the history and where it was asked; one is cancelled. */
import { openHistory } from '../../main/history/open-history.ts';
import { createSettingsStore } from '../../main/history/settings-store.ts';
import { expect, test } from './nagare.ts';
import { goTo, historyTexts, queryTexts, run, runLines, setWindow } from './steps.ts';

for (const language of ['en', 'ja'] as const) {
  test(`runs wait for their turn (${language})`, async ({ open, aws, awsEnv, home }) => {
    const t = queryTexts[language];
    const h = historyTexts[language];
    const { db } = openHistory(`${home}/history.db`);
    const place = { profile: null, region: null, workgroup: null, catalog: null, database: 'vpcdb', table: 'flow_logs' };
    createSettingsStore(db).write({ source: { kind: 'athena', ...place }, runsAtOnce: { athena: 1, local: 1 } });
    db.close();
    const { page } = await open({ env: awsEnv, language, theme: language === 'ja' ? 'dark' : 'light' });
    await setWindow(page, language);
    const release = aws.faults.hold('GetQueryExecution', 'before');
    await run(page);
    await expect.poll(() => aws.executions.length).toBe(1);
    for (const text of [t.waitsTurn(1), t.waitsTurn(2)]) {
      await page.getByRole('button', { name: t.newQuery }).click();
      await run(page);
      await expect(page.locator('.run-bar')).toContainText(text);
    }
    await goTo(page, 'history', language);
    await expect(runLines(page).nth(0)).toContainText(h.place(2));
    await expect(runLines(page).nth(1)).toContainText(h.place(1));
    await runLines(page).nth(1).getByRole('button').last().click();
    await page.getByRole('menuitem', { name: h.cancel, exact: true }).click();
    await expect(runLines(page).nth(1)).toContainText(h.states.cancelled);
    await expect(runLines(page).nth(0)).toContainText(h.place(1));
    release();
    await expect(runLines(page).nth(0)).toContainText(h.states.saved);
    await expect(runLines(page).nth(2)).toContainText(h.states.saved);
    expect(aws.executions).toHaveLength(2);
  });
}
