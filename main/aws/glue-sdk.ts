/** What is used of Glue's SDK; a file of its own for the reason given in `athena-sdk.ts`. */
export {
  BatchCreatePartitionCommand,
  DeleteDatabaseCommand,
  DeleteTableCommand,
  GetDatabasesCommand,
  GetPartitionsCommand,
  GetTableCommand,
  GetTablesCommand,
  GlueClient,
} from '@aws-sdk/client-glue';
