/** The package and its sheets, held against the rules of ECMA-376 (Part 1: 12, 18.2, 18.3; Part 2: 10). */
import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import type { WriterValue } from '../../../main/results/result-writer.ts';
import { columnsOf, exporting } from '../../support/exporting.ts';
import { type XmlElement, xmlRoot } from '../../support/xml-elements.ts';
import { zipEntries } from '../../support/zip-entry.ts';

const columns = columnsOf(
  'a:varchar account_id:varchar bytes:bigint ratio:double cost:decimal(38,18) start:bigint srcaddr:varchar dstaddr:varchar',
);
/** Whatever a value can be, in every column. */
const values: readonly WriterValue[] = [
  null,
  '',
  'word',
  ' space ',
  'a & <b> "c" \'d\' ]]>',
  '\u0000\u0001\u001F\uFFFE\uFFFF',
  'cr\r\nlf\ttab',
  '\uD800 half \uDC00',
  '😀 流れ',
  '_x000D_',
  '=1+1',
  'x'.repeat(40_000),
  0,
  -1,
  0.1,
  1e300,
  1e-300,
  1669605302,
  253402300800,
  999999999999999,
  '9007199254740993',
  '-',
];
const rows = values.map((_, row) => columns.map((_, column) => values[(row + column * 5) % values.length] ?? null));

async function workbook(): Promise<{ readonly path: string; readonly entries: ReadonlyMap<string, Buffer> }> {
  const all = exporting(columns, rows, { rowsPerSheet: 9, summary: true });
  expect(await all.run()).toMatchObject({ state: 'done' });
  return { path: all.target, entries: zipEntries(all.target) };
}
const rootOf = (entries: ReadonlyMap<string, Buffer>, name: string) => xmlRoot(entries.get(name)?.toString('utf8') ?? '');
const child = (element: XmlElement | undefined, name: string) => element?.children.find((each) => each.name === name);
const named = (element: XmlElement | undefined, name: string) => element?.children.filter((each) => each.name === name) ?? [];

/** CT_Worksheet, 18.3.1.99: a sequence. */
const WORKSHEET =
  'sheetPr dimension sheetViews sheetFormatPr cols sheetData sheetCalcPr sheetProtection protectedRanges scenarios autoFilter sortState dataConsolidate customSheetViews mergeCells phoneticPr conditionalFormatting dataValidations hyperlinks printOptions pageMargins pageSetup headerFooter'.split(
    ' ',
  );
const ROW = new Set([
  'r',
  'spans',
  's',
  'customFormat',
  'ht',
  'hidden',
  'customHeight',
  'outlineLevel',
  'collapsed',
  'thickTop',
  'thickBot',
  'ph',
]);
const CELL = new Set(['r', 's', 't', 'cm', 'vm', 'ph']);
const DOUBLE = /^-?\d+(\.\d+)?([eE][-+]?\d+)?$/;

describe('a workbook', () => {
  it('is a package: its parts have a type, what is related is there, names are as they may be', async () => {
    const { path, entries } = await workbook();
    const names = [...entries.keys()];
    expect(names.filter((name) => /^\/|\\|\/\/|\/$|^\.\.?\//.test(name))).toEqual([]);
    expect(new Set(names.map((name) => name.toLowerCase())).size).toBe(names.length);
    const types = rootOf(entries, '[Content_Types].xml');
    const overrides = named(types, 'Override').map(({ attributes }) => String(attributes.PartName));
    expect(new Set(overrides).size).toBe(overrides.length);
    expect(overrides.filter((name) => !names.includes(name.slice(1)))).toEqual([]);
    const defaults = named(types, 'Default').map(({ attributes }) => attributes.Extension);
    expect(new Set(defaults).size).toBe(defaults.length);
    const untyped = names.filter((name) => name !== '[Content_Types].xml' && !overrides.includes(`/${name}`));
    expect(untyped.filter((name) => !name.endsWith('.rels'))).toEqual([]);
    const sheets = named(child(rootOf(entries, 'xl/workbook.xml'), 'sheets'), 'sheet').map(({ attributes }) => attributes);
    expect(sheets.map(({ name }) => name)).toEqual(['Flows 1', 'Flows 2', 'Flows 3', 'Summary', 'Query']);
    expect(new Set(sheets.map(({ sheetId }) => sheetId)).size).toBe(sheets.length);
    const relations = new Map(
      named(rootOf(entries, 'xl/_rels/workbook.xml.rels'), 'Relationship').map(({ attributes }) => [attributes.Id, attributes.Target]),
    );
    expect([...relations.values()].filter((target) => !names.includes(`xl/${target}`))).toEqual([]);
    expect(sheets.map((sheet) => relations.get(sheet['r:id']))).toEqual([1, 2, 3, 4, 5].map((n) => `worksheets/sheet${n}.xml`));
    if (spawnSync('unzip', ['-v']).status === 0)
      expect(spawnSync('unzip', ['-tq', path], { encoding: 'utf8' }).stdout).toContain('No errors');
  });

  it('has well-formed parts only', async () => {
    const { entries } = await workbook();
    for (const name of entries.keys()) expect(() => rootOf(entries, name), name).not.toThrow();
  });

  it('has sheets whose elements stand in the standard’s order, with attributes that they may have', async () => {
    const { entries } = await workbook();
    const styles = named(child(rootOf(entries, 'xl/styles.xml'), 'cellXfs'), 'xf').length;
    const shared = named(rootOf(entries, 'xl/sharedStrings.xml'), 'si').length;
    for (const sheet of [1, 2, 3, 4, 5]) {
      const root = rootOf(entries, `xl/worksheets/sheet${sheet}.xml`);
      const order = root.children.map(({ name }) => WORKSHEET.indexOf(name));
      expect(order).not.toContain(-1);
      expect(order).toEqual([...new Set(order)].sort((a, b) => a - b));
      let column = 0;
      for (const { attributes } of named(child(root, 'cols'), 'col')) {
        expect(Number(attributes.min)).toBeGreaterThan(column);
        column = Number(attributes.max);
        expect(column).toBeGreaterThanOrEqual(Number(attributes.min));
        expect(Number(attributes.width)).toBeLessThanOrEqual(255);
      }
      let last = 0;
      for (const row of child(root, 'sheetData')?.children ?? []) {
        expect(row.name).toBe('row');
        expect(Object.keys(row.attributes).filter((name) => !ROW.has(name))).toEqual([]);
        expect(Number(row.attributes.r)).toBeGreaterThan(last);
        last = Number(row.attributes.r);
        expect(row.children[0]?.attributes.r).toMatch(new RegExp(`^[A-Z]+${last}$`));
        for (const cell of row.children) expectCell(cell, styles, shared);
      }
      const filter = child(root, 'autoFilter')?.attributes.ref;
      expect(filter).toBe(sheet < 4 ? `A1:H${last}` : undefined);
    }
  });
});

/** CT_Cell, 18.3.1.4, as far as it is written here. */
function expectCell(cell: XmlElement, styles: number, shared: number): void {
  const { attributes, children } = cell;
  expect(cell.name).toBe('c');
  expect(cell.text).toBe('');
  expect(Object.keys(attributes).filter((name) => !CELL.has(name))).toEqual([]);
  if (attributes.s !== undefined) expect(Number(attributes.s)).toBeLessThan(styles);
  const [only, ...others] = children;
  expect(others).toEqual([]);
  if (attributes.t === 'inlineStr') {
    expect(only?.name).toBe('is');
    expect(only?.children.map(({ name }) => name)).toEqual(['t']);
    const text = only?.children[0];
    expect(text?.text.length).toBeLessThanOrEqual(32_767 * 7);
    // Without it a reader may cut what is at the ends.
    if (text && /^\s|\s$/.test(text.text)) expect(text.attributes).toEqual({ 'xml:space': 'preserve' });
  } else if (attributes.t === 's') {
    expect(only?.name).toBe('v');
    expect(only?.text).toMatch(/^\d+$/);
    expect(Number(only?.text)).toBeLessThan(shared);
  } else {
    expect(attributes.t).toBeUndefined();
    if (only) expect([only.name, DOUBLE.test(only.text)]).toEqual(['v', true]);
  }
}
