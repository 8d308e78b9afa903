/** Workgroups of the emulator. */
export interface WorkGroup {
  readonly name: string;
  /** `s3://bucket/folder/`. Left out: it gives none. */
  readonly outputLocation?: string;
  /** Its own settings hold, whatever a client sends. */
  readonly isEnforced?: boolean;
  /** Athena keeps the results itself: there is no object in S3. */
  readonly isManaged?: boolean;
  readonly encryption?: 'SSE_S3' | 'CSE_KMS';
  /** An execution that scans more is cancelled, bytes. */
  readonly bytesScannedCutoff?: number;
  readonly state?: 'ENABLED' | 'DISABLED';
}

export const RESULT_BUCKET = 'athena-results-emulator';

export const primary: WorkGroup = { name: 'primary', outputLocation: `s3://${RESULT_BUCKET}/results/` };

/** As GetWorkGroup has it. */
export function workGroupAnswer(group: WorkGroup) {
  return {
    Name: group.name,
    State: group.state ?? 'ENABLED',
    Configuration: {
      ResultConfiguration: {
        ...(group.outputLocation && !group.isManaged ? { OutputLocation: group.outputLocation } : {}),
        ...(group.encryption ? { EncryptionConfiguration: { EncryptionOption: group.encryption } } : {}),
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
