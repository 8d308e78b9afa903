/**
 * AWS on this machine: Athena, S3, Glue and STS behind one port of the loopback, for tests and for trying out. It runs
 * statements for real over flow-log files, knows one user, checks no signature, and fails as it is told.
 */
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createAthenaService } from './athena-service.ts';
import { type CatalogTable, openCatalog, putFiles, SAMPLE_FOLDER } from './catalog.ts';
import { createExecutions, type Execution, type Remembered } from './executions.ts';
import { createFaults, type FaultControl, type Faults } from './faults.ts';
import { createGlueService } from './glue-service.ts';
import { createIdentity, type Identity, type IdentityOptions } from './identity.ts';
import { type NamedQuery, predefinedQueries } from './named-queries.ts';
import { createObjectStore, createS3Service, type ObjectStore } from './s3-service.ts';
import { schemeTables } from './scheme-tables.ts';
import { sendBody } from './send-body.ts';
import { createOidcService, createPortalService } from './sso-service.ts';
import { createStsService } from './sts-service.ts';
import { type AwsAnswer, AwsFault, type AwsRequest, type AwsService, readRequest, type ServiceName, serviceOf } from './wire.ts';
import { primary, type WorkGroup } from './work-groups.ts';

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
  /** IAM Identity Center, roles and MFA. */
  readonly identity: Identity;
  close(): Promise<void>;
}

export async function startEmulator(options: EmulatorOptions = {}): Promise<Emulator> {
  const catalog = await openCatalog(options.folder ?? SAMPLE_FOLDER, (base) => [
    ...(options.tables ?? []),
    ...(options.schemes ? schemeTables(base) : []),
  ]);
  const workgroups = [primary, ...(options.workgroups ?? [])];
  const workgroup = (name: string) => {
    const found = workgroups.find((group) => group.name === name);
    if (!found) throw new AwsFault('InvalidRequestException', `WorkGroup ${name} is not found.`);
    return found;
  };
  const namedQueries = [...predefinedQueries, ...(options.namedQueries ?? [])];
  const faults = createFaults();
  const store = createObjectStore();
  putFiles(catalog, store);
  const identity = createIdentity(options.identity);
  const executions = createExecutions({ catalog, store, faults, workgroup });
  const services: Readonly<Record<ServiceName, AwsService>> = {
    athena: createAthenaService({ catalog, executions, store, workgroups, workgroup, namedQueries }),
    glue: createGlueService(catalog),
    s3: createS3Service(store),
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
    identity,
    async close() {
      faults.releaseAll();
      server.close();
      server.closeAllConnections();
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
