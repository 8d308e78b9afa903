/** Nagare's own table, before anything is done: what would be made, what is there and stays, what would change. Only reads. */
import type { TableChoice, TablePlan } from '../../../preload/contract/integration.ts';
import type { SourceRef } from '../../../preload/contract/query.ts';
import type { Place } from '../../../preload/contract/setup.ts';
import { inS3, readFlowLogById } from '../inventory/list-flow-logs.ts';
import { regionOfPlace, type SetupContext } from '../setup-context.ts';
import { existing, planned } from '../steps.ts';
import { changeElsewhere } from './change-elsewhere.ts';
import { ownTable, type TableDefinition } from './own-table.ts';
import { tableElsewhere } from './own-template.ts';
import { type Present, presentOf, statementLocation } from './present.ts';
import { alterDdlOf, ddlOf } from './table-ddl.ts';
import { checkTableChoice } from './table-problems.ts';

/** @throws AppError `bad_input`, `flow_log_not_found`, `not_in_s3`, `name_in_use` for another table of the name, and AWS's codes */
export async function planTable(context: SetupContext, choice: TableChoice): Promise<TablePlan> {
  const { place } = context;
  const definition = await defineTable(context, choice);
  const present = await presentOf(context, choice, definition);
  const { workgroup, database, table } = present;
  const extend = extensionDdl(definition, table);
  const resultLocation = statementLocation(present, choice);
  const where = { ...place, region: await regionOfPlace(place) };
  const name = `${choice.database}.${choice.table}`;
  const step = (id: string, resource: string, isThere: boolean) => (isThere ? existing({ id, resource }) : planned({ id, resource }));
  return {
    steps: [
      step('create_workgroup', choice.workgroup, workgroup !== null),
      step('create_database', choice.database, database),
      step('create_table', name, table !== null),
      ...(extend === null ? [] : [planned({ id: 'extend_table', resource: name })]),
    ],
    ddl: table === null ? [...ddlOf(definition)] : extend === null ? [] : [extend],
    workgroup,
    extension: table && { added: table.extension.added, kept: table.extension.kept },
    elsewhere:
      table === null
        ? tableElsewhere(definition, choice, where, { workgroup: workgroup !== null, database, resultLocation })
        : changeElsewhere(definition, choice, where, { workgroup: workgroup !== null, table, resultLocation }),
    source: sourceOf(place, choice),
  };
}

/** @throws AppError `bad_input`, `flow_log_not_found`, `not_in_s3` and AWS's codes */
export async function defineTable({ place, clients }: SetupContext, choice: TableChoice): Promise<TableDefinition> {
  checkTableChoice(choice);
  return ownTable(inS3(await readFlowLogById(clients.ec2(place), choice.flowLogId)), choice);
}

/** The statement that extends a table that is there; NULL: there is none, or it has all that was chosen. */
export function extensionDdl({ database, table }: TableDefinition, present: Present['table']): string | null {
  const changes = present?.extension.changes ?? {};
  return Object.keys(changes).length === 0 ? null : alterDdlOf(database, table, changes);
}

export function sourceOf(place: Place, { workgroup, database, table }: Pick<TableChoice, 'workgroup' | 'database' | 'table'>): SourceRef {
  return { kind: 'athena', profile: place.profile, region: place.region, workgroup, catalog: null, database, table };
}
