import { useState } from 'react';
import type { Place } from '../../../preload/contract/setup.ts';
import { useOperation } from '../../api/use-operation.ts';
import { errorText } from '../../i18n/error-texts.ts';
import { useLanguage } from '../../i18n/language.tsx';
import { useTexts } from '../../i18n/use-texts.ts';
import { texts as queryTexts } from '../../query/texts.ts';
import { ComboBox } from '../../ui/combo-box.tsx';
import { Segmented } from '../../ui/segmented.tsx';
import { Select } from '../../ui/select.tsx';
import { TextField } from '../../ui/text-field.tsx';
import type { DraftProblems, FlowLogDraft } from './flow-log-draft.ts';
import { FormRow } from './form-row.tsx';
import { texts as flowLogTexts } from './texts.ts';

const EXPIRE_DAYS = [30, 90, 180, 365, 730] as const;

/** Where the logs go: a bucket that is there, or a new one with its encryption and its rule for old logs. */
export function BucketRows({
  place,
  draft,
  problems,
  onChange,
}: {
  readonly place: Place;
  readonly draft: FlowLogDraft;
  readonly problems: DraftProblems;
  readonly onChange: (patch: Partial<FlowLogDraft>) => void;
}) {
  const t = useTexts(flowLogTexts);
  const problemOf = (key: 'bucket' | 'folder' | 'key') => (problems[key] === null ? null : t[problems[key]]);
  return (
    <>
      <FormRow label={t.bucket} hint={draft.isNewBucket ? t.newBucketHint : t.bucketHint}>
        <div className="ui-row form-row-wide">
          <Segmented
            label={t.bucket}
            value={draft.isNewBucket ? 'new' : 'existing'}
            onChange={(which) => onChange({ isNewBucket: which === 'new' })}
            options={[
              { value: 'new', label: t.newBucket },
              { value: 'existing', label: t.existingBucket },
            ]}
          />
          <div className="form-row-grow">
            {draft.isNewBucket ? (
              <TextField
                label={t.bucket}
                hideLabel
                mono
                value={draft.bucket}
                problem={problemOf('bucket')}
                onChange={(bucket) => onChange({ bucket: bucket.toLowerCase() })}
              />
            ) : (
              <BucketField place={place} value={draft.bucket} problem={problemOf('bucket')} onChange={(bucket) => onChange({ bucket })} />
            )}
          </div>
        </div>
      </FormRow>
      <FormRow label={t.folder} hint={t.folderHint}>
        <TextField
          label={t.folder}
          hideLabel
          mono
          width={320}
          value={draft.prefix}
          problem={problemOf('folder')}
          onChange={(prefix) => onChange({ prefix })}
        />
      </FormRow>
      {draft.isNewBucket && (
        <>
          <FormRow label={t.encryption} {...(draft.usesKms ? { hint: t.kmsHint } : {})}>
            <div className="ui-row form-row-wide">
              <Segmented
                label={t.encryption}
                value={draft.usesKms ? 'kms' : 's3'}
                onChange={(which) => onChange({ usesKms: which === 'kms' })}
                options={[
                  { value: 's3', label: t.sseS3 },
                  { value: 'kms', label: t.sseKms },
                ]}
              />
              {draft.usesKms && (
                <div className="form-row-grow">
                  <TextField
                    label={t.kmsKey}
                    hideLabel
                    mono
                    placeholder="arn:aws:kms:…:key/…"
                    value={draft.kmsKey ?? ''}
                    problem={draft.kmsKey === null ? null : problemOf('key')}
                    onChange={(kmsKey) => onChange({ kmsKey: kmsKey.trim() })}
                  />
                </div>
              )}
            </div>
          </FormRow>
          <FormRow label={t.expire} hint={t.expireHint}>
            <Select
              label={t.expire}
              labelInside={false}
              value={String(draft.expireDays ?? 'never')}
              onChange={(days) => onChange({ expireDays: days === 'never' ? null : Number(days) })}
              options={[
                { value: 'never', label: t.expireNever },
                ...EXPIRE_DAYS.map((days) => ({ value: String(days), label: t.expireAfter(days) })),
              ]}
            />
          </FormRow>
        </>
      )}
    </>
  );
}

/** A bucket of the account; what may not be listed can be typed. */
export function BucketField({
  place,
  value,
  problem,
  onChange,
}: {
  readonly place: Place;
  readonly value: string;
  readonly problem: string | null;
  readonly onChange: (value: string) => void;
}) {
  const t = useTexts(flowLogTexts);
  const q = useTexts(queryTexts);
  const language = useLanguage();
  const [isAsked, setAsked] = useState(false);
  const buckets = useOperation('setup.buckets', isAsked ? place : null);
  const status = buckets.loading ? q.listing : buckets.error ? errorText(buckets.error, language).title : q.listEmpty;
  return (
    <ComboBox
      label={t.bucket}
      value={value}
      onChange={onChange}
      suggestions={buckets.value?.buckets ?? []}
      placeholder=""
      mono
      status={status}
      note={buckets.loading ? q.listing : null}
      problem={problem}
      onOpen={() => setAsked(true)}
    />
  );
}
