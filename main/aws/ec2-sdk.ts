/** What is used of EC2's SDK; a file of its own for the reason given in `athena-sdk.ts`. */
export {
  CreateFlowLogsCommand,
  DeleteFlowLogsCommand,
  DescribeFlowLogsCommand,
  DescribeNetworkInterfacesCommand,
  DescribeSubnetsCommand,
  DescribeVpcsCommand,
  EC2Client,
  GetFlowLogsIntegrationTemplateCommand,
} from '@aws-sdk/client-ec2';
