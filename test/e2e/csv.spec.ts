/** A CSV that somebody downloaded from Athena opens as a run. */
import { expect, test } from './nagare.ts';
import { cell, footer, goTo, rows, runLines } from './steps.ts';

const CSV = `"srcaddr","dstaddr","start","end","bytes","action"
"10.0.0.1","10.0.0.2","1669605302","1669605361","5796","ACCEPT"
"10.0.0.3",,"1669605305","1669605364","","REJECT"
"a ""quoted"" value, with a comma","line
feed","1669605306","1669605366","7","ACCEPT"
`;

async function drop(page: import('playwright/test').Page, name: string, text: string): Promise<void> {
  const transfer = await page.evaluateHandle(
    ({ fileName, content }) => {
      const data = new DataTransfer();
      data.items.add(new File([content], fileName, { type: 'text/csv' }));
      return data;
    },
    { fileName: name, content: text },
  );
  await page.dispatchEvent('body', 'dragenter', { dataTransfer: transfer });
  await page.dispatchEvent('body', 'drop', { dataTransfer: transfer });
}

test('dropped on the window: rows, dates, a place in the history', async ({ open }) => {
  const { page } = await open();
  await page.getByText('03:15–03:30 UTC').waitFor();
  await drop(page, 'result.csv', CSV);
  await expect(footer(page)).toContainText(/^3 rows/);
  await rows(page).first().waitFor();
  expect(await cell(page, 0, 'start')).toBe('2022-11-28 12:15:02');
  expect(await cell(page, 1, 'dstaddr')).toBe('–');
  expect(await cell(page, 2, 'srcaddr')).toBe('a "quoted" value, with a comma');
  await goTo(page, 'history');
  await expect(runLines(page)).toContainText('result.csv');
});

test('what is no CSV is said to be none', async ({ open }) => {
  const { page } = await open();
  await page.getByText('03:15–03:30 UTC').waitFor();
  await drop(page, 'broken.csv', '"a","b"\n"1","never closed\n');
  await expect(page.getByRole('alert')).toContainText('This is not a CSV');
  await drop(page, 'empty.csv', '');
  await expect(page.getByRole('alert')).toContainText('This is not a CSV');
});
