/** Credentials that run out in the middle of a run: the window says so, and the run goes on from where it was. */
import { openHistory } from '../../main/history/open-history.ts';
import { createSettingsStore } from '../../main/history/settings-store.ts';
import { expect, test } from './nagare.ts';
import { addToken, footer, goTo, historyTexts, queryTexts, run, runLines, setWindow } from './steps.ts';

for (const language of ['en', 'ja'] as const) {
  test(`a run pauses, and goes on when it can (${language})`, async ({ open, aws, awsEnv, home }) => {
    const t = queryTexts[language];
    const { db } = openHistory(`${home}/history.db`);
    const place = { profile: null, region: null, workgroup: null, catalog: null, database: 'vpcdb', table: 'flow_logs' };
    createSettingsStore(db).write({ source: { kind: 'athena', ...place } });
    db.close();
    const { page } = await open({ env: awsEnv, language, theme: language === 'ja' ? 'dark' : 'light' });
    await setWindow(page, language);
    await addToken(page, 'address', '192.168.0.10', language);
    const release = aws.faults.hold('GetQueryExecution', 'before');
    await run(page);
    await expect.poll(() => aws.executions.length).toBe(1);
    aws.faults.credentials = 'expired';
    release();
    await expect(page.locator('.run-bar')).toContainText(t.waitsFor.signIn);
    await expect(page.getByText(t.goesOn)).toBeVisible();
    await goTo(page, 'history', language);
    await expect(runLines(page)).toContainText(historyTexts[language].waits(true));
    await goTo(page, 'query', language);
    await page.getByRole('button', { name: t.tryNow }).click();
    aws.faults.credentials = 'good';
    await expect(footer(page)).toContainText('700');
    expect(aws.executions).toHaveLength(1);
  });
}
