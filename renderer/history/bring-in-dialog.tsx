import { useId, useState } from 'react';
import type { BringInRequest } from '../../preload/contract/bring-in.ts';
import type { SourceRef } from '../../preload/contract/query.ts';
import { useOperation } from '../api/use-operation.ts';
import { useTexts } from '../i18n/use-texts.ts';
import { texts as queryTexts } from '../query/texts.ts';
import { NameField } from '../sources/name-field.tsx';
import { ProfileField } from '../sources/profile-field.tsx';
import { RegionField } from '../sources/region-field.tsx';
import { refOf, rememberedFor, type Typed, typedOf, withProfile } from '../sources/remembered.ts';
import { Button } from '../ui/button.tsx';
import { Checkbox } from '../ui/checkbox.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { Segmented } from '../ui/segmented.tsx';
import './bring-in.css';
import { bringInTexts } from './bring-in-texts.ts';

const choices = [1, 3, 7, 14, 30, 45];

/** Which workgroup, how far back. It begins with the source now, where that is in Athena. */
export function BringInDialog({
  near,
  zone,
  onStart,
  onClose,
}: {
  readonly near: SourceRef;
  readonly zone: string;
  readonly onStart: (request: Omit<BringInRequest, 'id'>) => void;
  readonly onClose: () => void;
}) {
  const t = useTexts(bringInTexts);
  const q = useTexts(queryTexts);
  const formId = useId();
  const profiles = useOperation('aws.profiles', {});
  const sources = (useOperation('source.list', {}).value?.sources ?? []).map(({ source }) => source);
  const [typed, setTyped] = useState<Typed>(() =>
    near.kind === 'athena' ? typedOf(near) : { profile: '', table: '', ...rememberedFor('', []) },
  );
  const [touched, setTouched] = useState<ReadonlySet<keyof Typed>>(new Set());
  const [days, setDays] = useState('45');
  const [withFailed, setWithFailed] = useState(false);

  const set = (key: 'region' | 'workgroup') => (value: string) => {
    setTouched((before) => new Set([...before, key]));
    setTyped((before) => ({ ...before, [key]: value }));
  };
  const name = typed.profile.trim();
  const own = profiles.value?.profiles.find((profile) => profile.name === name)?.region ?? null;
  const used = [...new Set(sources.flatMap((source) => (source.kind === 'athena' && source.region !== null ? [source.region] : [])))];
  const ref = refOf(typed);

  return (
    <Dialog
      title={t.title}
      isOpen
      onClose={onClose}
      width={640}
      footer={
        <>
          <Button onPress={onClose}>{t.dismiss}</Button>
          <Button variant="primary" form={formId}>
            {t.start}
          </Button>
        </>
      }
    >
      <form
        id={formId}
        className="bring-in-form"
        onSubmit={(event) => {
          event.preventDefault();
          const { profile, region, workgroup } = ref;
          onStart({ profile, region, workgroup, days: Number(days), withFailed, zone });
        }}
      >
        <p>{t.about}</p>
        <div className="ui-rows">
          <ProfileField
            list={profiles.value}
            value={typed.profile}
            onChange={(profile) => setTyped((before) => withProfile(before, profile, sources, touched))}
          />
          <RegionField
            own={name === '' ? (profiles.value?.defaults.region ?? null) : own}
            used={used}
            value={typed.region}
            onChange={set('region')}
          />
          <NameField
            label={q.workgroup}
            what="workgroups"
            within={ref}
            value={typed.workgroup}
            onChange={set('workgroup')}
            placeholder={q.workgroupDefault}
          />
          <span className="ui-rows-label">{t.days}</span>
          <div>
            <Segmented
              label={t.days}
              value={days}
              onChange={setDays}
              options={choices.map((count) => ({ value: String(count), label: t.ofDays(count) }))}
            />
          </div>
          <span />
          <Checkbox isSelected={withFailed} onChange={setWithFailed}>
            {t.withFailed}
          </Checkbox>
        </div>
        <p className="ui-hint">{t.again}</p>
      </form>
    </Dialog>
  );
}
