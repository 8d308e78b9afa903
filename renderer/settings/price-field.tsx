import { useState } from 'react';
import { useTexts } from '../i18n/use-texts.ts';
import { TextField } from '../ui/text-field.tsx';
import { priceOf } from './price-of.ts';
import { texts } from './texts.ts';

/** USD for a terabyte scanned. What is typed is kept as soon as it is a number. */
export function PriceField({ price, onChange }: { readonly price: number; readonly onChange: (price: number) => void }) {
  const t = useTexts(texts);
  const [typed, setTyped] = useState(String(price));
  const problem = priceOf(typed) === null ? t.priceProblem : null;
  return (
    <div className="settings-price">
      <TextField
        label={t.price}
        hideLabel
        width={90}
        value={typed}
        onChange={(text) => {
          setTyped(text);
          const value = priceOf(text);
          if (value !== null && value !== price) onChange(value);
        }}
        problem={problem}
      />
      <span className="muted settings-unit">{t.priceUnit}</span>
      <span className="ui-hint settings-unit">{t.priceHint}</span>
    </div>
  );
}
