/** Commands of the AWS CLI, as the app writes them, carried out through the SDK: the shell's words, the CLI's options. */
import { setTimeout as sleep } from 'node:timers/promises';
import * as athena from '@aws-sdk/client-athena';
import * as ec2 from '@aws-sdk/client-ec2';
import * as glue from '@aws-sdk/client-glue';
import * as s3 from '@aws-sdk/client-s3';
import type { Emulator } from '../aws/emulator.ts';

/** The words of a POSIX shell's line; quotes are taken off, a backslash at a line's end joins it with the next. */
export function shellWords(command: string): readonly string[] {
  const words: string[] = [];
  let word: string | null = null;
  for (let at = 0; at < command.length; at++) {
    const sign = command.charAt(at);
    if (sign === "'") {
      const end = command.indexOf("'", at + 1);
      if (end < 0) throw new Error('a quote is not closed');
      word = (word ?? '') + command.slice(at + 1, end);
      at = end;
    } else if (sign === '\\') {
      at++;
      if (command.charAt(at) !== '\n') word = (word ?? '') + command.charAt(at);
    } else if (/\s/.test(sign)) {
      if (word !== null) words.push(word);
      word = null;
    } else if (/["$`!*?[\](){};&|<>~#]/.test(sign)) {
      throw new Error(`the shell would read ${sign} itself`);
    } else word = (word ?? '') + sign;
  }
  return word === null ? words : [...words, word];
}

interface Sent {
  readonly service: string;
  readonly operation: string;
  readonly input: Readonly<Record<string, unknown>>;
  readonly region: string;
}

/** What all clients have in common here. */
interface Sender {
  send(command: never): Promise<{ readonly QueryExecutionId?: string; readonly Unsuccessful?: readonly unknown[] }>;
  destroy(): void;
}

const capital = (name: string) =>
  name
    .split('-')
    .map((part) => part.charAt(0).toUpperCase() + part.slice(1))
    .join('');

/** Options that take several words, and those that are numbers. */
const lists = new Set(['resource-ids']);
const numbers = new Set(['max-aggregation-interval']);

/** `--resource-type VPC` gives `{ResourceType: 'VPC'}`; what is JSON is read. */
export function sentBy(command: string): Sent {
  const [program, service = '', operation = '', ...rest] = shellWords(command);
  if (program !== 'aws') throw new Error(`no command of the AWS CLI: ${program}`);
  const options = new Map<string, string[]>();
  let current: string[] = [];
  for (const word of rest) {
    if (word.startsWith('--')) {
      current = [];
      options.set(word.slice(2), current);
    } else current.push(word);
  }
  const region = options.get('region')?.[0] ?? '';
  const input = Object.fromEntries(
    [...options]
      .filter(([name]) => name !== 'region' && name !== 'profile')
      .map(([name, values]) => {
        const [first = ''] = values;
        const value = /^[{[]/.test(first) ? (JSON.parse(first) as unknown) : numbers.has(name) ? Number(first) : first;
        return [capital(name), lists.has(name) ? values : value];
      }),
  );
  return { service, operation, input, region };
}

/** Carries out all commands of a text, one after the other. */
export async function runCommands(text: string, aws: Emulator): Promise<void> {
  const configuration = { endpoint: aws.url, credentials: { accessKeyId: 'emulator', secretAccessKey: 'emulator' }, maxAttempts: 1 };
  let begun: string | undefined;
  for (const command of text.trim().split(/\n\n(?=aws )/)) {
    const { service, operation, input, region } = sentBy(command);
    const sdk = ({ s3api: s3, ec2, athena, glue } as Readonly<Record<string, object>>)[service] as Readonly<Record<string, unknown>>;
    const Command = sdk[`${capital(operation)}Command`] as new (input: object) => never;
    const options = { ...configuration, region };
    const client: Sender =
      service === 's3api'
        ? new s3.S3Client({ ...options, forcePathStyle: true })
        : service === 'ec2'
          ? new ec2.EC2Client(options)
          : service === 'glue'
            ? new glue.GlueClient(options)
            : new athena.AthenaClient(options);
    const answer = await client.send(new Command(input));
    if ((answer.Unsuccessful ?? []).length > 0) throw new Error(JSON.stringify(answer.Unsuccessful));
    // Pasted as a whole nobody waits for a statement before the next command: only the last may be one that goes on.
    if (begun !== undefined) throw new Error(`${operation} comes while ${begun} may still run`);
    begun = answer.QueryExecutionId;
    if (begun !== undefined) await untilEnded(client as athena.AthenaClient, begun);
    client.destroy();
  }
}

async function untilEnded(client: athena.AthenaClient, id: string): Promise<void> {
  for (;;) {
    const { QueryExecution } = await client.send(new athena.GetQueryExecutionCommand({ QueryExecutionId: id }));
    const { State, StateChangeReason } = QueryExecution?.Status ?? {};
    if (State === 'SUCCEEDED') return;
    if (State === 'FAILED' || State === 'CANCELLED') throw new Error(StateChangeReason);
    await sleep(10);
  }
}
