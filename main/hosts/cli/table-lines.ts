/** What a table over a flow log's files is, in lines: whether it fits, whose logs it reads, leaves out or counts twice. */
import type { Integration } from '../../../preload/contract/integration.ts';
import { oneLine } from '../../flowlogs/one-line.ts';

export const counted = (count: number, what: string): string => `${count} ${what}${count === 1 ? '' : 's'}`;

/** @param flowLogId of the flow log that is asked about  @param missing partitions that it lacks */
export function tableText(flowLogId: string, integration: Integration, missing: number): string {
  const { kind, database, table, workgroup, isProjected, partitionCount, misfits } = integration;
  const partitions = isProjected
    ? 'projected'
    : `${partitionCount === null ? '? partitions' : counted(partitionCount, 'partition')}, ${missing} missing`;
  const fit = misfits.length === 0 ? 'fits' : `does not fit: ${counted(misfits.length, 'difference')}`;
  const lines = [
    ...misfits.map(
      ({ field, column, problem, expected, found }) =>
        `${field ?? 'table'}: ${problem}${column === null ? '' : ` (${column})`} expected ${expected ?? '-'}, found ${found ?? '-'}`,
    ),
    ...uncoveredLines(flowLogId, integration),
    ...neighbourLines(integration),
  ];
  return `${database}.${table}\t${kind}\t${workgroup ?? ''}\t${partitions}\t${fit}\n${lines.map((line) => `  ${line}\n`).join('')}`;
}

function uncoveredLines(flowLogId: string, { database, table, workgroup, madeFor, uncovered }: Integration): readonly string[] {
  if (uncovered === null) return [];
  const { accounts, regions, since, until, ddl } = uncovered;
  const what = [
    ...(accounts.length === 0 ? [] : [`accounts ${accounts.join(', ')}`]),
    ...(regions.length === 0 ? [] : [`regions ${regions.join(', ')}`]),
    ...(since === null ? [] : [`days from ${new Date(since * 1000).toISOString().slice(0, 10)} up to its first partition`]),
    ...(until === null ? [] : [`days after its last partition (${new Date(until * 1000).toISOString().slice(0, 10)})`]),
  ].join('; ');
  const cure =
    madeFor === flowLogId
      ? [
          `to read them: nagare setup integrate --flow-log ${flowLogId} --database ${database} --table ${table}${workgroup === null ? '' : ` --workgroup ${workgroup}`}`,
        ]
      : ddl === null
        ? ['its location template names the account or region: they need a table of their own']
        : ['to read them:', ...ddl.split('\n').map((line) => `  ${line}`)];
  return [`in its folder, but not read: ${what}`, ...cure];
}

function neighbourLines({ alsoReads, countedTwice }: Integration): readonly string[] {
  return [
    ...alsoReads.map(
      ({ id, name, isReadable }) =>
        `also reads ${id}${name === null ? '' : ` (${oneLine(name)})`}${isReadable ? '' : ', whose files do not fit: rows are wrong, or queries fail'}`,
    ),
    ...countedTwice.map(([one, other]) => `${one} and ${other} record the same traffic: it is counted twice`),
  ];
}
