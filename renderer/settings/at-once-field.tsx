import type { Settings } from '../../preload/contract/settings.ts';
import { useTexts } from '../i18n/use-texts.ts';
import { Select } from '../ui/select.tsx';
import { texts } from './texts.ts';

type AtOnce = Settings['runsAtOnce'];

const ATHENA = [1, 2, 3, 5, 8, 10, 15, 20];
const LOCAL = [1, 2, 3, 4];

/** How many runs go at once. */
export function AtOnceField({ value, onChange }: { readonly value: AtOnce; readonly onChange: (value: AtOnce) => void }) {
  const t = useTexts(texts);
  return (
    <div className="ui-field-stack">
      <div className="ui-row">
        <Select
          label={t.atOnceAthena}
          options={optionsOf(ATHENA, value.athena)}
          value={String(value.athena)}
          onChange={(athena) => onChange({ ...value, athena: Number(athena) })}
        />
        <Select
          label={t.atOnceLocal}
          options={optionsOf(LOCAL, value.local)}
          value={String(value.local)}
          onChange={(local) => onChange({ ...value, local: Number(local) })}
        />
      </div>
      <span className="ui-hint">{t.atOnceHint}</span>
    </div>
  );
}

/** Whatever was set is among them. */
function optionsOf(counts: readonly number[], set: number) {
  return [...new Set([...counts, set])].sort((a, b) => a - b).map((count) => ({ value: String(count), label: String(count) }));
}
