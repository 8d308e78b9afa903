import { useState } from 'react';
import type { AthenaRef } from '../../preload/contract/query.ts';
import { useOperation } from '../api/use-operation.ts';
import { errorText } from '../i18n/error-texts.ts';
import { useLanguage } from '../i18n/language.tsx';
import { useTexts } from '../i18n/use-texts.ts';
import { ComboBox } from '../ui/combo-box.tsx';
import { texts } from './texts.ts';

/** A name in Athena, with AWS's list of them once the field is opened. What AWS refuses to list can still be typed. */
export function NameField({
  label,
  what,
  within,
  value,
  onChange,
  placeholder,
}: {
  readonly label: string;
  readonly what: 'workgroups' | 'catalogs' | 'databases' | 'tables';
  /** What was chosen above it. */
  readonly within: Omit<AthenaRef, 'kind' | 'table'>;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly placeholder: string;
}) {
  const t = useTexts(texts);
  const language = useLanguage();
  // Asked with what stood above when it was opened: not again for every letter typed there.
  const [asked, setAsked] = useState<typeof within | null>(null);
  const names = useOperation('athena.list', asked === null ? null : { what, ...scope(what, asked) });
  const status = names.loading ? t.listing : names.error ? errorText(names.error, language).title : t.listEmpty;

  return (
    <>
      <span className="ui-rows-label">{label}</span>
      <ComboBox
        label={label}
        value={value}
        onChange={onChange}
        suggestions={names.value?.names ?? []}
        placeholder={placeholder}
        status={status}
        onOpen={() => setAsked(within)}
      />
    </>
  );
}

/** Only what the list depends on, so that the same list is not asked for twice. */
function scope(what: 'workgroups' | 'catalogs' | 'databases' | 'tables', within: Omit<AthenaRef, 'kind' | 'table'>) {
  const account = { profile: within.profile, region: within.region, workgroup: null, catalog: null, database: null };
  if (what === 'workgroups') return account;
  const group = { ...account, workgroup: within.workgroup };
  if (what === 'catalogs') return group;
  if (what === 'databases') return { ...group, catalog: within.catalog };
  return { ...group, catalog: within.catalog, database: within.database };
}
