import { LanguageProvider, languageFor } from '../i18n/language.tsx';
import { useTexts } from '../i18n/use-texts.ts';
import { Button } from '../ui/button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { texts } from './texts.ts';

/** The browser window outlived the app behind it. */
export function Ended() {
  return (
    <LanguageProvider language={languageFor('system', navigator.languages)}>
      <EndedText />
    </LanguageProvider>
  );
}

/** A browser window without the key that only the printed address has: somebody else's, or a copy of the address bar. */
export function Refused() {
  return (
    <LanguageProvider language={languageFor('system', navigator.languages)}>
      <RefusedText />
    </LanguageProvider>
  );
}

function EndedText() {
  const t = useTexts(texts);
  return (
    <div className="app-ended" role="alert">
      <EmptyState text={`${t.ended} ${t.endedHint}`}>
        <Button onPress={() => location.reload()}>{t.reload}</Button>
      </EmptyState>
    </div>
  );
}

function RefusedText() {
  const t = useTexts(texts);
  return (
    <div className="app-ended" role="alert">
      <EmptyState text={`${t.refused} ${t.refusedHint}`} />
    </div>
  );
}
