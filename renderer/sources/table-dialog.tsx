import { useId, useState } from 'react';
import { sourceName } from '../../main/flowlogs/titles.ts';
import type { AthenaRef, KnownSource, SourceRef } from '../../preload/contract/query.ts';
import { useEvent } from '../api/use-event.ts';
import { useOperation } from '../api/use-operation.ts';
import { useTexts } from '../i18n/use-texts.ts';
import { texts as queryTexts } from '../query/texts.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { ErrorNote } from '../ui/error-note.tsx';
import { TextField } from '../ui/text-field.tsx';
import { CheckDialog } from './check-dialog.tsx';
import { ConfigProblems } from './config-problems.tsx';
import { NameField } from './name-field.tsx';
import { ProfileField } from './profile-field.tsx';
import { RegionField } from './region-field.tsx';
import { refOf, rememberedFor, type Typed, typedOf, withProfile } from './remembered.ts';
import './sources.css';
import { texts } from './texts.ts';
import { useAddSource } from './use-add-source.ts';

/** A table in Athena, to add or to change. AWS's names are offered, any can be typed; an empty field means AWS's own default. */
export function TableDialog({
  near,
  known,
  editing,
  onAdd,
  onClose,
}: {
  /** The source now: a table beside it begins with its account and workgroup. */
  readonly near: SourceRef;
  /** All sources, newest first: what was used with each profile. */
  readonly known: readonly KnownSource[];
  /** The source to change; NULL: one is added. */
  readonly editing: (KnownSource & { readonly source: AthenaRef }) | null;
  readonly onAdd: (source: SourceRef) => void;
  readonly onClose: () => void;
}) {
  const t = useTexts(queryTexts);
  const s = useTexts(texts);
  const formId = useId();
  const sources = known.map(({ source }) => source);
  const [typed, setTyped] = useState<Typed>(() => openingTexts(editing?.source ?? near, editing !== null, sources));
  const [name, setName] = useState(editing?.name ?? '');
  const [touched, setTouched] = useState<ReadonlySet<keyof Typed>>(
    new Set(editing ? (['region', 'workgroup', 'catalog', 'database'] as const) : []),
  );
  const [isChecking, setChecking] = useState(false);
  const { isBusy, error, add, clear } = useAddSource(editing?.source ?? null, onAdd);
  const profiles = useOperation('aws.profiles', {});
  useEvent('aws.changed', profiles.reload);

  const own = profiles.value?.profiles.find((profile) => profile.name === typed.profile.trim());
  const ownRegion = typed.profile.trim() === '' ? (profiles.value?.defaults.region ?? null) : (own?.region ?? null);
  const set = (key: Exclude<keyof Typed, 'profile'>) => (value: string) => {
    clear();
    setTouched((before) => new Set([...before, key]));
    setTyped((before) => ({ ...before, [key]: value }));
  };
  const setProfile = (profile: string) => {
    clear();
    setTyped((before) => withProfile(before, profile, sources, touched));
  };
  const ref = refOf(typed);
  const used = [...new Set(sources.flatMap((source) => (source.kind === 'athena' && source.region !== null ? [source.region] : [])))];

  return (
    <Dialog
      title={editing ? s.editTable : t.tableTitle}
      isOpen
      onClose={onClose}
      width={640}
      footer={
        <>
          <Button isDisabled={ref.table === ''} onPress={() => setChecking(true)}>
            {s.checkNow}
          </Button>
          <span className="spacer" />
          <Button onPress={onClose}>{t.dismiss}</Button>
          <Button variant="primary" form={formId} isDisabled={ref.table === ''}>
            {isBusy ? t.adding : editing ? s.save : t.add}
          </Button>
        </>
      }
    >
      <form
        id={formId}
        className="source-form"
        onSubmit={(event) => {
          event.preventDefault();
          if (ref.table !== '' && !isBusy) void add({ source: ref, name: name.trim() === '' ? null : name.trim() });
        }}
      >
        <div className="ui-rows">
          <ProfileField list={profiles.value} value={typed.profile} onChange={setProfile} />
          <RegionField own={ownRegion} used={used} value={typed.region} onChange={set('region')} />
          <NameField
            label={t.workgroup}
            what="workgroups"
            within={ref}
            value={typed.workgroup}
            onChange={set('workgroup')}
            placeholder={t.workgroupDefault}
          />
          <NameField
            label={t.catalog}
            what="catalogs"
            within={ref}
            value={typed.catalog}
            onChange={set('catalog')}
            placeholder={t.catalogDefault}
          />
          <NameField
            label={t.database}
            what="databases"
            within={ref}
            value={typed.database}
            onChange={set('database')}
            placeholder={t.databaseDefault}
          />
          <NameField
            label={t.table}
            what="tables"
            within={ref}
            value={typed.table}
            onChange={set('table')}
            placeholder={t.tablePlaceholder}
          />
          <span className="ui-rows-label">{s.name}</span>
          <TextField
            label={s.name}
            hideLabel
            value={name}
            onChange={(next) => setName(next.slice(0, 100))}
            placeholder={ref.table === '' ? '' : sourceName(ref, 'en')}
          />
        </div>
        {profiles.value && <ConfigProblems problems={profiles.value.problems} />}
        {error && <ErrorNote error={error} />}
      </form>
      {isChecking && <CheckDialog source={ref} name={name.trim() || sourceName(ref, 'en')} onClose={() => setChecking(false)} />}
    </Dialog>
  );
}

function openingTexts(near: SourceRef, isEditing: boolean, sources: readonly SourceRef[]): Typed {
  if (near.kind === 'athena') return isEditing ? typedOf(near) : { ...typedOf(near), table: '' };
  return { profile: '', table: '', ...rememberedFor('', sources) };
}
