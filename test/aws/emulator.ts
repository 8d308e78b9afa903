/**
 * AWS on this machine: EC2's flow logs, CloudFormation, Athena, S3, Glue, CloudWatch Logs and STS behind one port of the
 * loopback, for tests and for trying out. It runs statements for real over flow-log files, knows one user, checks no
 * signature, and fails as it is told.
 */
import { randomUUID } from 'node:crypto';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Account, createAccount } from './account.ts';
import type { AccountState } from './account-state.ts';
import { createAthenaService } from './athena-service.ts';
import { type CatalogTable, LOG_BUCKET, openCatalog, putFiles, SAMPLE_FOLDER } from './catalog.ts';
import { createEc2Service } from './ec2/ec2-service.ts';
import { createFlowLogs } from './ec2/flow-logs.ts';
import { type Network, seededNetwork, vpcAlone } from './ec2/network.ts';
import { createExecutions, type Execution, type Remembered } from './executions.ts';
import { createFaults, type FaultControl, type Faults } from './faults.ts';
import { createGlueService } from './glue-service.ts';
import { createIdentity, type Identity, type IdentityOptions } from './identity.ts';
import { createKmsService } from './kms-service.ts';
import { createLogGroups, createLogsService } from './log-groups.ts';
import { type NamedQuery, predefinedQueries } from './named-queries.ts';
import { createBuckets, ownerOf } from './s3/buckets.ts';
import { createObjectStore, type ObjectStore } from './s3/object-store.ts';
import { createS3Service } from './s3-service.ts';
import { schemeTables } from './scheme-tables.ts';
import { sendBody } from './send-body.ts';
import { createOidcService, createPortalService } from './sso-service.ts';
import { createCloudFormationService } from './stacks/cloudformation-service.ts';
import { createStacks } from './stacks/stacks.ts';
import { createStsService } from './sts-service.ts';
import { type AwsAnswer, AwsFault, type AwsRequest, type AwsService, readRequest, type ServiceName, serviceOf } from './wire.ts';
import { createWorkGroups, primary, RESULT_BUCKET, type WorkGroup } from './work-groups.ts';

export interface EmulatorOptions {
  /** Flow logs as AWS lays them out, behind `vpcdb.flow_logs`. The sample if left out. */
  readonly folder?: string;
  /** Beside `primary`. */
  readonly workgroups?: readonly WorkGroup[];
  /** Beside those that AWS predefines, which `primary` keeps. */
  readonly namedQueries?: readonly NamedQuery[];
  /** Tables that are only described. */
  readonly tables?: readonly CatalogTable[];
  /** Also offers the sample's records under every scheme of partitions: database `schemes`. */
  readonly schemes?: boolean;
  /** Roles, MFA codes, and how long what is handed out lasts. */
  readonly identity?: IdentityOptions;
  /** 0, the default: any that is free. */
  readonly port?: number;
  /** What flow logs can be made for; two VPCs with subnets and interfaces if left out. */
  readonly network?: Network;
  /** An account with one VPC and nothing else: no table, no bucket, no results' place in `primary`. */
  readonly isEmpty?: boolean;
  /** Any bucket is there when it is named; only those that were made if false. True if left out, false in an empty account. */
  readonly openBuckets?: boolean;
  /** Flow logs that one resource can have; AWS's two if left out. */
  readonly mostFlowLogs?: number;
  /** What a resource of a stack takes, ms; 0, the default: none, though a stack under way can still be seen. */
  readonly stackPaceMs?: number;
  /** Of the integration's template. */
  readonly templateFormat?: 'yaml' | 'json';
}

/** A request that came, refused or not. */
export interface Seen {
  readonly service: ServiceName;
  readonly operation: string;
  readonly request: AwsRequest;
  /** When it came, Unix ms. */
  readonly at: number;
}

export interface Emulator {
  readonly url: string;
  /** The variables by which any SDK finds it. */
  readonly env: Readonly<Record<string, string>>;
  /** Every execution that was really started, oldest first: what would have been charged for. */
  readonly executions: readonly Execution[];
  /** Puts an execution of before into Athena's list. */
  remember(past: Remembered): Execution;
  readonly requests: readonly Seen[];
  readonly faults: Faults;
  readonly store: ObjectStore;
  /** Everything else that exists, and what happens to it without a client. */
  readonly account: Account;
  /** IAM Identity Center, roles and MFA. */
  readonly identity: Identity;
  close(): Promise<void>;
}

export async function startEmulator(options: EmulatorOptions = {}): Promise<Emulator> {
  const isEmpty = options.isEmpty ?? false;
  const catalog = await openCatalog(options.folder ?? SAMPLE_FOLDER, (base) => [
    ...(isEmpty ? [] : [base]),
    ...(options.tables ?? []),
    ...(options.schemes ? schemeTables(base) : []),
  ]);
  const workgroups = createWorkGroups([...(isEmpty ? [{ name: 'primary' }] : [primary]), ...(options.workgroups ?? [])]);
  const namedQueries = [...(isEmpty ? [] : predefinedQueries), ...(options.namedQueries ?? [])];
  const faults = createFaults();
  const buckets = createBuckets(options.openBuckets ?? !isEmpty);
  const store = createObjectStore(buckets);
  if (!isEmpty) {
    for (const name of [LOG_BUCKET, RESULT_BUCKET]) buckets.ensure(name);
    putFiles(catalog, store);
  }
  const identity = createIdentity(options.identity);
  const executions = createExecutions({
    catalog,
    store,
    faults,
    workgroup: workgroups.get,
    ownerOf: (name) => ownerOf(buckets, name),
    hasBucket: (name) => buckets.isOpen || buckets.find(name) !== undefined,
  });
  const network = options.network ?? (isEmpty ? vpcAlone : seededNetwork);
  const maySetPolicy = () => !faults.denied.has('s3:GetBucketPolicy') && !faults.denied.has('s3:PutBucketPolicy');
  const flowLogs = createFlowLogs({ network, buckets, most: options.mostFlowLogs ?? 2, maySetPolicy });
  const state: AccountState = {
    network,
    catalog,
    buckets,
    store,
    flowLogs,
    workgroups,
    executions,
    namedQueries,
    keys: [],
    logGroups: createLogGroups(),
    roles: new Map(),
    functions: new Map(),
    permissions: new Map(),
    rules: new Map(),
  };
  const stacks = createStacks({ state, paceMs: () => options.stackPaceMs ?? 0, failing: faults.failingResources });
  const services: Readonly<Record<ServiceName, AwsService>> = {
    athena: createAthenaService({ catalog, executions, store, workgroups, namedQueries, faults }),
    glue: createGlueService(catalog),
    s3: createS3Service(buckets, store, faults.isLocked),
    ec2: createEc2Service(network, flowLogs, { buckets, store, templateFormat: options.templateFormat ?? 'yaml' }),
    cloudformation: createCloudFormationService(stacks, store),
    logs: createLogsService(state.logGroups),
    kms: createKmsService(state.keys),
    sts: createStsService(identity),
    oidc: createOidcService(identity, () => url),
    sso: createPortalService(identity),
  };
  const requests: Seen[] = [];

  const server = createServer(async (message, response) => {
    // A client that gives up in the middle is no concern of ours.
    response.on('error', () => undefined);
    try {
      const request = await readRequest(message);
      const name = serviceOf(request);
      const operation = services[name].operationOf(request);
      requests.push({ service: name, operation, request, at: Date.now() });
      const answer = await answerOf(services[name], name, operation, request, faults);
      // Each answer of S3 has one, empty ones too.
      if (name === 's3') response.setHeader('x-amz-request-id', randomUUID());
      response.setHeader('date', new Date(Date.now() + faults.clockAheadMs).toUTCString());
      if (faults.isLost(operation)) message.socket.destroy();
      else await send(response, request, answer, operation === 'GetObject' && answer.status < 300 ? faults : null);
    } catch (error) {
      console.error('emulator:', error);
      message.socket.destroy();
    }
  });
  await new Promise<void>((resolve) => server.listen(options.port ?? 0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  return {
    url,
    env: {
      AWS_ENDPOINT_URL: url,
      AWS_REGION: 'ap-northeast-1',
      AWS_ACCESS_KEY_ID: 'emulator',
      AWS_SECRET_ACCESS_KEY: 'emulator',
    },
    executions: executions.all,
    remember: executions.remember,
    requests,
    faults,
    store,
    account: createAccount(state, stacks),
    identity,
    async close() {
      faults.releaseAll();
      server.close();
      server.closeAllConnections();
      await stacks.close();
      await executions.close();
    },
  };
}

async function answerOf(
  service: AwsService,
  name: ServiceName,
  operation: string,
  request: AwsRequest,
  faults: FaultControl,
): Promise<AwsAnswer> {
  try {
    await faults.before(name, operation, request.headers['x-amz-date']);
    const answer = await service.answer(operation, request);
    await faults.after(operation);
    return answer;
  } catch (error) {
    if (error instanceof AwsFault) return service.failure(error, request);
    throw error;
  }
}

/** @param bodies what may happen to an object's body; NULL: nothing happens to this one */
async function send(
  response: ServerResponse,
  { method, headers }: AwsRequest,
  answer: AwsAnswer,
  bodies: FaultControl | null,
): Promise<void> {
  const body = Buffer.from(answer.body ?? '');
  const claimed = headers.range === undefined ? (bodies?.claimedBytes ?? null) : null;
  response.writeHead(answer.status, { ...answer.headers, 'content-length': String(claimed ?? body.byteLength) });
  if (method === 'HEAD') response.end();
  else if (claimed !== null) response.write(body);
  else if (bodies === null) response.end(body);
  else await sendBody(response, body, bodies);
}
