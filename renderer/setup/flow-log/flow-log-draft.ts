/** A flow log as it is being chosen, from the recommended choice on; what is wrong with it. Pure. */
import { flowLogFolder, isBucketName } from '../../../main/flowlogs/bucket-name.ts';
import { recommendedFields } from '../../../main/flowlogs/log-format.ts';
import type { FlowLogChoice, Inventory } from '../../../preload/contract/setup.ts';
import type { Resource } from '../setup-state.ts';

export interface FlowLogDraft extends FlowLogChoice {
  /** KMS is meant, even while no key is typed. */
  readonly usesKms: boolean;
}

/** Suggested for a new bucket: a year. */
const EXPIRE_DAYS = 365;

/** The recommended choice. A bucket that takes flow logs of this account already is taken again. */
export function openingDraft(resource: Resource, { account, region, flowLogs }: Inventory): FlowLogDraft {
  const used = flowLogs.find(({ bucket, byNagare }) => bucket !== null && byNagare) ?? null;
  return {
    resourceType: resource.type,
    resourceIds: [resource.id],
    name: '',
    bucket: used?.bucket ?? ['flow-logs', account, region].filter(Boolean).join('-'),
    isNewBucket: used === null,
    prefix: used?.prefix ?? '',
    kmsKey: null,
    expireDays: EXPIRE_DAYS,
    fields: [...recommendedFields],
    fileFormat: 'parquet',
    hive: true,
    hourly: true,
    intervalSeconds: 60,
    traffic: 'ALL',
    tags: [],
    usesKms: false,
  };
}

export interface DraftProblems {
  readonly bucket: 'badBucket' | 'bucketEmpty' | null;
  readonly folder: 'badFolder' | null;
  readonly key: 'badKey' | null;
  readonly fields: 'fieldsNone' | null;
}

export function draftProblems(draft: FlowLogDraft): DraftProblems {
  const bucket = draft.bucket.trim();
  return {
    bucket: bucket === '' ? 'bucketEmpty' : !isBucketName(bucket) ? 'badBucket' : null,
    folder: flowLogFolder(draft.prefix) === null ? 'badFolder' : null,
    key:
      draft.isNewBucket && draft.usesKms && !/^arn:[\w-]+:kms:[\w-]+:\d{12}:(key|alias)\/[\w/-]+$/.test(draft.kmsKey ?? '')
        ? 'badKey'
        : null,
    fields: draft.fields.length === 0 ? 'fieldsNone' : null,
  };
}

/** As it is asked for. */
export function choiceOf({ usesKms, ...draft }: FlowLogDraft): FlowLogChoice {
  return {
    ...draft,
    name: draft.name.trim(),
    bucket: draft.bucket.trim(),
    prefix: flowLogFolder(draft.prefix) ?? draft.prefix,
    kmsKey: draft.isNewBucket && usesKms ? draft.kmsKey : null,
    expireDays: draft.isNewBucket ? draft.expireDays : null,
    tags: draft.tags.filter(({ key }) => key.trim() !== ''),
  };
}
