/** Workgroups of the emulator: those it begins with, and what is made, changed and deleted of them. */
import { AwsFault } from './wire.ts';

export interface WorkGroup {
  readonly name: string;
  readonly description?: string;
  /** `s3://bucket/folder/`. Left out: it gives none. */
  readonly outputLocation?: string;
  /** Its own settings hold, whatever a client sends. */
  readonly isEnforced?: boolean;
  /** Athena keeps the results itself: there is no object in S3. */
  readonly isManaged?: boolean;
  readonly encryption?: 'SSE_S3' | 'SSE_KMS' | 'CSE_KMS';
  /** The account that has to own the bucket of results. */
  readonly expectedBucketOwner?: string;
  /** An execution that scans more is cancelled, bytes. */
  readonly bytesScannedCutoff?: number;
  readonly state?: 'ENABLED' | 'DISABLED';
  readonly tags?: Readonly<Record<string, string>>;
}

export const RESULT_BUCKET = 'athena-results-emulator';

export const primary: WorkGroup = { name: 'primary', outputLocation: `s3://${RESULT_BUCKET}/results/` };

export interface WorkGroups {
  all(): readonly WorkGroup[];
  /** @throws AwsFault `InvalidRequestException` */
  get(name: string): WorkGroup;
  /** @throws AwsFault `InvalidRequestException` for a name that is taken */
  create(group: WorkGroup): void;
  replace(group: WorkGroup): void;
  /** Whether anything is in it is for the caller to see. @throws AwsFault for `primary` */
  remove(name: string): void;
}

export function createWorkGroups(given: readonly WorkGroup[]): WorkGroups {
  const groups = new Map(given.map((group) => [group.name, group]));
  const get = (name: string): WorkGroup => {
    const found = groups.get(name);
    if (!found) throw new AwsFault('InvalidRequestException', `WorkGroup ${name} is not found.`);
    return found;
  };
  return {
    all: () => [...groups.values()],
    get,
    create(group) {
      if (!/^[a-zA-Z0-9._-]{1,128}$/.test(group.name)) {
        throw new AwsFault('InvalidRequestException', `Invalid WorkGroup name: ${group.name}`);
      }
      if (groups.has(group.name)) throw new AwsFault('InvalidRequestException', `WorkGroup ${group.name} is already created`);
      groups.set(group.name, group);
    },
    replace: (group) => void groups.set(get(group.name).name, group),
    remove(name) {
      if (name === 'primary') throw new AwsFault('InvalidRequestException', 'The primary workgroup cannot be deleted.');
      groups.delete(get(name).name);
    },
  };
}

/** As CreateWorkGroup and a stack write it. */
export interface WorkGroupConfiguration {
  readonly ResultConfiguration?: {
    readonly OutputLocation?: string;
    readonly EncryptionConfiguration?: { readonly EncryptionOption?: string };
    readonly ExpectedBucketOwner?: string;
  };
  readonly ManagedQueryResultsConfiguration?: { readonly Enabled?: boolean };
  readonly EnforceWorkGroupConfiguration?: boolean;
  readonly BytesScannedCutoffPerQuery?: number;
}

/** @param before settings that the configuration leaves alone */
export function withConfiguration(before: WorkGroup, configuration: WorkGroupConfiguration): WorkGroup {
  const { ResultConfiguration: result, ManagedQueryResultsConfiguration: managed } = configuration;
  const option = result?.EncryptionConfiguration?.EncryptionOption;
  const cutoff = configuration.BytesScannedCutoffPerQuery;
  if (cutoff !== undefined && cutoff < 10_000_000) {
    throw new AwsFault('InvalidRequestException', 'BytesScannedCutoffPerQuery must have value greater than or equal to 10000000');
  }
  return {
    ...before,
    ...(result?.OutputLocation === undefined ? {} : { outputLocation: result.OutputLocation }),
    ...(option === 'SSE_S3' || option === 'SSE_KMS' || option === 'CSE_KMS' ? { encryption: option } : {}),
    ...(result?.ExpectedBucketOwner === undefined ? {} : { expectedBucketOwner: result.ExpectedBucketOwner }),
    ...(managed?.Enabled === undefined ? {} : { isManaged: managed.Enabled }),
    ...(cutoff === undefined ? {} : { bytesScannedCutoff: cutoff }),
    isEnforced: configuration.EnforceWorkGroupConfiguration ?? before.isEnforced ?? true,
  };
}

/** As GetWorkGroup has it. */
export function workGroupAnswer(group: WorkGroup) {
  return {
    Name: group.name,
    State: group.state ?? 'ENABLED',
    ...(group.description === undefined ? {} : { Description: group.description }),
    Configuration: {
      ResultConfiguration: {
        ...(group.outputLocation && !group.isManaged ? { OutputLocation: group.outputLocation } : {}),
        ...(group.encryption ? { EncryptionConfiguration: { EncryptionOption: group.encryption } } : {}),
        ...(group.expectedBucketOwner === undefined ? {} : { ExpectedBucketOwner: group.expectedBucketOwner }),
      },
      ...(group.isManaged ? { ManagedQueryResultsConfiguration: { Enabled: true } } : {}),
      EnforceWorkGroupConfiguration: group.isEnforced ?? false,
      PublishCloudWatchMetricsEnabled: false,
      ...(group.bytesScannedCutoff === undefined ? {} : { BytesScannedCutoffPerQuery: group.bytesScannedCutoff }),
      RequesterPaysEnabled: false,
      EngineVersion: { SelectedEngineVersion: 'AUTO', EffectiveEngineVersion: 'Athena engine version 3' },
    },
  };
}
