import { useTexts } from '../i18n/use-texts.ts';
import { Checkbox } from '../ui/checkbox.tsx';
import { texts } from './texts.ts';

export interface CsvForm {
  readonly bom: boolean;
  readonly rawTimes: boolean;
}

/** What is a choice in a CSV alone. */
export function CsvOptions({ form, onChange }: { readonly form: CsvForm; readonly onChange: (form: CsvForm) => void }) {
  const t = useTexts(texts);
  return (
    <>
      <span className="ui-rows-label">{t.csvOptions}</span>
      <span className="ui-row result-csv-options">
        <Checkbox isSelected={form.bom} onChange={(bom) => onChange({ ...form, bom })}>
          {t.bom}
        </Checkbox>
        <Checkbox isSelected={form.rawTimes} onChange={(rawTimes) => onChange({ ...form, rawTimes })}>
          {t.rawTimes}
        </Checkbox>
      </span>
    </>
  );
}
