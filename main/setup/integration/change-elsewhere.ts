/** A table of Nagare's that is there already, changed by other hands: the statement by the AWS CLI, its definition for a stack or Terraform. */
import type { TableChoice } from '../../../preload/contract/integration.ts';
import type { Elsewhere, Place } from '../../../preload/contract/setup.ts';
import { hclBlock, Reference } from '../elsewhere/hcl.ts';
import type { TableDefinition } from './own-table.ts';
import { byTerraform, createWorkgroupCommand, statementCommand, tableTemplate } from './own-template.ts';
import type { PresentTable } from './present.ts';
import { alterDdlOf } from './table-ddl.ts';

/** Athena writes it on every change; nobody sets it. */
const ATHENAS_OWN = 'transient_lastDdlTime';

/** @param definition of what was chosen; the table's own parameters stay, with what the extension changes of them */
export function changeElsewhere(
  definition: TableDefinition,
  choice: TableChoice,
  place: Place & { readonly region: string },
  present: { readonly workgroup: boolean; readonly table: PresentTable; readonly resultLocation?: string | null },
): Elsewhere {
  const { parameters: found, account, extension } = present.table;
  const { [ATHENAS_OWN]: _, ...kept } = found;
  const after: TableDefinition = { ...definition, parameters: { ...kept, ...extension.changes } };
  const name = `${definition.database}.${definition.table}`;
  const isChanged = Object.keys(extension.changes).length > 0;
  const statement = alterDdlOf(definition.database, definition.table, extension.changes);
  const commands = [
    ...(present.workgroup ? [] : [createWorkgroupCommand(choice, place)]),
    ...(isChanged ? [statementCommand(statement, choice, place, present.resultLocation ?? null)] : []),
  ];
  const rest = { workgroup: present.workgroup, database: true };
  return {
    cli: commands.length === 0 ? '' : `${commands.join('\n\n')}\n`,
    cloudFormation: [
      `# ${name} is there already. Where a stack made it: put this Table in the place of that in the stack's template,`,
      '# leave the rest of the template as it is, and update the stack. CloudFormation changes no table that it did not make.',
      tableTemplate(after, choice, rest),
    ].join('\n'),
    terraform: [
      `# ${name} is there already: put this in the place of its resource, and leave the other resources as they are.`,
      ...(account === null
        ? []
        : [
            hclBlock('import', {
              to: new Reference('aws_glue_catalog_table.flow_logs'),
              id: `${account}:${definition.database}:${definition.table}`,
            }),
          ]),
      byTerraform(after, choice, rest),
    ].join('\n'),
  };
}
