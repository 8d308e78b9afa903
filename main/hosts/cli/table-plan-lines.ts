/** What a plan of Nagare's table says beside its steps: of the workgroup and of the table that are there already. */
import type { TableChoice, TablePlan } from '../../../preload/contract/integration.ts';
import { oneLine } from '../../flowlogs/one-line.ts';
import { type WorkgroupDifference, workgroupDifferences } from '../../flowlogs/workgroup-differences.ts';

const limitWords = (bytes: number | null) => (bytes === null ? 'no limit' : `limit ${bytes} bytes`);

/** Lines that begin with `note: `; empty where all is made new. */
export function planNotes({ workgroup, extension, steps }: TablePlan, choice: TableChoice): string {
  const name = `${choice.database}.${choice.table}`;
  const added = extension && reachWords(extension.added);
  const kept = extension && reachWords(extension.kept);
  const notes: string[] = [];
  if (added) notes.push(`${name} is there already, and is extended by ${added}`);
  if (kept) notes.push(`${name} goes on reading what was not asked for: ${kept}`);
  if (workgroup) {
    const { bytesLimit, resultLocation, keepsResults } = workgroup;
    const results = keepsResults
      ? 'results kept by Athena'
      : resultLocation === null
        ? 'no place for results'
        : `results in ${resultLocation}`;
    notes.push(`the workgroup ${choice.workgroup} is there already and stays as it is: ${limitWords(bytesLimit)}, ${results}`);
    const words: Readonly<Record<WorkgroupDifference, string>> = {
      no_limit: 'without a limit no query is stopped, however much it scans',
      other_limit: `that limit holds, not the one asked for (${limitWords(choice.bytesLimit)})`,
      no_results: `${choice.resultLocation} is used for these statements; queries need --output`,
      other_results: `that place for results holds, not ${choice.resultLocation}`,
      keeps_results: `nothing is put in ${choice.resultLocation}`,
    };
    notes.push(...workgroupDifferences(workgroup, choice).map((code) => words[code]));
  }
  if (steps.every(({ state }) => state === 'existed')) notes.push('all of it is there already: nothing is to be done');
  return notes.map((note) => `note: ${oneLine(note)}\n`).join('');
}

function reachWords({ accounts, regions, since }: NonNullable<TablePlan['extension']>['added']): string {
  return [
    ...(accounts.length === 0 ? [] : [`accounts ${accounts.join(', ')}`]),
    ...(regions.length === 0 ? [] : [`regions ${regions.join(', ')}`]),
    ...(since === null ? [] : [`logs from ${since} on`]),
  ].join('; ');
}
