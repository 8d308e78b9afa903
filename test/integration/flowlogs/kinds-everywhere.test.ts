/** Every kind, on the sample by the local engine and on Athena under every table scheme: the same rows. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildSql } from '../../../main/flowlogs/build-sql.ts';
import { fieldOf } from '../../../main/flowlogs/fields.ts';
import { emptyForm, formProblems } from '../../../main/flowlogs/form.ts';
import { kinds, kindsFor } from '../../../main/flowlogs/kinds.ts';
import { describeFiles, type Inspection } from '../../../main/sources/local/describe-files.ts';
import { type Engine, openEngine } from '../../../main/sources/local/engine.ts';
import { findFiles } from '../../../main/sources/local/find-files.ts';
import type { ExecutedSource } from '../../../main/sources/source.ts';
import type { KindName, QueryForm, Table } from '../../../preload/contract/query.ts';
import { SAMPLE_FOLDER } from '../../aws/catalog.ts';
import { emulatedAws, execute, textOf } from '../../support/emulated-aws.ts';
import { answerOf } from '../../support/flow-log-files.ts';
import { asTexts, type PlainRow, plainRows } from '../../support/kind-rows.ts';

/** Over an hour's end. */
const from = Date.UTC(2022, 10, 28, 3, 55) / 1000;
const form: QueryForm = {
  ...emptyForm(from, from + 10 * 60, 'Asia/Tokyo'),
  addresses: ['192.168.0.0/24', '!8.8.8.8', '2001:db8::/32'],
  minBytes: 40,
};

let inspection: Inspection;
let engine: Engine;
beforeAll(async () => {
  inspection = await describeFiles({ folder: SAMPLE_FOLDER, files: await findFiles(SAMPLE_FOLDER) });
  engine = await openEngine({ ...inspection.query, table: { catalog: null, database: null, name: 'flow_logs' } });
});
afterAll(() => engine.close());

const wanted = new Map<KindName, readonly PlainRow[]>();
/** Of the sample, by the local engine. */
async function wantedRows(kind: KindName): Promise<readonly PlainRow[]> {
  const rows = wanted.get(kind) ?? (await locally(buildSql({ ...form, kind }, inspection.table)));
  wanted.set(kind, rows);
  return rows;
}

async function locally(sql: string): Promise<readonly PlainRow[]> {
  const { columns, lines } = await answerOf(engine, sql);
  return plainRows(columns, lines);
}

async function onAthena(source: ExecutedSource, sql: string): Promise<readonly PlainRow[]> {
  const { id, status } = await execute(source, sql);
  expect(status, sql).toMatchObject({ state: 'succeeded' });
  const [header = '', ...lines] = (await textOf(await source.open(id))).trimEnd().split('\n');
  return plainRows(
    [...header.matchAll(/"([^"]*)"/g)].map((match) => ({ name: match[1] ?? '', type: 'varchar' })),
    lines.filter((line) => line !== ''),
  );
}

/** What both tables can say: of single records their fields, of a count all columns. */
function compared(one: readonly PlainRow[], table: Table, isRecords: boolean): readonly string[] {
  const names = Object.keys(one[0] ?? {});
  const present = new Set(table.columns.map((column) => fieldOf(column.name)?.column));
  return isRecords ? names.filter((name) => present.has(name)) : names;
}

const schemes = [
  'daily',
  'hourly',
  'literal',
  'hive',
  'numbers',
  'date_type',
  'date_hyphens',
  'date_slashes',
  'projected_days',
  'projected_hours',
  'projected_moments',
  'unpartitioned',
  'unknown',
  'texts',
  'older',
  'some_reversed',
];

describe('the same rows from files and from Athena', () => {
  it.each(schemes)(
    'table %s',
    async (name) => {
      const { source } = await emulatedAws({ schemes: true });
      const athena = source({ database: 'schemes', table: name });
      const table = await athena.describe();
      const asked = kindsFor(table);
      expect(asked.length).toBeGreaterThan(name === 'older' ? 11 : 15);
      for (const kind of asked) {
        const query = { ...form, kind: kind.name };
        expect(formProblems(query, table)).toEqual([]);
        const rows = await wantedRows(kind.name);
        const found = await onAthena(athena, buildSql(query, table));
        const isRecords = ['records', 'ssh-rdp', 'ipv4', 'ipv6'].includes(kind.name);
        const columns = compared(rows, table, isRecords);
        expect(asTexts(found, columns, isRecords), `${kind.name} of ${name}`).toEqual(asTexts(rows, columns, isRecords));
      }
    },
    120_000,
  );

  it('and there are rows of every kind', async () => {
    const table = inspection.table;
    expect(kindsFor(table)).toHaveLength(kinds.length);
    for (const kind of kinds) {
      const day = { ...emptyForm(Date.UTC(2022, 10, 28) / 1000, Date.UTC(2022, 10, 29) / 1000, 'UTC'), kind: kind.name };
      // Nothing is new compared with the empty day before, or everything is: half a day is asked about.
      const query = kind.name === 'new-talkers' ? { ...day, from: day.from + 43_200 } : day;
      expect((await locally(buildSql({ ...query, limit: 5 }, table))).length, kind.name).toBeGreaterThan(0);
    }
  });
});
