/** The form: every filter and kind makes the SQL that is shown, and only what the table has is offered. */
import { kinds } from '../../main/flowlogs/kinds.ts';
import { expect, type Page, test } from './nagare.ts';
import { addToken, cell, footer, queryTexts, rows, runToEnd } from './steps.ts';

const sql = (page: Page) => page.locator('.sql-panel');

for (const language of ['en', 'ja'] as const) {
  const t = queryTexts[language];

  test(`a kind from the menu, ranked by flows (${language})`, async ({ open }) => {
    const { page } = await open({ language });
    const kind = kinds.find((each) => each.name === 'top-ports');
    await page.getByRole('button', { name: t.otherKinds }).click();
    await page.getByRole('menuitem', { name: kind?.label[language] ?? '' }).click();
    await page.getByRole('button', { name: t.rankedBy }).click();
    await page.getByRole('option', { name: t.byFlows }).click();
    await expect(sql(page)).toContainText('GROUP BY "dstport", "protocol"');
    await expect(sql(page)).toContainText('ORDER BY 5 DESC');
    await runToEnd(page);
    await expect(rows(page).first()).toContainText('443');
    await expect(page.locator('.fold-line')).toContainText(kind?.label[language] ?? '');
  });

  test(`full-width addresses are read, and all of them go at one press (${language})`, async ({ open }) => {
    const { page } = await open({ language });
    await addToken(page, 'address', '１９２．１６８．０．１０', language);
    await addToken(page, 'address', '10.0.0.1', language);
    await expect(sql(page)).toContainText("'192.168.0.10', '10.0.0.1'");
    await page.locator('.ui-tokens-clear').press('Enter');
    await expect(page.locator('.ui-token')).toHaveCount(0);
    await expect(sql(page)).not.toContainText('10.0.0.1');
  });

  test(`filters behind "more" (${language})`, async ({ open }) => {
    const { page } = await open({ language });
    await page.getByRole('button', { name: t.moreFilters }).click();
    await page.getByRole('button', { name: `${t.path}: ${t.any}` }).click();
    await page.getByText(/^7 /).click();
    await page.keyboard.press('Escape');
    await expect(sql(page)).toContainText('"traffic_path" = 7');
    await page.getByRole('button', { name: `${t.tcpFlags}: ${t.any}` }).click();
    await page.getByText('syn', { exact: true }).click();
    await page.keyboard.press('Escape');
    await expect(sql(page)).toContainText('bitwise_and("tcp_flags", 18) = 2');
    await page.getByRole('button', { name: `${t.subnet}: ${t.any}` }).click();
    await page.keyboard.type('subnet-05eed110f0f103001');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Escape');
    await expect(sql(page)).toContainText(`"subnet_id" = 'subnet-05eed110f0f103001'`);
    await runToEnd(page);
    await expect(footer(page)).toBeVisible();
  });
}

test('one address but not another, and the packets’ own', async ({ open }) => {
  const { page } = await open();
  await addToken(page, 'address', '192.168.0.10');
  await addToken(page, 'address', '!192.168.16.0/24');
  await expect(sql(page)).toContainText(`NOT coalesce(contains('192.168.16.0/24', TRY_CAST("srcaddr" AS IPADDRESS)), false)`);
  await page.getByText(queryTexts.en.packetAddresses).click();
  await expect(sql(page)).toContainText(`"pkt_dstaddr" = '192.168.0.10'`);
  await runToEnd(page);
  await rows(page).first().waitFor();
  expect(await cell(page, 0, 'srcaddr')).not.toMatch(/^192\.168\.16\./);
});

test('a column pasted from a spreadsheet becomes addresses', async ({ open }) => {
  const { page } = await open();
  const field = page.getByRole('textbox', { name: queryTexts.en.address, exact: true });
  await field.focus();
  await page.evaluate(() => {
    const data = new DataTransfer();
    data.setData('text/plain', '192.168.0.10\r\n198.51.100.23\r\n\r\n2001:db8:a0::8d1\t\r\n');
    document.activeElement?.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }));
  });
  await expect(sql(page)).toContainText(`"srcaddr" IN ('192.168.0.10', '198.51.100.23')`);
  await expect(sql(page)).toContainText(`IPADDRESS '2001:db8:a0::8d1'`);
});

test('around a moment, ten minutes', async ({ open }) => {
  const { page } = await open();
  await page.getByRole('button', { name: queryTexts.en.around }).click();
  const moment = page.getByRole('dialog').getByRole('group', { name: queryTexts.en.aroundMoment });
  await moment.getByRole('spinbutton').first().click();
  await page.keyboard.type('202211281222');
  await page.getByRole('dialog').getByText('± 5 min', { exact: true }).click();
  await page.getByRole('button', { name: queryTexts.en.apply }).click();
  await expect(sql(page)).toContainText('BETWEEN 1669605420 AND 1669606020');
});
