import { useState } from 'react';
import type { Elsewhere } from '../../preload/contract/setup.ts';
import { useTexts } from '../i18n/use-texts.ts';
import { Segmented } from '../ui/segmented.tsx';
import { CopyButton } from './copy-button.tsx';
import { texts as flowLogTexts } from './flow-log/texts.ts';

/** The same to be done elsewhere: one of three texts, to copy. */
export function ElsewhereTabs({ elsewhere }: { readonly elsewhere: Elsewhere }) {
  const t = useTexts(flowLogTexts);
  const [tab, setTab] = useState<keyof Elsewhere>('cli');
  const tabs = (['cli', 'cloudFormation', 'terraform'] as const).map((value) => ({ value, label: t[value] }));
  return (
    <section className="elsewhere" aria-label={t.elsewhere}>
      <div className="elsewhere-bar">
        <h3>{t.elsewhere}</h3>
        <Segmented label={t.elsewhere} value={tab} onChange={setTab} options={tabs} />
        <span className="spacer" />
        <CopyButton text={elsewhere[tab]} />
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a text that scrolls is scrolled by keys too. */}
      <pre className="mono setup-code" tabIndex={0}>
        {elsewhere[tab]}
      </pre>
      <p className="ui-hint">{t.elsewhereHint}</p>
    </section>
  );
}
