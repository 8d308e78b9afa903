/** The page begins: connect, ask what is needed to draw, draw. */
// First, so that every part's own style comes after them.
import './styles/tokens.css';
import './styles/base.css';

import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { createClient } from './api/client.ts';
import { ClientProvider } from './api/client-context.tsx';
import { connect } from './api/connect.ts';
import { wireErrorOf } from './api/request-error.ts';
import { App } from './app.tsx';
import { LanguageProvider, languageFor } from './i18n/language.tsx';
import { keepQuestion, keptQuestion } from './query/kept-question.ts';
import { QueryProvider } from './query/query-context.tsx';
import { createQueryStore } from './query/query-store.ts';
import { SettingsProvider, systemZone } from './settings/settings-context.tsx';
import { Ended, Refused } from './shell/ended.tsx';
import { applyTheme } from './shell/use-appearance.ts';
import { SignInProvider } from './sign-in/sign-in-context.tsx';
import { createSignInStore } from './sign-in/sign-in-store.ts';
import { createSigningInClient } from './sign-in/signing-in-client.ts';
import { ErrorNote } from './ui/error-note.tsx';

// Before anything is drawn: no white flash in a dark room.
applyTheme('system');

const element = document.getElementById('root');
if (!element) throw new Error('the page has no #root');
const root = createRoot(element);

async function begin(): Promise<void> {
  const bridge = await connect(() => root.render(<Ended />));
  if (bridge === null) return root.render(<Refused />);
  const plain = createClient(bridge);
  const signIns = createSignInStore(plain);
  const client = createSigningInClient(plain, signIns);
  const opening = await client.request('app.read', {});
  const store = createQueryStore(client, opening.settings.source, opening.settings.zone ?? systemZone());
  const kept = keptQuestion();
  void (kept ? store.restore(kept) : store.describe());
  store.subscribe(() => keepQuestion(store.get()));
  root.render(
    <StrictMode>
      <ClientProvider client={client}>
        <SettingsProvider initial={opening.settings}>
          <SignInProvider store={signIns}>
            <QueryProvider store={store}>
              <App opening={opening} />
            </QueryProvider>
          </SignInProvider>
        </SettingsProvider>
      </ClientProvider>
    </StrictMode>,
  );
}

begin().catch((thrown) =>
  root.render(
    <LanguageProvider language={languageFor('system', navigator.languages)}>
      <div className="app-ended">
        <ErrorNote layout="page" error={wireErrorOf(thrown)} />
      </div>
    </LanguageProvider>,
  ),
);
