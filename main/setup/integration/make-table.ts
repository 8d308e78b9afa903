/** Nagare's own table, made by Athena's statements or as a stack. What is there already is left as it is, and a table is extended. */
import { createHash } from 'node:crypto';
import type { TableChoice, TableMade } from '../../../preload/contract/integration.ts';
import type { AthenaApi } from '../../aws/athena-api.ts';
import { TAG } from '../marks.ts';
import type { SetupContext } from '../setup-context.ts';
import { carryOut, isWhole, type Step } from '../steps.ts';
import { createStack } from './make-stack.ts';
import { tableTemplate, WORKGROUP_WORDS, workGroupConfiguration } from './own-template.ts';
import { defineTable, extensionDdl, sourceOf } from './plan-table.ts';
import { presentOf, statementLocation } from './present.ts';
import { runStatement } from './run-statement.ts';
import { ddlOf } from './table-ddl.ts';

/**
 * @param by a table that is there is extended by Athena's statement either way: CloudFormation changes only what its own stack made
 * @throws AppError as `planTable`, before anything is made; what AWS refuses is told with its step
 */
export async function makeTable(context: SetupContext, choice: TableChoice, by: 'ddl' | 'stack'): Promise<TableMade> {
  const { place, clients } = context;
  const definition = await defineTable(context, choice);
  const present = await presentOf(context, choice, definition);
  const { workgroup, database, table } = present;
  if (by === 'stack' && table === null) {
    const template = tableTemplate(definition, choice, { workgroup: workgroup !== null, database });
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
  const athena = clients.athena(place);
  const name = `${choice.database}.${choice.table}`;
  const there = (id: string, resource: string): Step => ({ id, resource, act: async () => 'existed' });
  const run = (id: string, resource: string, sql: string): Step => ({
    id,
    resource,
    async act() {
      await runStatement(athena, sql, choice.workgroup, statementLocation(present, choice));
      return 'done';
    },
  });
  const [createDatabase = '', createTable = ''] = ddlOf(definition);
  const extend = extensionDdl(definition, table);
  const steps = await carryOut([
    workgroup === null ? workgroupStep(athena, choice) : there('create_workgroup', choice.workgroup),
    database ? there('create_database', choice.database) : run('create_database', choice.database, createDatabase),
    table === null ? run('create_table', name, createTable) : there('create_table', name),
    ...(extend === null ? [] : [run('extend_table', name, extend)]),
  ]);
  return { steps: [...steps], stackId: null, source: isWhole(steps) ? sourceOf(place, choice) : null };
}

/** One name for one table: a second try finds the stack of the first. */
export function stackNameOf({ database, table }: Pick<TableChoice, 'database' | 'table'>): string {
  const plain = `${database}-${table}`.replaceAll('_', '-').replace(/-+/g, '-').slice(0, 90).replace(/-$/, '');
  return `nagare-${plain}-${createHash('sha256').update(`${database}.${table}`).digest('hex').slice(0, 8)}`;
}

function workgroupStep(athena: AthenaApi, choice: TableChoice): Step {
  return {
    id: 'create_workgroup',
    resource: choice.workgroup,
    async act() {
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
