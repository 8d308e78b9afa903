import { looksLikeRegion, regions } from '../../preload/contract/regions.ts';
import { useLanguage } from '../i18n/language.tsx';
import { useTexts } from '../i18n/use-texts.ts';
import { texts as queryTexts } from '../query/texts.ts';
import { ComboBox, type Suggestion } from '../ui/combo-box.tsx';
import { texts } from './texts.ts';

/** A region by its code or its name; the profile's own and those used before come first. Any code can be typed. */
export function RegionField({
  own,
  used,
  value,
  onChange,
}: {
  /** The region that holds when none is chosen. */
  readonly own: string | null;
  readonly used: readonly string[];
  readonly value: string;
  readonly onChange: (value: string) => void;
}) {
  const t = useTexts(queryTexts);
  const s = useTexts(texts);
  const language = useLanguage();
  const first = [...new Set([...(own === null ? [] : [own]), ...used])];
  const nameOf = (code: string) => regions.find((region) => region.code === code)?.[language] ?? '';
  const line = (code: string): Suggestion => {
    const why = code === own ? s.ownRegion : used.includes(code) ? s.usedBefore : null;
    return { value: code, side: [nameOf(code), why].filter(Boolean).join(' · ') };
  };
  const suggestions = [...first, ...regions.map(({ code }) => code).filter((code) => !first.includes(code))].map(line);
  const typed = value.trim();
  const isBad = typed !== '' && !looksLikeRegion(typed) && !regions.some((region) => region.code.startsWith(typed.toLowerCase()));
  const hint = nameOf(typed === '' ? (own ?? '') : typed);

  return (
    <>
      <span className="ui-rows-label ui-rows-top">{t.region}</span>
      <ComboBox
        label={t.region}
        value={value}
        onChange={onChange}
        suggestions={suggestions}
        placeholder={own ?? t.regionDefault}
        problem={isBad ? s.badRegion : null}
        hint={hint === '' ? null : hint}
      />
    </>
  );
}
