/** What a table over a flow log's files is, in lines: whether it fits, whose logs it reads, leaves out or counts twice. */
import type { Integration } from '../../../preload/contract/integration.ts';
import { assertNever } from '../../../preload/contract/values.ts';
import { oneLine } from '../../flowlogs/one-line.ts';
import { type Cure, uncoveredParts } from '../../flowlogs/uncovered-parts.ts';

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

const dayOf = (epoch: number): string => new Date(epoch * 1000).toISOString().slice(0, 10);

function uncoveredLines(flowLogId: string, integration: Integration): readonly string[] {
  return uncoveredParts(integration, flowLogId).flatMap(({ accounts, regions, since, until, cure }) => {
    const what = [
      ...(accounts.length === 0 ? [] : [`accounts ${accounts.join(', ')}`]),
      ...(regions.length === 0 ? [] : [`regions ${regions.join(', ')}`]),
      ...(since === null ? [] : [`days from ${dayOf(since)} up to its first partition`]),
      ...(until === null ? [] : [`days after its last partition (${dayOf(until)})`]),
    ].join('; ');
    return [`in its folder, but not read: ${what}`, ...cureLines(flowLogId, integration, cure)];
  });
}

function cureLines(flowLogId: string, { database, table, workgroup }: Integration, cure: Cure): readonly string[] {
  switch (cure.kind) {
    case 'extend':
      return [
        `to read them: nagare setup integrate --flow-log ${flowLogId} --database ${database} --table ${table}${workgroup === null ? '' : ` --workgroup ${workgroup}`}`,
      ];
    case 'statement':
      return ['to read them:', ...cure.ddl.split('\n').map((line) => `  ${line}`)];
    case 'unnameable':
      return ['Athena does not take its name in a statement: set them in Glue, or make a table with another name'];
    case 'another_table':
      return ['its location template names the account or region: they need a table of their own'];
    default:
      return assertNever(cure);
  }
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
