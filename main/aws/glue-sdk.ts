/** What is used of Glue's SDK; a file of its own for the reason given in `athena-sdk.ts`. */
export { GetPartitionsCommand, GetTableCommand, GlueClient } from '@aws-sdk/client-glue';
