/** The walk-through, from the question to the workbook, over two days. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import ExcelJS from 'exceljs';
import { expect, test } from './nagare.ts';
import { addToken, cell, footer, goTo, historyTexts, resultTexts, rows, runLines, runToEnd } from './steps.ts';

for (const language of ['en', 'ja'] as const) {
  test(`the traffic of one address, its rows tomorrow, its workbook (${language})`, async ({ open, home, host }) => {
    const today = await open({ language });
    const { page } = today;
    // The sample opens on the walk-through's window.
    await expect(page.getByText('03:15–03:30 UTC')).toBeVisible();
    await addToken(page, 'address', '192.168.0.10', language);
    await expect(page.locator('.sql-panel')).toContainText(`"srcaddr" = '192.168.0.10' OR "dstaddr" = '192.168.0.10'`);
    await runToEnd(page);
    await expect(footer(page)).toContainText('700');
    await expect(rows(page).first()).toContainText('2022-11-28 12:15:02');
    const start = language === 'en' ? 'start' : '開始';
    expect(await cell(page, 0, start)).toBe('2022-11-28 12:15:02');
    await today.close();

    const tomorrow = await open({ language });
    await goTo(tomorrow.page, 'history', language);
    await expect(runLines(tomorrow.page)).toHaveCount(1);
    await expect(runLines(tomorrow.page)).toContainText(historyTexts[language].states.saved);
    await runLines(tomorrow.page).getByRole('button').first().click();
    await expect(footer(tomorrow.page)).toContainText('700');
    await expect(rows(tomorrow.page).first()).toContainText('2022-11-28 12:15:02');
    expect(readdirSync(join(home, 'results'))).toHaveLength(1);

    test.skip(host === 'electron', 'the save dialog is the system’s: electron.spec.ts');
    const t = resultTexts[language];
    await tomorrow.page.getByRole('button', { name: t.export }).click();
    const download = tomorrow.page.waitForEvent('download');
    await tomorrow.page.getByRole('button', { name: t.save }).click();
    const file = await download;
    expect(file.suggestedFilename()).toBe('flows-192.168.0.10-20221128-1215-JST.xlsx');
    await expect(tomorrow.page.getByText(t.exportDone)).toBeVisible();
    const path = join(home, 'saved.xlsx');
    await file.saveAs(path);
    const workbook = new ExcelJS.Workbook();
    await workbook.xlsx.readFile(path);
    const [flows, query] = workbook.worksheets;
    expect(flows?.rowCount).toBe(701);
    expect(flows?.getCell('A1').value).toBe('start (Asia/Tokyo)');
    // exceljs reads wall time as if it were UTC.
    expect(flows?.getCell('A2').value).toEqual(new Date('2022-11-28T12:15:02Z'));
    expect(flows?.getCell('A2').numFmt).toBe('yyyy-mm-dd hh:mm:ss');
    expect(query?.name).toBe('Query');
    // Once fetched, nothing of it stays behind.
    await expect.poll(() => readdirSync(join(home, 'downloads')).length).toBe(0);
    await tomorrow.close();
  });
}
