import { useEffect, useMemo, useRef } from 'react';
import { useLanguage } from '../i18n/language.tsx';
import { useTexts } from '../i18n/use-texts.ts';
import { Button } from '../ui/button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { isCommand } from '../ui/key-names.ts';
import { TextField } from '../ui/text-field.tsx';
import { foundFields } from './found-fields.ts';
import { texts } from './texts.ts';

/** Every field of a flow-log record, with what it and its values mean. */
export function FieldsTool({ search, onSearch }: { readonly search: string; readonly onSearch: (search: string) => void }) {
  const t = useTexts(texts);
  const language = useLanguage();
  const searchField = useRef<HTMLInputElement>(null);
  const found = useMemo(() => foundFields(search, language), [search, language]);

  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (!isCommand(event) || event.key.toLowerCase() !== 'f') return;
      searchField.current?.focus();
      event.preventDefault();
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, []);

  return (
    <div className="tools-fields">
      <div className="tools-row tools-fields-bar">
        <TextField
          label={t.search}
          hideLabel
          type="search"
          width={380}
          value={search}
          placeholder={t.search}
          onChange={onSearch}
          inputRef={searchField}
          onKeyDown={(event) => {
            if (event.key === 'Escape') onSearch('');
          }}
        />
        <span className="muted" role="status">
          {t.count(found.length)}
        </span>
      </div>
      {found.length === 0 ? (
        <EmptyState text={t.noField}>
          <Button onPress={() => onSearch('')}>{t.clearSearch}</Button>
        </EmptyState>
      ) : (
        <div className="tools-fields-list">
          <table className="tools-fields-table" aria-label={t.fieldList}>
            <thead>
              <tr>
                <th scope="col">{t.field}</th>
                <th scope="col">{t.meaning}</th>
                <th scope="col">{t.type}</th>
                <th scope="col" className="tools-number">
                  {t.version}
                </th>
              </tr>
            </thead>
            <tbody>
              {found.map(({ field, values }) => (
                <tr key={field.name}>
                  <th scope="row">
                    <span className="mono selectable">{field.name}</span>
                    {!saysTheSame(field.name, field.label[language]) && <span className="muted">{field.label[language]}</span>}
                  </th>
                  <td>
                    <span className="selectable">{field.meaning[language]}</span>
                    {values.length > 0 && (
                      <dl className="tools-values">
                        {values.map(({ value, text }) => (
                          <div key={value}>
                            <dt className="mono selectable">{value}</dt>
                            <dd className="selectable">{text}</dd>
                          </div>
                        ))}
                      </dl>
                    )}
                  </td>
                  <td className="mono muted">{field.type}</td>
                  <td className="muted tools-number">{field.version}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </div>
  );
}

/** `account` beside `account-id` tells nothing. */
function saysTheSame(name: string, label: string): boolean {
  return name.replace(/-id$/, '') === label.replaceAll(' ', '-').replace(/-id$/, '');
}
