/** What is used of CloudWatch Logs's SDK; a file of its own for the reason given in `athena-sdk.ts`. */
export { CloudWatchLogsClient, DeleteLogGroupCommand, DescribeLogGroupsCommand } from '@aws-sdk/client-cloudwatch-logs';
