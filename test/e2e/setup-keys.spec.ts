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

test.describe('a plan longer than the window', () => {
  test.use({ account: { isEmpty: true, mostFlowLogs: 40 } });

  test('its list follows the focus, and the window stays where it is', async ({ open, aws, awsEnv }) => {
    const t = cleanupTexts.en;
    const { page } = await open({ env: awsEnv });
    await openSetup(page);
    await makeFlowLog(page, aws);
    const [first] = aws.account.flowLogs;
    if (!first) throw new Error('no flow log');
    for (let at = 0; at < 16; at++) aws.account.createFlowLog({ ...first, destination: `${first.destination}/more-${at}/` });
    await button(page, setupTexts.en.back).click();
    await button(page, setupTexts.en.reload).click();
    await expect(page.getByRole('button', { name: /^Open fl-/ })).toHaveCount(17);
    await press(page, setupTexts.en.cleanUp);
    await page.getByRole('checkbox', { name: t.all, exact: true }).press('Space');
    await press(page, t.makePlan);
    const plan = page.getByRole('table', { name: t.plan });
    const boxes = plan.getByRole('checkbox');
    await boxes.first().waitFor();
    const count = await boxes.count();
    expect(count).toBeGreaterThan(20);
    // With what is asked for below the rows that hold records.
    for (const box of await boxes.all()) if (!(await box.isChecked())) await box.press('Space');
    const fields = await plan.getByRole('textbox').count();
    expect(fields).toBeGreaterThan(0);

    /** The focused row, or the field below one, lies whole between the heading and the footer. */
    const seen = () =>
      page.evaluate(() => {
        const focused = document.activeElement;
        const row = focused?.closest('tr, .ui-field')?.getBoundingClientRect();
        const list = focused?.closest('.inventory')?.getBoundingClientRect();
        const heading = focused?.closest('table')?.querySelector('thead th')?.getBoundingClientRect();
        const scrolled = [document.documentElement, ...document.querySelectorAll('.app, .app-view')].map((each) => each.scrollTop);
        const isSeen = !!row && !!list && !!heading && row.top >= heading.bottom - 1 && row.bottom <= list.bottom + 1;
        return { isSeen, scrolled: Math.max(...scrolled), over: document.documentElement.scrollHeight - innerHeight };
      });
    for (const [from, key] of [
      [boxes.first(), 'Tab'],
      [boxes.last(), 'Shift+Tab'],
    ] as const) {
      await from.focus();
      for (let step = 0; step < count; step++) {
        expect(await seen(), `${key} ${step}`).toEqual({ isSeen: true, scrolled: 0, over: 0 });
        await page.keyboard.press(key);
      }
    }
  });
});
