import { useTexts } from '../i18n/use-texts.ts';
import { Segmented } from '../ui/segmented.tsx';
import { texts } from './texts.ts';

/** What is a choice in a workbook alone. */
export function SheetOptions({ summary, onChange }: { readonly summary: boolean; readonly onChange: (summary: boolean) => void }) {
  const t = useTexts(texts);
  return (
    <>
      <span className="ui-rows-label">{t.sheets}</span>
      <span className="ui-row">
        <Segmented
          label={t.sheets}
          value={summary ? 'summary' : 'rows'}
          onChange={(value) => onChange(value === 'summary')}
          options={[
            { value: 'rows', label: t.rowsOnly },
            { value: 'summary', label: t.withSummary },
          ]}
        />
        {summary && <span className="muted">{t.summaryHint}</span>}
      </span>
    </>
  );
}
