/** No row is lost by the partition predicate, and none comes that an unpartitioned scan would not give. */
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, it, onTestFinished } from 'vitest';
import { partitionPredicate } from '../../../main/flowlogs/partitions.ts';
import type { Engine } from '../../../main/sources/local/engine.ts';
import { findFiles } from '../../../main/sources/local/find-files.ts';
import type { PartitionKey } from '../../../preload/contract/query.ts';
import { SAMPLE_FOLDER } from '../../aws/catalog.ts';
import { answerOf, engineOver, writeParquet } from '../../support/flow-log-files.ts';
import { schemes } from '../../support/tables.ts';
import { tempFolder } from '../../support/temp-folder.ts';

const at = (text: string) => Date.parse(text) / 1000;
const [first, last] = [at('2023-12-20T00:00:00Z'), at('2024-03-10T00:00:00Z')];

async function opened(engine: Promise<Engine>): Promise<Engine> {
  const open = await engine;
  onTestFinished(() => open.close());
  return open;
}

const formats: Readonly<Record<PartitionKey['pattern'], string>> = {
  yyyy: '%Y',
  MM: '%m',
  dd: '%d',
  HH: '%H',
  'yyyy-MM-dd': '%Y-%m-%d',
  'yyyy/MM/dd': '%Y/%m/%d',
  yyyyMMdd: '%Y%m%d',
  'yyyy-MM-dd-HH': '%Y-%m-%d-%H',
  'yyyy/MM/dd/HH': '%Y/%m/%d/%H',
  yyyyMMddHH: '%Y%m%d%H',
};

/** The partition column, made from the moment by which the record's file is named. */
function columnOf({ column, type, pattern, prefix }: PartitionKey): string {
  const text = `'${prefix}' || date_format(from_unixtime(placed), '${formats[pattern]}')`;
  return `${type === 'string' ? text : `CAST(${text} AS ${type})`} AS "${column}"`;
}

it.each(Object.entries(schemes).filter(([, keys]) => keys.length > 0))('by %s', async (_name, keys) => {
  const folder = tempFolder();
  const file = join(folder, 'flows.parquet');
  // Over a year's end and a leap day; a file is named up to 15 minutes after the start of what it holds.
  await writeParquet({
    [file]: `SELECT range AS id, CAST(${first} + hash(range) % ${last - first} AS BIGINT) AS start,
      CAST(start + hash(range + 7) % 901 AS BIGINT) AS placed, '10.0.0.1' AS srcaddr, '10.0.0.2' AS dstaddr FROM range(30000)`,
  });
  const engine = await opened(engineOver(folder, [file]));
  const windows = fc.sample(
    fc
      .tuple(
        fc.oneof(
          fc.integer({ min: first, max: last }),
          fc.constantFrom(at('2023-12-31T23:45:00Z'), at('2024-02-29T23:50:00Z'), at('2024-01-31T23:59:59Z')),
        ),
        fc.oneof(fc.integer({ min: 0, max: 7200 }), fc.integer({ min: 0, max: 40 * 86_400 })),
      )
      .map(([from, length]) => [from, from + length] as const),
    { numRuns: 12, seed: 3 },
  );
  for (const [from, to] of windows) {
    const asked = (where: string) =>
      answerOf(
        engine,
        `SELECT count(*), sum(id), min(id), max(id) FROM (SELECT *, ${keys.map(columnOf).join(', ')} FROM flow_logs) AS t WHERE ${where} start BETWEEN ${from} AND ${to}`,
      );
    const predicate = partitionPredicate({ partitionKeys: keys }, from, to);
    expect((await asked(`${predicate} AND`)).lines, String(predicate)).toEqual((await asked('')).lines);
  }
});

it("keeps the flows of the sample that the walk-through's own condition loses at the end of an hour", async () => {
  const engine = await opened(engineOver(SAMPLE_FOLDER, await findFiles(SAMPLE_FOLDER)));
  const [from, to] = [at('2022-11-28T03:50:00Z'), at('2022-11-28T03:59:59Z')];
  const count = async (partitions: string) => {
    const { lines } = await answerOf(engine, `SELECT count(*) FROM flow_logs WHERE ${partitions} AND start BETWEEN ${from} AND ${to}`);
    return Number(lines[0]?.replaceAll('"', ''));
  };
  const all = await count('true');
  const byHand = await count(`month = '11' AND day = '28' AND hour = '03'`);
  const ours = await count(partitionPredicate({ partitionKeys: schemes['year, month, day, hour'] ?? [] }, from, to) ?? '');
  expect(ours).toBe(all);
  expect(byHand).toBeLessThan(all);
  // And in the middle of the hour both are right.
  const middle = `start BETWEEN ${at('2022-11-28T03:15:00Z')} AND ${at('2022-11-28T03:30:00Z')}`;
  const { lines } = await answerOf(
    engine,
    `SELECT count(*) FROM flow_logs WHERE ${middle} AND NOT (month = '11' AND day = '28' AND hour = '03')`,
  );
  expect(lines).toEqual(['"0"']);
});
