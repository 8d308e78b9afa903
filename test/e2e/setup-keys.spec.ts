/** The way from no flow log to its clean-up by keys alone: what had the focus goes, and the keyboard goes on from what came. */
import { texts as cleanupTexts } from '../../renderer/cleanup/texts.ts';
import { expect, type Page, test } from './nagare.ts';
import { button, flowLogTexts, makeFlowLog, openSetup, setupTexts } from './setup-steps.ts';

test.use({ account: { isEmpty: true } });

const press = async (page: Page, name: string) => {
  await button(page, name).focus();
  await page.keyboard.press('Enter');
};

test('pages and the stages of a dialog keep the focus', async ({ open, awsEnv }) => {
  const t = flowLogTexts.en;
  const { page } = await open({ env: awsEnv });
  await openSetup(page);
  await press(page, setupTexts.en.setUpFor('production'));
  await expect(page.getByRole('heading', { name: 'production' })).toBeFocused();
  await press(page, setupTexts.en.make);
  await press(page, t.showPlan);
  await expect(page.getByText(t.willDo)).toBeVisible();
  await expect(page.getByRole('dialog')).toBeFocused();
  await press(page, t.create);
  await expect(button(page, t.goOn)).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: /^fl-/ })).toBeFocused();
  await press(page, setupTexts.en.back);
  await expect(page.getByRole('searchbox', { name: setupTexts.en.search })).toBeFocused();
});

test('a clean-up keeps the focus until its report, where what went is still ticked', async ({ open, aws, awsEnv }) => {
  const t = cleanupTexts.en;
  const { page } = await open({ env: awsEnv });
  await openSetup(page);
  const id = await makeFlowLog(page, aws);
  await press(page, setupTexts.en.cleanUp);
  await expect(page.getByRole('heading', { name: t.title })).toBeFocused();
  await press(page, t.makePlan);
  const title = page.getByRole('heading', { name: t.planOf(id) });
  await expect(title).toBeFocused();
  await page.getByRole('button', { name: /^Delete \d/ }).focus();
  await page.keyboard.press('Enter');
  await press(page, t.confirm);
  await expect(page.getByText(/ 0 failed · /)).toBeVisible({ timeout: 20_000 });
  await expect(title).toBeFocused();
  await expect(page.getByRole('checkbox', { name: `Delete ${t.steps.flow_log} ${id}` })).toBeChecked();
});
