/** What finding and deleting work with: each service, with patience for what passes by itself. */
import type { AthenaApi } from '../../aws/athena-api.ts';
import type { CloudFormationApi } from '../../aws/cloudformation-api.ts';
import type { Ec2Api } from '../../aws/ec2-api.ts';
import type { GlueApi } from '../../aws/glue-api.ts';
import type { LogsApi } from '../../aws/logs-api.ts';
import type { S3Api } from '../../aws/s3-api.ts';
import { type Persistence, persist } from '../../sources/athena/persist.ts';
import type { SetupContext } from '../setup-context.ts';

export interface Services {
  readonly athena: AthenaApi;
  readonly cloudFormation: CloudFormationApi;
  readonly ec2: Ec2Api;
  readonly glue: GlueApi;
  readonly logs: LogsApi;
  readonly s3: S3Api;
}

/** About a minute and a half for what does not pass: a clean-up that waits for ever deletes things when nobody looks. */
export const CLEANUP_PATIENCE: Persistence = { firstDelayMs: 300, tries: 10 };

export interface Ends {
  /** Ends the waiting, never a request that is under way, nor those that belong to it. */
  readonly stop?: AbortSignal;
  /** Ends everything at once: for who only looks. */
  readonly cancel?: AbortSignal;
}

export function patientServices({ clients, place }: SetupContext, persistence: Persistence, ends: Ends): Services {
  const patient = <T extends object>(api: T): T => withPatience(api, persistence, ends);
  return {
    athena: patient(clients.athena(place)),
    cloudFormation: patient(clients.cloudFormation(place)),
    ec2: patient(clients.ec2(place)),
    glue: patient(clients.glue(place)),
    logs: patient(clients.logs(place)),
    s3: patient(clients.s3(place)),
  };
}

/** Every call of an API, tried again while what keeps it off passes by itself. All that is called this way may be said twice. */
function withPatience<T extends object>(api: T, persistence: Persistence, { stop, cancel }: Ends): T {
  const calls = Object.entries(api) as [string, (input: unknown, signal?: AbortSignal) => Promise<unknown>][];
  const wrapped = calls.map(([name, call]) => {
    const again = async (input: unknown, signal?: AbortSignal): Promise<unknown> => {
      const patience = persist(persistence, signal ?? cancel ?? stop);
      for (;;) {
        try {
          return await call(input, signal ?? cancel);
        } catch (error) {
          await patience.failed(error);
        }
      }
    };
    return [name, again] as const;
  });
  // Each call keeps its name and its types: only what is around it is new.
  return Object.fromEntries(wrapped) as T;
}
