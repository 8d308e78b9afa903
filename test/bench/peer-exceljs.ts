/** The benchmark's peer in JavaScript: the same rows through exceljs's own row API, streaming. Arguments: CSV, XLSX. */
import { createReadStream } from 'node:fs';
import ExcelJS from 'exceljs';
import { createCsvReader } from '../../main/results/csv-reader.ts';
import { flowColumns } from './flow-csv.ts';

const [from = '', to = ''] = process.argv.slice(2);
const SHEET_ROWS = 1_048_575;
const TOKYO_SECONDS = 32_400;
const names = flowColumns.map(([name]) => name);
const isDate = names.map((name) => name === 'start' || name === 'end');
const isText = flowColumns.map(([, type]) => type === 'varchar');

const workbook = new ExcelJS.stream.xlsx.WorkbookWriter({ filename: to, useStyles: true, zip: { zlib: { level: 1 } } });
const reader = createCsvReader();
let sheet: ExcelJS.Worksheet | null = null;
let row = 0;

function write(values: readonly (string | null)[]): void {
  if (!sheet || row === SHEET_ROWS) {
    sheet?.commit();
    sheet = workbook.addWorksheet();
    sheet.columns = names.map((header, index) => ({ header, ...(isDate[index] ? { style: { numFmt: 'yyyy-mm-dd hh:mm:ss' } } : {}) }));
    row = 0;
  }
  row++;
  const cells = values.map((value, index) => {
    if (value === null || isText[index]) return value;
    return isDate[index] ? 25_569 + (Number(value) + TOKYO_SECONDS) / 86_400 : Number(value);
  });
  sheet.addRow(cells).commit();
}

let isHeader = true;
for await (const chunk of createReadStream(from)) {
  for (const values of reader.push(chunk as Uint8Array)) {
    if (!isHeader) write(values);
    isHeader = false;
  }
}
for (const values of reader.end()) write(values);
await workbook.commit();
