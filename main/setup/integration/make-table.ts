/** Nagare's own table: planned, then made by Athena's DDL or as a stack. What is there already is left as it is. */
import { createHash } from 'node:crypto';
import type { TableChoice, TableMade, TablePlan } from '../../../preload/contract/integration.ts';
import type { SourceRef } from '../../../preload/contract/query.ts';
import type { Place } from '../../../preload/contract/setup.ts';
import { AppError } from '../../app-error.ts';
import type { AthenaApi } from '../../aws/athena-api.ts';
import type { GlueApi } from '../../aws/glue-api.ts';
import { inS3, readFlowLogById } from '../inventory/list-flow-logs.ts';
import { CATALOG_MARK, TAG } from '../marks.ts';
import { regionOfPlace, type SetupContext } from '../setup-context.ts';
import { carryOut, isWhole, planned, type Step } from '../steps.ts';
import { listDatabases } from './list-tables.ts';
import { createStack } from './make-stack.ts';
import { ddlOf, ownTable, type TableDefinition } from './own-table.ts';
import { type Present, tableElsewhere, tableTemplate, WORKGROUP_WORDS, workGroupConfiguration } from './own-template.ts';
import { runStatement } from './run-statement.ts';
import { checkTableChoice } from './table-problems.ts';

/** @throws AppError `bad_input`, `flow_log_not_found`, `not_in_s3` and AWS's codes */
export async function planTable(context: SetupContext, choice: TableChoice): Promise<TablePlan> {
  const { place } = context;
  const definition = await define(context, choice);
  const present = await presentOf(context, choice);
  const region = await regionOfPlace(place);
  const database = `${choice.database}.${choice.table}`;
  return {
    steps: [
      ...(present.workgroup ? [] : [planned({ id: 'create_workgroup', resource: choice.workgroup })]),
      ...(present.database ? [] : [planned({ id: 'create_database', resource: choice.database })]),
      planned({ id: 'create_table', resource: database }),
    ],
    ddl: [...ddlOf(definition)],
    elsewhere: tableElsewhere(definition, choice, { ...place, region }, present),
    source: sourceOf(place, choice),
  };
}

/** @throws AppError as above, before anything is made; what AWS refuses is told with its step */
export async function makeTable(context: SetupContext, choice: TableChoice, by: 'ddl' | 'stack'): Promise<TableMade> {
  const { place, clients } = context;
  const definition = await define(context, choice);
  const athena = clients.athena(place);
  const isThere = await hasTable(clients.glue(place), definition);
  if (by === 'stack' && !isThere) {
    const template = tableTemplate(definition, choice, await presentOf(context, choice));
    let stackId: string | null = null;
    const steps = await carryOut([
      {
        id: 'create_stack',
        resource: stackNameOf(choice),
        async act() {
          const made = await createStack(clients.cloudFormation(place), {
            name: stackNameOf(choice),
            flowLogId: choice.flowLogId,
            template: { body: template },
            capabilities: [],
          });
          stackId = made.id;
          return made.isNew ? 'done' : 'existed';
        },
      },
    ]);
    // It is ready when the stack is.
    return { steps: [...steps], stackId, source: null };
  }
  const [database = '', table = ''] = ddlOf(definition);
  const steps = await carryOut([
    workgroupStep(athena, choice),
    statementStep(athena, 'create_database', choice.database, database, choice, isThere),
    statementStep(athena, 'create_table', `${choice.database}.${choice.table}`, table, choice, isThere),
  ]);
  return { steps: [...steps], stackId: null, source: isWhole(steps) ? sourceOf(place, choice) : null };
}

/** One name for one table: a second try finds the stack of the first. */
export function stackNameOf({ database, table }: Pick<TableChoice, 'database' | 'table'>): string {
  const plain = `${database}-${table}`.replaceAll('_', '-').replace(/-+/g, '-').slice(0, 90).replace(/-$/, '');
  return `nagare-${plain}-${createHash('sha256').update(`${database}.${table}`).digest('hex').slice(0, 8)}`;
}

async function define({ place, clients }: SetupContext, choice: TableChoice): Promise<TableDefinition> {
  checkTableChoice(choice);
  return ownTable(inS3(await readFlowLogById(clients.ec2(place), choice.flowLogId)), choice);
}

function workgroupStep(athena: AthenaApi, choice: TableChoice): Step {
  return {
    id: 'create_workgroup',
    resource: choice.workgroup,
    async act() {
      if (await hasWorkgroup(athena, choice.workgroup)) return 'existed';
      await athena.createWorkGroup({
        Name: choice.workgroup,
        Description: WORKGROUP_WORDS,
        Configuration: workGroupConfiguration(choice),
        Tags: [{ Key: TAG.key, Value: TAG.value }],
      });
      return 'done';
    },
  };
}

function statementStep(athena: AthenaApi, id: string, resource: string, sql: string, choice: TableChoice, isThere: boolean): Step {
  return {
    id,
    resource,
    async act() {
      if (isThere) return 'existed';
      await runStatement(athena, sql, choice.workgroup);
      return 'done';
    },
  };
}

async function presentOf({ place, clients }: SetupContext, choice: TableChoice): Promise<Present> {
  const [workgroup, databases] = await Promise.all([
    hasWorkgroup(clients.athena(place), choice.workgroup),
    listDatabases(clients.glue(place)),
  ]);
  return { workgroup, database: databases.includes(choice.database) };
}

async function hasWorkgroup(athena: Pick<AthenaApi, 'getWorkGroup'>, name: string): Promise<boolean> {
  try {
    await athena.getWorkGroup({ WorkGroup: name });
    return true;
  } catch (error) {
    // Athena has no code of its own for it.
    if (error instanceof AppError && /is not found/i.test(String(error.details.reason ?? ''))) return false;
    throw error;
  }
}

/**
 * Whether the very same table is there. IF NOT EXISTS alone would take any table of that name for it.
 * @throws AppError `name_in_use` for another one
 */
async function hasTable(
  glue: Pick<GlueApi, 'getTable'>,
  { database, table, columns, parameters, location }: TableDefinition,
): Promise<boolean> {
  try {
    const { Table } = await glue.getTable({ DatabaseName: database, Name: table });
    const found = (Table?.StorageDescriptor?.Columns ?? []).map((column) => `${column.Name} ${column.Type}`).join();
    const isSame =
      Table?.Parameters?.[CATALOG_MARK] === parameters[CATALOG_MARK] &&
      Table?.StorageDescriptor?.Location?.replace(/\/?$/, '/') === location &&
      found === columns.map(({ name, type }) => `${name} ${type}`).join();
    if (isSame) return true;
  } catch (error) {
    if (error instanceof AppError && error.code === 'table_not_found') return false;
    throw error;
  }
  throw new AppError('name_in_use', `There is a table ${database}.${table} already, and it is another one. Choose another name.`, {
    details: { name: `${database}.${table}` },
  });
}

export function sourceOf(place: Place, { workgroup, database, table }: Pick<TableChoice, 'workgroup' | 'database' | 'table'>): SourceRef {
  return { kind: 'athena', profile: place.profile, region: place.region, workgroup, catalog: null, database, table };
}
