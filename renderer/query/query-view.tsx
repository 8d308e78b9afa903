import { useMemo, useRef, useState } from 'react';
import { buildSql } from '../../main/flowlogs/build-sql.ts';
import { formProblems } from '../../main/flowlogs/form.ts';
import { kindsFor } from '../../main/flowlogs/kinds.ts';
import { lengthProblem } from '../../main/flowlogs/sql-length.ts';
import { runTitle } from '../../main/flowlogs/titles.ts';
import type { Run } from '../../preload/contract/run.ts';
import { NameDialog } from '../history/name-dialog.tsx';
import { errorText } from '../i18n/error-texts.ts';
import { useLanguage } from '../i18n/language.tsx';
import { useTexts } from '../i18n/use-texts.ts';
import { CheckButton } from '../sources/check-button.tsx';
import { Button } from '../ui/button.tsx';
import { ErrorNote } from '../ui/error-note.tsx';
import { ConfirmDialog } from './estimate/confirm-dialog.tsx';
import { EstimateLine } from './estimate/estimate-line.tsx';
import { ReuseSelect } from './estimate/reuse-select.tsx';
import { useEstimate } from './estimate/use-estimate.ts';
import { FoldLine } from './fold-line.tsx';
import { foldedByHand, toggled, unfoldedByHand } from './fold-state.ts';
import { problemTexts } from './problem-texts.ts';
import { useQueryState, useQueryStore } from './query-context.tsx';
import { QueryForm } from './query-form.tsx';
import type { QueryState } from './query-state.ts';
import { currentQuery, isUnderWay } from './query-state.ts';
import './query-view.css';
import { useEvent } from '../api/use-event.ts';
import { ResultPlace } from './result-place.tsx';
import { RunBar } from './run-bar.tsx';
import { RunOutcome } from './run-outcome.tsx';
import { blockedSql } from './sql/blocked-sql.ts';
import { errorOffset } from './sql/error-offset.ts';
import { askedParameters, sqlProblem } from './sql/parameter-drafts.ts';
import { ParameterFields } from './sql/parameter-fields.tsx';
import { QueriesDialog } from './sql/queries-dialog.tsx';
import { SqlPanel } from './sql/sql-panel.tsx';
import { TableWarnings } from './table-warnings.tsx';
import { texts } from './texts.ts';
import { useQueryKeys } from './use-query-keys.ts';
import { utcSuffix } from './utc-suffix.ts';

/** Question above, answer below. @param isActive whether this is the view on the screen: then its keys hold */
export function QueryView({ zone, isActive }: { readonly zone: string; readonly isActive: boolean }) {
  const t = useTexts(texts);
  const language = useLanguage();
  const store = useQueryStore();
  const state = useQueryState();
  const { form, fold, run, asked } = state;
  const table = state.table.state === 'ready' ? state.table.table : null;

  const found = useMemo(() => (table ? formProblems(form, table) : []), [form, table]);
  const problems = useMemo(() => problemTexts(found, language), [found, language]);
  const generated = useMemo(() => (table && found.length === 0 ? buildSql(form, table) : null), [form, table, found]);
  const lastGenerated = useRef('');
  if (generated !== null) lastGenerated.current = generated;

  const answered = run ?? asked;
  const isRows = answered?.query.type === 'rows';
  const isFolded = answered !== null && (fold.shown !== 'open' || isRows);
  const showsForm = !isFolded && state.mode === 'form';
  // Without a table there is no statement yet, unless one is typed by hand.
  const showsSql = !isRows && (!isFolded || fold.shown === 'sql') && (state.mode === 'sql' || state.table.state !== 'failed');
  const isStarting = asked !== null && state.error === null;
  const parameters = useMemo(
    () => (state.mode === 'sql' ? askedParameters(state.sql, state.drafts, form) : []),
    [state.mode, state.sql, state.drafts, form],
  );
  // Thousands of values are soon pasted: said before anything is sent. Files have no such limit.
  const tooLong = useMemo(
    () => (generated !== null && state.source.kind === 'athena' ? lengthProblem(generated) : null),
    [generated, state.source],
  );
  const firstProblem = problems.first ?? (tooLong && errorText(tooLong, language).title);
  const blocked = state.mode === 'sql' ? blockedSql(state.sql, parameters, language) : blockedBy(state, firstProblem, t);
  const canEstimate = isActive && !isRows && table !== null && blocked === null;
  const estimate = useEstimate(state.source, canEstimate ? currentQuery(state) : null);
  const canRun = !isRows && blocked === null && !isStarting && !isUnderWay(run);
  // Rows from a CSV have nothing to run again.
  const hasRunBar = !isRows || isStarting || isUnderWay(run);
  // A table without flow-log columns has no form to go back to.
  const hasForm = table === null || kindsFor(table).length > 0;

  const errorAt = useMemo(() => errorOffset(state), [state]);
  const [showsQueries, setShowsQueries] = useState(false);
  const openQuery = (sql: string) => {
    setShowsQueries(false);
    store.openSql(sql);
  };
  /** One that asks for values, or for which there is no room now, is only opened. */
  const runQuery = (sql: string) => {
    openQuery(sql);
    if (sqlProblem(sql, askedParameters(sql, [], form)) === null && !isStarting && !isUnderWay(run)) void store.run();
  };

  const start = () => {
    if (canRun) void store.run();
  };
  const [naming, setNaming] = useState<Run | null>(null);
  useQueryKeys(isActive, {
    onRun: start,
    onFold: () => answered && !isRows && store.setFold(toggled(store.get().fold)),
    onName: () => setNaming(run),
  });
  useEvent('menu.chosen', ({ item }) => {
    if (item === 'run') start();
  });
  const onFold = answered ? () => store.setFold(foldedByHand) : null;

  return (
    <div className="query-view">
      <div className="query-question">
        {isFolded && answered && (
          <FoldLine
            {...titleOf(answered, language)}
            note={run?.note}
            isRows={isRows}
            isSqlShown={fold.shown === 'sql'}
            onUnfold={() => store.setFold(unfoldedByHand('open'))}
            onSql={() => store.setFold(fold.shown === 'sql' ? foldedByHand : unfoldedByHand('sql'))}
            onNew={store.newQuery}
            outcome={hasRunBar ? null : <RunOutcome run={run} zone={zone} />}
          />
        )}
        {!isFolded && run?.note && <p className="query-note selectable">{run.note}</p>}
        {showsForm && state.table.state === 'failed' && (
          <div className="query-source-error">
            <ErrorNote error={state.table.error}>
              <Button onPress={() => void store.describe()}>{t.tryAgain}</Button>
              <CheckButton error={state.table.error} source={state.source} />
            </ErrorNote>
          </div>
        )}
        {showsForm && table && (
          <QueryForm
            form={form}
            table={table}
            problems={problems}
            more={state.more}
            seconds={state.seconds}
            onChange={store.setForm}
            onShow={store.show}
            onFold={onFold}
          />
        )}
        {showsForm && state.table.state === 'reading' && <div className="query-form-wait" />}
        {!isFolded && state.mode === 'sql' && table && <TableWarnings table={table} query={currentQuery(state)} />}
        {showsSql && (
          <SqlPanel
            sql={state.mode === 'sql' ? state.sql : lastGenerated.current}
            isEditable={state.mode === 'sql'}
            isStale={state.mode === 'form' && generated === null}
            errorAt={errorAt}
            table={table}
            onChange={store.setSql}
            onEdit={() => store.editSql(lastGenerated.current)}
            onBackToForm={hasForm ? store.backToForm : null}
            onQueries={() => setShowsQueries(true)}
          />
        )}
        {showsSql && parameters.length > 0 && <ParameterFields asked={parameters} window={form} onChange={store.setParameters} />}
        {showsSql && state.mode === 'sql' && state.source.kind === 'athena' && (
          <div className="query-sql-more">
            <ReuseSelect />
          </div>
        )}
      </div>
      {hasRunBar && (
        <RunBar
          run={run}
          isStarting={isStarting}
          blocked={blocked}
          estimate={estimate && <EstimateLine estimate={estimate} />}
          zone={zone}
          onRun={start}
          onCancel={() => void store.cancel()}
          onTryNow={() => void store.tryNow()}
          onNew={store.newQuery}
        />
      )}
      {state.confirming && (
        <ConfirmDialog confirming={state.confirming} onRun={() => void store.confirm(true)} onCancel={() => void store.confirm(false)} />
      )}
      {naming && <NameDialog run={naming} onClose={() => setNaming(null)} />}
      {showsQueries && (
        <QueriesDialog
          source={state.source}
          sql={(state.mode === 'sql' ? state.sql : (generated ?? '')).trim()}
          onOpen={openQuery}
          onRun={runQuery}
          onClose={() => setShowsQueries(false)}
        />
      )}
      <div className="query-answer" data-empty={answered === null}>
        <ResultPlace
          state={state}
          zone={zone}
          isActive={isActive}
          onUseInForm={store.addToForm}
          onAsk={{
            form: (patch) => {
              store.backToForm();
              store.setForm(patch);
              store.setFold(unfoldedByHand('open'));
            },
            sql: store.editSql,
            again: start,
          }}
          onEdit={() => store.setFold(unfoldedByHand('open'))}
          onFetch={(anySize) => void store.fetchAgain(anySize)}
          onRunAgain={(run) => void store.runAgain(run)}
          onDismiss={store.newQuery}
        />
      </div>
    </div>
  );
}

/** Why the form's question cannot be asked now. */
function blockedBy(
  state: QueryState,
  firstProblem: string | null,
  t: (typeof texts)['en'],
): { readonly text: string; readonly isProblem: boolean } | null {
  if (state.table.state === 'reading') return { text: t.readingTable, isProblem: false };
  if (state.table.state === 'failed') return { text: t.sourceUnavailable, isProblem: true };
  return firstProblem === null ? null : { text: firstProblem, isProblem: true };
}

function titleOf(answered: NonNullable<QueryState['run'] | QueryState['asked']>, language: 'en' | 'ja') {
  const { title, subtitle } = runTitle(answered, language);
  const utc = answered.query.type === 'form' ? utcSuffix(answered.query.form) : null;
  const separator = language === 'ja' ? '・' : ' · ';
  return { title, subtitle: utc === null ? subtitle : `${subtitle}${separator}${utc}` };
}
