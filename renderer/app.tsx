/** The window: rail, the view that is on, what can be dropped on it. */
import { useCallback, useEffect, useRef, useState } from 'react';
import type { OperationOutput } from '../preload/contract/operations.ts';
import type { SourceRef } from '../preload/contract/query.ts';
import type { Filter } from '../preload/contract/result.ts';
import type { Run } from '../preload/contract/run.ts';
import './app.css';
import { useClient } from './api/client-context.tsx';
import { useEvent } from './api/use-event.ts';
import { type Comparing, openingComparison } from './compare/compare-state.ts';
import { CompareView } from './compare/compare-view.tsx';
import { HistoryView } from './history/history-view.tsx';
import { LanguageProvider, languageFor } from './i18n/language.tsx';
import type { Window } from './query/presets.ts';
import { useQueryStore } from './query/query-context.tsx';
import { QueryView } from './query/query-view.tsx';
import { systemZone, useSettings } from './settings/settings-context.tsx';
import { SettingsView } from './settings/settings-view.tsx';
import { withoutEnded } from './setup/setup-state.ts';
import { SetupView } from './setup/setup-view.tsx';
import { useSetupState } from './setup/use-setup-state.ts';
import { DropTarget } from './shell/drop-target.tsx';
import { FailureBoundary } from './shell/failure-boundary.tsx';
import { FreedNotice } from './shell/freed-notice.tsx';
import { Notice } from './shell/notice.tsx';
import { Rail, type ViewName } from './shell/rail.tsx';
import { TopBar } from './shell/top-bar.tsx';
import { useAppearance } from './shell/use-appearance.ts';
import { useViewKeys } from './shell/use-view-keys.ts';
import { SignInDialog } from './sign-in/sign-in-dialog.tsx';
import { openingTools, type ToolsState } from './tools/tools-state.ts';
import { ToolsView } from './tools/tools-view.tsx';

/** @param opening what the app said when the page asked it first */
export function App({ opening }: { readonly opening: OperationOutput<'app.read'> }) {
  const { settings, write } = useSettings();
  const store = useQueryStore();
  const [view, setView] = useState<ViewName>('query');
  const [comparing, setComparing] = useState<Comparing | null>(null);
  const [tools, setTools] = useState(openingTools);
  const [setup, changeSetup] = useSetupState();
  const client = useClient();
  const [setAside, setSetAside] = useState(opening.historySetAside);
  const [freed, setFreed] = useState(opening.freedAtStart);
  const language = languageFor(settings.language, navigator.languages);
  const zone = settings.zone ?? systemZone();

  // What ended while its view was on was told there.
  const viewBefore = useRef(view);
  useEffect(() => {
    if (viewBefore.current === 'setup' && view !== 'setup') changeSetup(withoutEnded);
    viewBefore.current = view;
  }, [view, changeSetup]);
  useAppearance(settings.theme, language);
  useViewKeys(setView);
  useEffect(() => store.setZone(zone), [store, zone]);
  useEvent('room.freed', setFreed);
  useEvent('menu.chosen', ({ item }) => setView(item === 'run' || item === 'export' ? 'query' : item));

  const pickSource = (source: SourceRef) => {
    store.pickSource(source);
    write({ source });
  };
  /** A source that Set-up leads to: kept among the others, and asked next. */
  const goOnWith = (source: SourceRef, window: Window | null) => {
    client.request('source.save', { source, name: null, before: null }).catch(() => undefined);
    store.openNew(source, window);
    write({ source });
    setView('query');
  };
  const openReport = (id: string) => {
    changeSetup((before) => ({ ...before, page: { at: 'cleanup', id, flowLogIds: [] } }));
    setView('setup');
  };
  const changeTools = (patch: Partial<ToolsState>) => setTools((before) => ({ ...before, ...patch }));
  const openFile = useCallback(
    (file: File) => {
      setView('query');
      void store.openFile(file);
    },
    [store],
  );
  const showRows = (run: Run, filters: readonly Filter[]) => {
    setView('query');
    store.openRun(run, filters);
  };
  const inQuery = (act: (run: Run) => unknown) => (run: Run) => {
    setView('query');
    void act(run);
  };

  return (
    <LanguageProvider language={language}>
      <div className="app">
        <Rail view={view} onView={setView} />
        <main className="app-main">
          {setAside !== null && (
            <Notice error={{ code: 'history_damaged', message: '', details: { path: setAside } }} onDismiss={() => setSetAside(null)} />
          )}
          {freed && <FreedNotice freed={freed} onDismiss={() => setFreed(null)} />}
          <div className="app-views">
            {/* Stays where it is while another view is on: its rows, its scroll position, what is being typed. */}
            <div className="app-view" inert={view !== 'query'} data-hidden={view !== 'query'}>
              <FailureBoundary>
                <TopBar host={opening.host} zone={zone} onSource={pickSource} onZone={(next) => write({ zone: next })} />
                <QueryView zone={zone} isActive={view === 'query'} />
              </FailureBoundary>
            </div>
            {view === 'history' && (
              <div className="app-view">
                <FailureBoundary>
                  {comparing ? (
                    <CompareView
                      comparing={comparing}
                      onChange={(patch) => setComparing((before) => before && { ...before, ...patch })}
                      onBack={() => setComparing(null)}
                      onOpen={inQuery(store.openRun)}
                      onShowRows={showRows}
                    />
                  ) : (
                    <HistoryView
                      zone={zone}
                      onCompare={(one, other) => setComparing(openingComparison(one, other))}
                      onOpen={inQuery(store.openRun)}
                      onRunAgain={inQuery(store.runAgain)}
                      onEditAsNew={inQuery(store.editAsNew)}
                      onReport={openReport}
                    />
                  )}
                </FailureBoundary>
              </div>
            )}
            {view === 'setup' && (
              <div className="app-view">
                <FailureBoundary>
                  <SetupView
                    host={opening.host}
                    zone={zone}
                    state={setup}
                    onChange={changeSetup}
                    onSource={goOnWith}
                    onOpenRun={inQuery(store.openRun)}
                  />
                </FailureBoundary>
              </div>
            )}
            {view === 'tools' && (
              <div className="app-view">
                <FailureBoundary>
                  <ToolsView zone={zone} state={tools} onChange={changeTools} />
                </FailureBoundary>
              </div>
            )}
            {view === 'settings' && (
              <div className="app-view">
                <FailureBoundary>
                  <SettingsView homePath={opening.homePath} version={opening.version} />
                </FailureBoundary>
              </div>
            )}
          </div>
        </main>
        <DropTarget onFile={openFile} />
        <SignInDialog />
      </div>
    </LanguageProvider>
  );
}
