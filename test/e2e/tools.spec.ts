/** Tools: times in either form, single or by the column; what the fields mean. In both languages. */
import { texts } from '../../renderer/tools/texts.ts';
import { expect, test } from './nagare.ts';
import { goTo, type Language } from './steps.ts';

for (const language of ['en', 'ja'] as const satisfies readonly Language[]) {
  const t = texts[language];

  test(`Unix times and dates stand side by side, and go out as a column (${language})`, async ({ open }) => {
    const { page } = await open({ language });
    await goTo(page, 'tools', language);
    const input = page.getByRole('textbox', { name: t.input });
    await input.fill('start\n1669605302\n1669605302123\n\n2022-11-28 12:15:02\n2022-11-28T03:15:02Z');
    const lines = page.getByRole('table', { name: t.result });
    const line = (number: number) => lines.locator(`[aria-rowindex="${number + 1}"]`);
    await expect(line(1)).toContainText(t.junk);
    await expect(line(2)).toContainText('2022-11-28 12:15:02 UTC+9');
    await expect(line(2)).toContainText('2022-11-28 03:15:02');
    await expect(line(2)).toContainText(t.kinds.s);
    await expect(line(3)).toContainText('2022-11-28 12:15:02.123');
    await expect(line(3)).toContainText(t.kinds.ms);
    await expect(line(5)).toContainText('1669605302');
    await expect(line(6)).toContainText('1669605302');
    await expect(page.getByText(t.summary('4', 1))).toBeVisible();

    await page.getByRole('button', { name: t.copyDates }).click();
    await expect(page.getByText(t.copied('6'))).toBeVisible();
    const clipboard = () => page.evaluate(() => navigator.clipboard.readText());
    expect(await clipboard()).toBe('\n2022-11-28 12:15:02\n2022-11-28 12:15:02.123\n\n2022-11-28 12:15:02\n2022-11-28 12:15:02');
    await page.getByRole('radio', { name: t.units.ms, exact: true }).click();
    await page.getByRole('button', { name: t.copyUnix }).click();
    await expect.poll(clipboard).toBe('\n1669605302000\n1669605302123\n\n1669605302000\n1669605302000');
  });

  test(`fields are found by name, meaning and value (${language})`, async ({ open }) => {
    const { page } = await open({ language });
    await page.keyboard.press('Control+4');
    await page.getByRole('radio', { name: t.fields, exact: true }).click();
    const table = page.getByRole('table', { name: t.fieldList });
    await expect(table).toContainText('next-hop-interface-type');
    await page.keyboard.press('Control+f');
    await page.keyboard.type('udp');
    await expect(page.getByRole('status').filter({ hasText: t.count(1) })).toBeVisible();
    await expect(table).toContainText('protocol');
    await expect(table).toContainText('17');
    await page.keyboard.type(' nothing');
    await expect(page.getByText(t.noField)).toBeVisible();
    await page.getByRole('button', { name: t.clearSearch }).click();
    await expect(table).toContainText('next-hop-interface-type');
  });
}

test('a column of thousands, another zone, and nothing lost while another view is on', async ({ open }) => {
  const t = texts.en;
  const { page } = await open();
  await goTo(page, 'tools');
  const starts = Array.from({ length: 5000 }, (_, index) => 1667709000 + index);
  // Pasted, as a person does: typing so many lines takes a browser minutes.
  await page.evaluate((column) => navigator.clipboard.writeText(column), starts.join('\n'));
  await page.getByRole('textbox', { name: t.input }).focus();
  await page.keyboard.press('ControlOrMeta+v');
  await expect(page.getByText(t.summary('5,000', 0))).toBeVisible();
  await page.locator('.tools-input').getByRole('button').first().click();
  await page.keyboard.type('new york');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  const lines = page.getByRole('table', { name: t.result });
  await expect(lines.locator('[aria-rowindex="2"]')).toContainText('2022-11-06 00:30:00 UTC-4');
  await lines.evaluate((element) => element.scrollTo(0, element.scrollHeight));
  await expect(lines.locator('[aria-rowindex="5001"]')).toContainText('2022-11-06 01:53:19 UTC-4');
  // Only what is in sight is drawn.
  expect(await lines.getByRole('row').count()).toBeLessThan(80);

  await goTo(page, 'history');
  await goTo(page, 'tools');
  await expect(page.getByText(t.summary('5,000', 0))).toBeVisible();
  await expect(page.locator('.tools-input').getByRole('button').first()).toContainText('America/New_York');
  await page.getByRole('button', { name: t.copyUnix }).click();
  await expect(page.getByText(t.copied('5,000'))).toBeVisible();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(starts.join('\n'));
});
