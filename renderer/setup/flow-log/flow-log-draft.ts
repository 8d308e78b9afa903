/** A flow log as it is being chosen, from the recommended choice on; what is wrong with it. Pure. */
import { flowLogFolder, isBucketName } from '../../../main/flowlogs/bucket-name.ts';
import { suggestFlowLog } from '../../../main/flowlogs/setup-suggestions.ts';
import type { FlowLogChoice, Inventory } from '../../../preload/contract/setup.ts';
import type { Resource } from '../setup-state.ts';

export interface FlowLogDraft extends FlowLogChoice {
  /** KMS is meant, even while no key is typed. */
  readonly usesKms: boolean;
}

/**
 * The recommended choice. A bucket that takes flow logs of this account already is taken again; a second flow log of the same
 * traffic gets a folder of its own there, or a table would count each flow twice.
 */
export function openingDraft(resource: Resource, inventory: Inventory): FlowLogDraft {
  const used = inventory.flowLogs.find(({ bucket, byNagare }) => bucket !== null && byNagare);
  const own = inventory.flowLogs.filter(({ resourceId }) => resourceId === resource.id);
  const isShared = own.some(({ bucket, prefix }) => bucket === used?.bucket && prefix === used?.prefix);
  return {
    ...suggestFlowLog(resource.type, [resource.id], inventory),
    ...(used?.bucket
      ? { bucket: used.bucket, prefix: isShared ? `${resource.id}-${own.length + 1}/` : used.prefix, isNewBucket: false }
      : {}),
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
