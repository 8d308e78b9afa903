/** Back to nothing: a plan first, nothing beyond it, and found again after a crash. */
import { texts as cleanupTexts } from '../../renderer/cleanup/texts.ts';
import { expect, test } from './nagare.ts';
import { button, integrationTexts, makeAwsIntegration, makeFlowLog, makeTable, openSetup, setupTexts } from './setup-steps.ts';
import { goTo } from './steps.ts';

test.use({ account: { isEmpty: true } });

for (const language of ['en', 'ja'] as const) {
  test(`everything that was made goes again, and the account is what it was (${language})`, async ({ open, aws, awsEnv }) => {
    const t = cleanupTexts[language];
    const { page } = await open({ env: awsEnv, language });
    const before = aws.account.snapshot();
    await openSetup(page, language);
    await makeFlowLog(page, aws, language);
    await makeAwsIntegration(page, language);
    await page.getByText(integrationTexts[language].another).click();
    await makeTable(page, language);
    await button(page, setupTexts[language].cleanUp).click();
    await button(page, t.makePlan).click();
    const plan = page.getByRole('table', { name: t.plan });
    for (const step of ['stack', 'template', 'table', 'policy', 'bucket'] as const) {
      await expect(plan.getByText(t.steps[step], { exact: true }).first()).toBeVisible();
    }
    // Nothing was deleted yet.
    expect(aws.account.flowLogs).toHaveLength(1);
    expect(aws.account.snapshot().stacks).toHaveLength(1);

    for (const step of [t.steps.log_files, t.steps.bucket]) await plan.getByText(step, { exact: true }).click();
    await expect(page.getByText(t.typeFirst)).toBeVisible();
    const [begin = '', end = ''] = t.typeIt('\n').split('\n');
    for (const line of await page.locator('.cleanup-typed').all()) {
      const asked = await line.locator('.selectable').innerText();
      await line.getByRole('textbox', { name: t.typeLabel }).fill(asked.slice(begin.length, asked.length - end.length));
    }
    await page.getByRole('button', { name: language === 'en' ? /^Delete \d/ : /件を削除/ }).click();
    // What cannot be got back is named.
    await expect(page.getByRole('alertdialog')).toContainText(t.confirmLogs('\n').split('\n').at(-1) ?? '');
    await page.getByRole('alertdialog').getByRole('button', { name: t.confirm }).click();
    const [, ended = ''] = t.summary('\n', '0', '0').split('\n');
    await expect(page.getByText(ended)).toBeVisible({ timeout: 30_000 });
    expect(aws.account.snapshot()).toEqual(before);
  });
}

test('killed half way it is found again, goes on, and its report is in the history', async ({ open, aws, awsEnv }) => {
  const t = cleanupTexts.ja;
  const first = await open({ env: awsEnv, language: 'ja' });
  await openSetup(first.page, 'ja');
  const id = await makeFlowLog(first.page, aws, 'ja');
  await makeTable(first.page, 'ja');
  await button(first.page, setupTexts.ja.cleanUp).click();
  await button(first.page, t.makePlan).click();
  const release = aws.faults.hold('DeleteWorkGroup', 'before');
  await first.page.getByRole('button', { name: /件を削除/ }).click();
  await first.page.getByRole('alertdialog').getByRole('button', { name: t.confirm }).click();
  await expect(first.page.getByText(t.itemStates.done).first()).toBeVisible();
  await first.kill();
  release();

  const { page } = await open({ env: awsEnv, language: 'ja' });
  await openSetup(page, 'ja');
  await button(page, setupTexts.ja.cleanUp).click();
  await expect(page.getByText(t.states.stopped)).toBeVisible();
  await button(page, t.openOf(id)).click();
  await button(page, t.goOn).click();
  await expect(page.getByText(/失敗 0 · 残り 2/)).toBeVisible({ timeout: 20_000 });
  await goTo(page, 'history', 'ja');
  await button(page, t.openOf(id)).click();
  await expect(page.getByText(/失敗 0 · 残り 2/)).toBeVisible();
});
