import { useMemo, useState } from 'react';
import { fields as allFields } from '../../../main/flowlogs/fields.ts';
import { defaultFields, recommendedFields } from '../../../main/flowlogs/log-format.ts';
import { useLanguage } from '../../i18n/language.tsx';
import { useTexts } from '../../i18n/use-texts.ts';
import { foundFields } from '../../tools/found-fields.ts';
import { LinkButton } from '../../ui/button.tsx';
import { Checkbox } from '../../ui/checkbox.tsx';
import { Icon } from '../../ui/icon.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { texts as flowLogTexts } from './texts.ts';

/** Fields to record, each beside what it means. They stay in AWS's own order, whatever is ticked first. */
export function FieldChoice({
  chosen,
  problem,
  onChange,
}: {
  readonly chosen: readonly string[];
  readonly problem: 'fieldsNone' | null;
  readonly onChange: (fields: readonly string[]) => void;
}) {
  const t = useTexts(flowLogTexts);
  const language = useLanguage();
  const [search, setSearch] = useState('');
  const found = useMemo(() => foundFields(search, language), [search, language]);
  const has = new Set(chosen);
  const toggle = (name: string, isOn: boolean) =>
    onChange(allFields.map((field) => field.name).filter((each) => (each === name ? isOn : has.has(each))));
  return (
    <section className="field-choice" aria-label={t.fields}>
      <div className="field-choice-bar">
        <TextField
          label={t.searchFields}
          hideLabel
          type="search"
          width={240}
          placeholder={t.searchFields}
          value={search}
          onChange={setSearch}
        />
        <LinkButton onPress={() => onChange(recommendedFields)}>{t.chooseAll}</LinkButton>
        <LinkButton onPress={() => onChange(defaultFields)}>{t.chooseBasic}</LinkButton>
        <span className="spacer" />
        {problem === null ? (
          <span className="muted" role="status">
            {t.fieldsCount(chosen.length, allFields.length)}
          </span>
        ) : (
          <span className="ui-problem" role="alert">
            <Icon name="warning" size={14} />
            {t[problem]}
          </span>
        )}
      </div>
      <ul className="field-choice-list">
        {found.map(({ field }) => (
          <li key={field.name}>
            <Checkbox isSelected={has.has(field.name)} onChange={(isOn) => toggle(field.name, isOn)}>
              <span className="mono field-choice-name">{field.name}</span>
              <span className="muted">{field.meaning[language]}</span>
            </Checkbox>
          </li>
        ))}
      </ul>
    </section>
  );
}
