import { useId, useState } from 'react';
import type { AthenaRef, SourceRef } from '../../preload/contract/query.ts';
import { useOperation } from '../api/use-operation.ts';
import { useTexts } from '../i18n/use-texts.ts';
import { Button } from '../ui/button.tsx';
import { ComboBox } from '../ui/combo-box.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { ErrorNote } from '../ui/error-note.tsx';
import { NameField } from './name-field.tsx';
import { regions } from './regions.ts';
import { texts } from './texts.ts';
import { useAddSource } from './use-add-source.ts';

type Typed = { readonly [K in Exclude<keyof AthenaRef, 'kind'>]: string };

const orNull = (text: string) => (text.trim() === '' ? null : text.trim());

/** A table in Athena. AWS's names are offered, any can be typed; an empty field means AWS's own default. */
export function AddTableDialog({
  near,
  onAdd,
  onClose,
}: {
  /** The source now: a table beside it begins with its account and workgroup. */
  readonly near: SourceRef;
  readonly onAdd: (source: SourceRef) => void;
  readonly onClose: () => void;
}) {
  const t = useTexts(texts);
  const formId = useId();
  const [typed, setTyped] = useState<Typed>(() => openingTexts(near));
  const { isBusy, error, add, clear } = useAddSource(onAdd);
  const profiles = useOperation('aws.profiles', {});
  const own = profiles.value?.profiles.find((profile) => profile.name === typed.profile.trim());
  const set = (patch: Partial<Typed>) => {
    clear();
    setTyped((before) => ({ ...before, ...patch }));
  };
  const ref: Omit<AthenaRef, 'kind' | 'table'> = {
    profile: orNull(typed.profile),
    region: orNull(typed.region),
    workgroup: orNull(typed.workgroup),
    catalog: orNull(typed.catalog),
    database: orNull(typed.database),
  };
  const table = typed.table.trim();

  return (
    <Dialog
      title={t.tableTitle}
      isOpen
      onClose={onClose}
      width={600}
      footer={
        <>
          <Button onPress={onClose}>{t.dismiss}</Button>
          <Button variant="primary" form={formId} isDisabled={table === ''}>
            {isBusy ? t.adding : t.add}
          </Button>
        </>
      }
    >
      <form
        id={formId}
        className="source-form"
        onSubmit={(event) => {
          event.preventDefault();
          if (table !== '' && !isBusy) void add({ kind: 'athena', ...ref, table });
        }}
      >
        <div className="ui-rows">
          <span className="ui-rows-label">{t.profile}</span>
          <ComboBox
            label={t.profile}
            value={typed.profile}
            onChange={(profile) => set({ profile })}
            suggestions={(profiles.value?.profiles ?? []).map((profile) => profile.name)}
            placeholder={t.profileDefault}
            autoFocus
          />
          <span className="ui-rows-label">{t.region}</span>
          <ComboBox
            label={t.region}
            value={typed.region}
            onChange={(region) => set({ region })}
            suggestions={regions}
            placeholder={own?.region ?? t.regionDefault}
          />
          <NameField
            label={t.workgroup}
            what="workgroups"
            within={ref}
            value={typed.workgroup}
            onChange={(workgroup) => set({ workgroup })}
            placeholder={t.workgroupDefault}
          />
          <NameField
            label={t.catalog}
            what="catalogs"
            within={ref}
            value={typed.catalog}
            onChange={(catalog) => set({ catalog })}
            placeholder={t.catalogDefault}
          />
          <NameField
            label={t.database}
            what="databases"
            within={ref}
            value={typed.database}
            onChange={(database) => set({ database })}
            placeholder={t.databaseDefault}
          />
          <NameField
            label={t.table}
            what="tables"
            within={ref}
            value={typed.table}
            onChange={(next) => set({ table: next })}
            placeholder={t.tablePlaceholder}
          />
        </div>
        {error && <ErrorNote error={error} />}
      </form>
    </Dialog>
  );
}

function openingTexts(near: SourceRef): Typed {
  if (near.kind !== 'athena') return { profile: '', region: '', workgroup: '', catalog: '', database: '', table: '' };
  const { profile, region, workgroup, catalog, database } = near;
  return {
    profile: profile ?? '',
    region: region ?? '',
    workgroup: workgroup ?? '',
    catalog: catalog ?? '',
    database: database ?? '',
    table: '',
  };
}
