import { fields as allFields } from '../../../main/flowlogs/fields.ts';
import { recommendedFields } from '../../../main/flowlogs/log-format.ts';
import type { Inventory, Place } from '../../../preload/contract/setup.ts';
import { useTexts } from '../../i18n/use-texts.ts';
import { Checkbox } from '../../ui/checkbox.tsx';
import { Segmented } from '../../ui/segmented.tsx';
import { TextField } from '../../ui/text-field.tsx';
import type { Resource } from '../setup-state.ts';
import { BucketRows } from './bucket-rows.tsx';
import { FieldChoice } from './field-choice.tsx';
import type { DraftProblems, FlowLogDraft } from './flow-log-draft.ts';
import { FormRow } from './form-row.tsx';
import { TagRows } from './tag-rows.tsx';
import { texts as flowLogTexts } from './texts.ts';

/** More VPCs than this are not offered at once. */
const MOST_OTHERS = 8;

/** All that a flow log can be told, from the recommended choice on, with the reason beside each. */
export function FlowLogForm({
  place,
  inventory,
  resource,
  draft,
  problems,
  onChange,
}: {
  readonly place: Place;
  readonly inventory: Inventory;
  readonly resource: Resource;
  readonly draft: FlowLogDraft;
  readonly problems: DraftProblems;
  readonly onChange: (patch: Partial<FlowLogDraft>) => void;
}) {
  const t = useTexts(flowLogTexts);
  const others = resource.type === 'VPC' ? inventory.vpcs.filter(({ id }) => id !== resource.id).slice(0, MOST_OTHERS) : [];
  const isAll = draft.fields.length === allFields.length;
  return (
    <div className="flow-log-form">
      <p className="muted">{t.recommended}</p>
      {others.length > 0 && (
        <FormRow label={t.alsoFor}>
          <div className="ui-row">
            {others.map(({ id, name }) => (
              <Checkbox
                key={id}
                isSelected={draft.resourceIds.includes(id)}
                onChange={(isOn) =>
                  onChange({ resourceIds: isOn ? [...draft.resourceIds, id] : draft.resourceIds.filter((each) => each !== id) })
                }
              >
                <span className="ellipsis" title={id}>
                  {name ?? id}
                </span>
              </Checkbox>
            ))}
          </div>
        </FormRow>
      )}
      <FormRow label={t.name} hint={t.nameHint}>
        <TextField label={t.name} hideLabel value={draft.name} onChange={(name) => onChange({ name: name.slice(0, 255) })} width={320} />
      </FormRow>
      <BucketRows place={place} draft={draft} problems={problems} onChange={onChange} />
      <FormRow label={t.format} hint={t.formatHint}>
        <Segmented
          label={t.format}
          value={draft.fileFormat}
          onChange={(fileFormat) => onChange({ fileFormat })}
          options={[
            { value: 'parquet', label: t.parquet },
            { value: 'plain-text', label: t.plainText },
          ]}
        />
      </FormRow>
      <FormRow label={t.partitions}>
        <div>
          <Checkbox isSelected={draft.hourly} onChange={(hourly) => onChange({ hourly })}>
            <span>
              {t.hourly} <span className="ui-hint">{t.hourlyHint}</span>
            </span>
          </Checkbox>
          <Checkbox isSelected={draft.hive} onChange={(hive) => onChange({ hive })}>
            <span>
              {t.hive} <span className="ui-hint">{t.hiveHint}</span>
            </span>
          </Checkbox>
        </div>
      </FormRow>
      <FormRow label={t.interval} hint={t.intervalHint}>
        <Segmented
          label={t.interval}
          value={draft.intervalSeconds === 60 ? '60' : '600'}
          onChange={(seconds) => onChange({ intervalSeconds: seconds === '60' ? 60 : 600 })}
          options={[
            { value: '60', label: t.minute1 },
            { value: '600', label: t.minutes10 },
          ]}
        />
      </FormRow>
      <FormRow label={t.traffic} hint={t.trafficHint}>
        <Segmented
          label={t.traffic}
          value={draft.traffic}
          onChange={(traffic) => onChange({ traffic })}
          options={[
            { value: 'ALL', label: t.trafficAll },
            { value: 'ACCEPT', label: 'ACCEPT' },
            { value: 'REJECT', label: 'REJECT' },
          ]}
        />
      </FormRow>
      <FormRow label={t.fields} hint={t.fieldsHint}>
        <Segmented
          label={t.fields}
          value={isAll ? 'all' : 'chosen'}
          // To begin with, only the last one is off: the list comes into sight, and nothing much is lost.
          onChange={(which) => onChange({ fields: which === 'all' ? [...recommendedFields] : recommendedFields.slice(0, -1) })}
          options={[
            { value: 'all', label: t.fieldsAll(allFields.length) },
            { value: 'chosen', label: t.fieldsChosen },
          ]}
        />
      </FormRow>
      {!isAll && <FieldChoice chosen={draft.fields} problem={problems.fields} onChange={(fields) => onChange({ fields: [...fields] })} />}
      <FormRow label={t.tags}>
        <TagRows tags={draft.tags} onChange={(tags) => onChange({ tags: [...tags] })} />
      </FormRow>
    </div>
  );
}
