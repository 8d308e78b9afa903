import { useState } from 'react';
import { plainWidth } from '../../main/flowlogs/plain-width.ts';
import { looksLikeRegion, regions } from '../../preload/contract/regions.ts';
import type { RegionPrice } from '../../preload/contract/settings.ts';
import { useLanguage } from '../i18n/language.tsx';
import { useTexts } from '../i18n/use-texts.ts';
import { Button, IconButton } from '../ui/button.tsx';
import { ComboBox } from '../ui/combo-box.tsx';
import { TextField } from '../ui/text-field.tsx';
import { priceOf } from './price-of.ts';
import { texts } from './texts.ts';

/** Regions in which Athena has another price than the one above, and a line to add one. */
export function RegionPrices({
  prices,
  onChange,
}: {
  readonly prices: readonly RegionPrice[];
  readonly onChange: (prices: readonly RegionPrice[]) => void;
}) {
  const t = useTexts(texts);
  const language = useLanguage();
  const [region, setRegion] = useState('');
  const [price, setPrice] = useState('');
  const code = plainWidth(region).trim().toLowerCase();
  const value = priceOf(price);
  const isBadRegion = code !== '' && !looksLikeRegion(code) && !regions.some((each) => each.code.startsWith(code));
  const add = () => {
    if (value === null || !looksLikeRegion(code)) return;
    onChange([...prices.filter((each) => each.region !== code), { region: code, pricePerTb: value }]);
    setRegion('');
    setPrice('');
  };

  return (
    <div className="settings-region-prices">
      {prices.map((each) => (
        <RegionPriceLine
          key={each.region}
          price={each}
          onChange={(pricePerTb) => onChange(prices.map((one) => (one.region === each.region ? { ...one, pricePerTb } : one)))}
          onRemove={() => onChange(prices.filter((one) => one.region !== each.region))}
        />
      ))}
      <ComboBox
        label={t.priceRegion}
        value={region}
        onChange={setRegion}
        suggestions={regions.map((each) => ({ value: each.code, side: each[language] }))}
        placeholder={t.priceRegion}
        problem={isBadRegion ? t.badRegion : null}
        hint={t.priceRegionHint}
      />
      <TextField
        label={t.priceUnit}
        hideLabel
        placeholder={t.priceUnit}
        value={price}
        onChange={setPrice}
        problem={price.trim() !== '' && value === null ? t.priceProblem : null}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && !event.nativeEvent.isComposing) add();
        }}
      />
      <Button onPress={add} isDisabled={value === null || !looksLikeRegion(code)}>
        {t.priceAdd}
      </Button>
    </div>
  );
}

function RegionPriceLine({
  price,
  onChange,
  onRemove,
}: {
  readonly price: RegionPrice;
  readonly onChange: (pricePerTb: number) => void;
  readonly onRemove: () => void;
}) {
  const t = useTexts(texts);
  const [typed, setTyped] = useState(String(price.pricePerTb));
  return (
    <>
      <span className="mono">{price.region}</span>
      <TextField
        label={t.priceIn(price.region)}
        hideLabel
        value={typed}
        onChange={(text) => {
          setTyped(text);
          const value = priceOf(text);
          if (value !== null && value !== price.pricePerTb) onChange(value);
        }}
        problem={priceOf(typed) === null ? t.priceProblem : null}
      />
      <IconButton icon="close" label={t.priceRemove(price.region)} onPress={onRemove} />
    </>
  );
}
