/** Reading the rows: order, filters, columns, details, clipboard, keys. */
import { expect, type Page, test } from './nagare.ts';
import { addToken, cell, footer, gridOf, queryTexts, resultTexts, rows, runToEnd } from './steps.ts';

const t = resultTexts.en;

async function withRows(page: Page): Promise<void> {
  await addToken(page, 'address', '192.168.0.10');
  await runToEnd(page);
  await expect(footer(page)).toContainText('700');
  await rows(page).first().waitFor();
  // The row is drawn before its page is here.
  await expect(rows(page).first().getByRole('gridcell').first()).not.toBeEmpty();
}

test('a column sorts up, down, and back to the order of the result', async ({ open }) => {
  const { page } = await open();
  await withRows(page);
  const before = await cell(page, 0, 'bytes');
  const header = page.getByRole('columnheader', { name: 'bytes' });
  await header.getByRole('button').click();
  await expect(header).toHaveAttribute('aria-sort', 'ascending');
  await expect.poll(() => cell(page, 0, 'bytes')).not.toBe(before);
  const smallest = Number((await cell(page, 0, 'bytes')).replaceAll(',', ''));
  await header.getByRole('button').click();
  await expect(header).toHaveAttribute('aria-sort', 'descending');
  await expect.poll(async () => Number((await cell(page, 0, 'bytes')).replaceAll(',', ''))).toBeGreaterThan(smallest);
  await header.getByRole('button').click();
  await expect.poll(() => cell(page, 0, 'bytes')).toBe(before);
});

test('only this value, not this value, and the chips that undo them', async ({ open }) => {
  const { page } = await open();
  await withRows(page);
  await page.getByRole('gridcell', { name: 'REJECT' }).first().click({ button: 'right' });
  await page.getByRole('menuitem', { name: t.onlyThis }).click();
  await expect(footer(page)).toContainText('60 of 700');
  await expect(page.getByText('action = REJECT')).toBeVisible();
  await expect(page.getByRole('gridcell', { name: 'ACCEPT' })).toHaveCount(0);
  await page.getByRole('button', { name: t.removeFilter('action = REJECT') }).click();
  await expect(footer(page)).toContainText(/^700 rows/);
  await page.getByRole('gridcell', { name: 'REJECT' }).first().click({ button: 'right' });
  await page.getByRole('menuitem', { name: t.notThis }).click();
  await expect(footer(page)).toContainText('640 of 700');
});

test('a value goes into the form', async ({ open }) => {
  const { page } = await open();
  await withRows(page);
  await page.getByRole('gridcell', { name: '203.0.113.190' }).first().click({ button: 'right' });
  await page.getByRole('menuitem', { name: t.useInForm }).click();
  await expect(page.locator('.sql-panel')).toContainText("'203.0.113.190'");
});

test('text is found in any column, and nothing found says so', async ({ open }) => {
  const { page } = await open();
  await withRows(page);
  await page.keyboard.press('Control+f');
  await page.keyboard.type('203.0.113.190');
  await expect(footer(page)).not.toContainText(/^700 rows/);
  await expect(gridOf(page)).toHaveAttribute('aria-busy', 'false');
  // From one match to the next, and back, the field keeping the focus.
  const active = page.locator('.result-cell[data-focus="true"]');
  await page.keyboard.press('Enter');
  await expect(active).toHaveText('203.0.113.190');
  const first = (await active.getAttribute('id')) ?? '';
  await page.keyboard.press('Enter');
  await expect(active).not.toHaveAttribute('id', first);
  await page.keyboard.press('Shift+Enter');
  await expect(active).toHaveAttribute('id', first);
  await expect(active.locator('mark')).toHaveText('203.0.113.190');
  await page.keyboard.press('Control+a');
  await page.keyboard.type('nowhere to be found');
  await expect(page.getByText(t.noneLeft)).toBeVisible();
  await page.getByRole('button', { name: t.clearFilters }).click();
  await expect(footer(page)).toContainText(/^700 rows/);
});

test('a part of the time is dragged over', async ({ open }) => {
  const { page } = await open();
  await withRows(page);
  const strip = page.getByRole('group', { name: t.strip });
  const box = await strip.boundingBox();
  if (!box) throw new Error('no strip');
  await page.mouse.move(box.x + box.width * 0.25, box.y + 20);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width * 0.5, box.y + 20, { steps: 5 });
  await page.mouse.up();
  await expect(footer(page)).toContainText('of 700');
  await expect.poll(() => cell(page, 0, 'start')).toMatch(/^2022-11-28 12:(18|19)/);
});

test('keys move, extend, copy as a table, and open the details', async ({ open, host }) => {
  const { page } = await open();
  await withRows(page);
  await gridOf(page).focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Shift+ArrowDown');
  await page.keyboard.press('Shift+ArrowRight');
  if (host === 'web') {
    await page.keyboard.press('Control+c');
    await expect(page.getByText(t.copied('2'))).toBeVisible();
    const copied = await page.evaluate(() => navigator.clipboard.readText());
    expect(copied).toBe('2022-11-28 12:15:02\t2022-11-28 12:15:06\n2022-11-28 12:15:02\t2022-11-28 12:15:07');
  }
  await page.keyboard.press('Enter');
  const details = page.getByRole('complementary', { name: t.details });
  await expect(details).toContainText('1669605302');
  await expect(details).toContainText('vpc-0a11ce0f10a000001');
  await page.keyboard.press('Escape');
  await expect(details).toBeHidden();
  await page.keyboard.press('Control+End');
  await expect(page.locator('.result-row[aria-rowindex="701"]')).toBeVisible();
  await page.keyboard.press('Control+Home');
  await page.keyboard.press('Shift+F10');
  await expect(page.getByRole('menuitem', { name: t.onlyThis })).toBeFocused();
});

test('columns are hidden and shown, values as they are stored on demand', async ({ open }) => {
  const { page } = await open();
  await withRows(page);
  await page.getByRole('button', { name: '36 columns' }).click();
  await page.getByText('srcport', { exact: true }).last().click();
  await page.getByText(t.rawValues).click();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('button', { name: '35 / 36 columns' })).toBeVisible();
  await expect(page.getByRole('columnheader', { name: 'srcport' })).toHaveCount(0);
  expect(await cell(page, 0, 'start')).toBe('1669605302');
});

test('columns are moved and pinned, by mouse and by keys, and stay so for the next result of the kind', async ({ open }) => {
  const { page } = await open();
  await withRows(page);
  const names = () => page.getByRole('columnheader').allInnerTexts();
  const head = (name: string) => page.getByRole('columnheader', { name, exact: true });
  // The arrow up leads to the headers.
  await gridOf(page).focus();
  for (const key of ['ArrowDown', 'ArrowUp', 'ArrowRight', 'ArrowRight']) await page.keyboard.press(key);
  await page.keyboard.press('Shift+F10');
  await page.getByRole('menuitem', { name: t.pinColumn }).click();
  await expect.poll(async () => (await names()).slice(0, 3).map((each) => each.split('\n')[0])).toEqual(['start', 'srcaddr', 'end']);
  await expect(head('srcaddr')).toHaveAttribute('data-pinned', 'true');
  await expect(gridOf(page)).toBeFocused();
  await page.keyboard.press('Alt+ArrowLeft');
  await expect.poll(async () => (await names())[0]).toBe('srcaddr');
  const [from, to] = [await head('bytes').boundingBox(), await head('srcport').boundingBox()];
  if (!from || !to) throw new Error('no header');
  await page.mouse.move(from.x + 20, from.y + 12);
  await page.mouse.down();
  await page.mouse.move(to.x + 10, to.y + 12, { steps: 6 });
  await page.mouse.up();
  await expect.poll(async () => (await names())[3]).toBe('bytes');
  // A drag is no click: the order of the rows is the result's.
  await expect(head('bytes')).toHaveAttribute('aria-sort', 'none');
  // At once: what was chosen a moment ago holds too.
  await runToEnd(page);
  await expect
    .poll(async () => (await names()).slice(0, 4).map((each) => each.split('\n')[0]))
    .toEqual(['srcaddr', 'start', 'end', 'bytes']);
});

test('a filter is typed at a header, changed at its chip, and two hold together', async ({ open }) => {
  const { page } = await open();
  await withRows(page);
  const editor = (column: string) => page.getByRole('dialog', { name: t.filterTitle(column) });
  const filterBy = async (column: string) => {
    await page.getByRole('columnheader', { name: column }).first().click({ button: 'right' });
    await page.getByRole('menuitem', { name: t.filterColumn }).click();
  };
  await filterBy('srcaddr');
  const networks = editor('srcaddr').getByRole('textbox', { name: t.filterNetworks });
  await expect(networks).toBeFocused();
  await networks.fill('192.168.0');
  await networks.press('Enter');
  await expect(editor('srcaddr')).toContainText(t.badNetwork('192.168.0'));
  await networks.fill('192.168.0.0/24');
  await networks.press('Enter');
  await expect(editor('srcaddr')).toBeHidden();
  await expect(footer(page)).toContainText('of 700');
  expect(await cell(page, 0, 'srcaddr')).toMatch(/^192\.168\.0\./);
  await expect(gridOf(page)).toBeFocused();
  await page.getByText(t.isIn('srcaddr', '192.168.0.0/24')).click();
  await networks.fill('203.0.113.0/24, 198.51.100.0/24');
  await networks.press('Enter');
  await expect.poll(() => cell(page, 0, 'srcaddr')).toMatch(/^(203\.0\.113|198\.51\.100)\./);
  await filterBy('start');
  await page.keyboard.type('2022-11-28 12:20');
  await page.keyboard.press('Tab');
  await page.keyboard.type('2022-11-28 12:25');
  await page.keyboard.press('Enter');
  await expect(page.getByText('12:20–12:25')).toBeVisible();
  await expect.poll(() => cell(page, 0, 'start')).toMatch(/^2022-11-28 12:2[0-4]/);
  expect(await cell(page, 0, 'srcaddr')).toMatch(/^(203\.0\.113|198\.51\.100)\./);
});

test('the whole day scrolls at once, and the last row is there', async ({ open }) => {
  const { page } = await open();
  const q = queryTexts.en;
  await page.getByRole('button', { name: q.editSql }).click();
  const editor = page.getByRole('textbox', { name: q.sqlEditor });
  await editor.press('Control+a');
  await editor.pressSequentially('SELECT * FROM flow_logs ORDER BY "start"');
  await page.keyboard.press('Escape');
  await runToEnd(page);
  await expect(footer(page)).toContainText('211,926');
  await gridOf(page).focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Control+End');
  await expect(page.locator('.result-row[aria-rowindex="211927"]')).toBeVisible();
  await expect(page.locator('.result-row[aria-rowindex="211927"] [aria-colindex="1"]')).not.toBeEmpty();
});

for (const keys of [['Enter'], ['Tab', 'Control+Enter']]) {
  test(`the rows are saved by the keyboard: Control+S, ${keys.join(', ')}`, async ({ open, host }) => {
    test.skip(host !== 'web', 'Electron asks where by a dialog of the system.');
    const { page } = await open();
    await withRows(page);
    await gridOf(page).focus();
    await page.keyboard.press('Control+s');
    await expect(page.getByRole('radio', { name: t.excel }).or(page.getByRole('button', { name: t.excel }))).toBeFocused();
    const download = page.waitForEvent('download');
    for (const key of keys) await page.keyboard.press(key);
    expect((await download).suggestedFilename()).toMatch(/^flows-192\.168\.0\.10-.*\.xlsx$/);
    await expect(page.getByRole('button', { name: t.close })).toBeFocused();
    await page.keyboard.press('Enter');
    await expect(gridOf(page)).toBeFocused();
  });
}
