import { useDeferredValue, useState } from 'react';
import type { AthenaRef } from '../../preload/contract/query.ts';
import { useOperation } from '../api/use-operation.ts';
import { errorText } from '../i18n/error-texts.ts';
import { useLanguage } from '../i18n/language.tsx';
import { useTexts } from '../i18n/use-texts.ts';
import { texts as queryTexts } from '../query/texts.ts';
import { ComboBox } from '../ui/combo-box.tsx';
import { texts as uiTexts } from '../ui/texts.ts';
import { texts } from './texts.ts';
import { useSettled } from './use-settled.ts';

/** A search goes to AWS when the typing rests so long. */
const REST_MS = 250;

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
  const t = useTexts(queryTexts);
  const s = useTexts(texts);
  const u = useTexts(uiTexts);
  const language = useLanguage();
  // Asked with what stood above when it was opened: not again for every letter typed there.
  const [asked, setAsked] = useState<typeof within | null>(null);
  const input = asked === null ? null : { what, ...scope(what, asked) };
  const all = useOperation('athena.list', input);
  const search = useSettled(value.trim(), REST_MS);
  // Only what is longer than a list is searched where it is.
  const isSearched = all.value?.more === true && search !== '';
  const found = useOperation('athena.list', input !== null && isSearched ? { ...input, search } : null);
  const names = isSearched && found.value ? found : all;
  const suggestions = useDeferredValue(names.value?.names ?? []);
  const isAsking = all.loading || (isSearched && found.loading);
  const error = all.error ?? found.error;
  const refused = error?.code === 'access_denied' ? s.denied(withService(error.details.action)) : null;
  const status = isAsking ? t.listing : error ? (refused ?? s.notListed(errorText(error, language).title)) : t.listEmpty;

  return (
    <>
      <span className="ui-rows-label">{label}</span>
      <ComboBox
        label={label}
        value={value}
        onChange={onChange}
        suggestions={suggestions}
        placeholder={placeholder}
        status={status}
        note={isAsking ? t.listing : names.value?.more ? u.typeMore : null}
        onOpen={() => setAsked(within)}
      />
    </>
  );
}

/** `athena:ListWorkGroups`, whether AWS named the service or not. */
const withService = (action: unknown) => {
  const text = String(action ?? '');
  return text.includes(':') ? text : `athena:${text}`;
};

/** Only what the list depends on, so that the same list is not asked for twice. */
function scope(what: 'workgroups' | 'catalogs' | 'databases' | 'tables', within: Omit<AthenaRef, 'kind' | 'table'>) {
  const account = { profile: within.profile, region: within.region, workgroup: null, catalog: null, database: null };
  if (what === 'workgroups') return account;
  const group = { ...account, workgroup: within.workgroup };
  if (what === 'catalogs') return group;
  if (what === 'databases') return { ...group, catalog: within.catalog };
  return { ...group, catalog: within.catalog, database: within.database };
}
