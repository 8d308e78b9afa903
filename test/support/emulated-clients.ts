/** AWS's own clients against an emulator, for tests of the emulator itself and of what is set up with them. */
import { AthenaClient, GetQueryExecutionCommand, GetQueryResultsCommand, StartQueryExecutionCommand } from '@aws-sdk/client-athena';
import { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { CloudWatchLogsClient } from '@aws-sdk/client-cloudwatch-logs';
import { EC2Client } from '@aws-sdk/client-ec2';
import { GlueClient } from '@aws-sdk/client-glue';
import { S3Client } from '@aws-sdk/client-s3';
import { onTestFinished } from 'vitest';
import { type Emulator, type EmulatorOptions, startEmulator } from '../aws/emulator.ts';

export interface EmulatedClients {
  readonly aws: Emulator;
  readonly ec2: EC2Client;
  readonly cloudFormation: CloudFormationClient;
  readonly logs: CloudWatchLogsClient;
  readonly s3: S3Client;
  readonly glue: GlueClient;
  readonly athena: AthenaClient;
}

/** Requests are tried once. @param there an emulator that somebody else began and ends; one of its own if left out */
export async function emulatedClients(
  options: EmulatorOptions = {},
  region = 'ap-northeast-1',
  there: Emulator | null = null,
): Promise<EmulatedClients> {
  const aws = there ?? (await startEmulator(options));
  const configuration = {
    endpoint: aws.url,
    region,
    credentials: { accessKeyId: 'emulator', secretAccessKey: 'emulator' },
    maxAttempts: 1,
  };
  const clients = {
    ec2: new EC2Client(configuration),
    cloudFormation: new CloudFormationClient(configuration),
    logs: new CloudWatchLogsClient(configuration),
    s3: new S3Client({ ...configuration, forcePathStyle: true }),
    glue: new GlueClient(configuration),
    athena: new AthenaClient(configuration),
  };
  onTestFinished(async () => {
    for (const client of Object.values(clients)) client.destroy();
    if (there === null) await aws.close();
  });
  return { aws, ...clients };
}

export interface Answer {
  readonly id: string;
  readonly state: string;
  /** Why it failed. */
  readonly reason: string | undefined;
  /** Values of its rows, the header left out. */
  readonly rows: readonly (readonly (string | undefined)[])[];
}

/** Runs a statement to its end. */
export async function runStatement(
  athena: AthenaClient,
  sql: string,
  { database = 'default', workgroup = 'primary' }: { readonly database?: string; readonly workgroup?: string } = {},
): Promise<Answer> {
  const { QueryExecutionId: id = '' } = await athena.send(
    new StartQueryExecutionCommand({ QueryString: sql, QueryExecutionContext: { Database: database }, WorkGroup: workgroup }),
  );
  for (;;) {
    const { QueryExecution: execution } = await athena.send(new GetQueryExecutionCommand({ QueryExecutionId: id }));
    const state = execution?.Status?.State ?? '';
    if (state === 'QUEUED' || state === 'RUNNING') {
      await new Promise((resolve) => setTimeout(resolve, 20));
      continue;
    }
    const reason = execution?.Status?.StateChangeReason;
    if (state !== 'SUCCEEDED') return { id, state, reason, rows: [] };
    const { ResultSet: results } = await athena.send(new GetQueryResultsCommand({ QueryExecutionId: id }));
    const rows = (results?.Rows ?? []).map(({ Data = [] }) => Data.map(({ VarCharValue }) => VarCharValue));
    return { id, state, reason, rows: execution?.StatementType === 'DML' ? rows.slice(1) : rows };
  }
}
