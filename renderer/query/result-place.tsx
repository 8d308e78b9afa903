import type { ReactNode } from 'react';
import type { QueryForm } from '../../preload/contract/query.ts';
import { mayHaveRows, type Run } from '../../preload/contract/run.ts';
import { errorText } from '../i18n/error-texts.ts';
import type { Format } from '../i18n/format.ts';
import { useLanguage } from '../i18n/language.tsx';
import { useFormat } from '../i18n/use-format.ts';
import { useTexts } from '../i18n/use-texts.ts';
import { isArriving } from '../results/arriving.ts';
import { ResultView } from '../results/result-view.tsx';
import type { AskInstead } from '../results/zero-rows.tsx';
import { CheckButton } from '../sources/check-button.tsx';
import { Button } from '../ui/button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { ErrorNote } from '../ui/error-note.tsx';
import { ProgressBar } from '../ui/progress-bar.tsx';
import { OutputField } from './output-field.tsx';
import { isUnderWay, type QueryState } from './query-state.ts';
import { RowsGone } from './rows-gone.tsx';
import { texts } from './texts.ts';

/** What stands below the run bar: the result, or in its place the one sentence why there is none. */
export function ResultPlace({
  state,
  zone,
  isActive,
  onUseInForm,
  onAsk,
  onEdit,
  onDismiss,
  onFetch,
  onRunAgain,
}: {
  readonly state: QueryState;
  readonly zone: string;
  readonly isActive: boolean;
  readonly onUseInForm: (patch: Partial<QueryForm>) => void;
  readonly onAsk: AskInstead;
  readonly onEdit: () => void;
  readonly onDismiss: () => void;
  readonly onFetch: (anySize: boolean) => void;
  readonly onRunAgain: (run: Run) => void;
}): ReactNode {
  const t = useTexts(texts);
  const format = useFormat();
  const language = useLanguage();
  const { run, asked, error, upload } = state;

  if (upload) {
    return (
      <EmptyState text={t.uploading(upload.name)}>
        <div className="query-upload">
          <ProgressBar
            label={t.uploading(upload.name)}
            done={upload.done}
            total={upload.total}
            text={`${format.bytes(upload.done)} / ${format.bytes(upload.total)}`}
          />
        </div>
      </EmptyState>
    );
  }
  if (error) {
    return (
      <ErrorNote layout="page" error={error}>
        {asked && asked.query.type !== 'rows' ? (
          <Button onPress={onEdit}>{t.editQuery}</Button>
        ) : (
          <Button onPress={onDismiss}>{t.close}</Button>
        )}
        <CheckButton error={error} source={state.source} />
      </ErrorNote>
    );
  }
  const isShown = run !== null && (run.state === 'saved' ? !run.rowsGone : isArriving(run));
  if (asked || (isUnderWay(run) && !isShown)) return <EmptyState text={run?.waiting ? t.goesOn : t.underWay} />;
  if (!run) return <EmptyState text={state.table.state === 'failed' ? '' : t.before} />;
  // A cancelled one has an error where it could not be stopped in Athena.
  if (run.state === 'failed' || (run.state === 'cancelled' && run.error)) {
    const error = run.error ?? { code: 'internal' as const, message: '', details: {} };
    const scanned = run.state === 'cancelled' ? scannedOf(run, format, t) : '';
    return (
      <ErrorNote
        layout="page"
        error={error}
        hint={scanned === '' ? undefined : format.sentences([errorText(error, language).hint, scanned])}
      >
        {run.error?.code === 'output_location_missing' && run.source.kind === 'athena' && (
          <OutputField source={run.source} onKept={() => onRunAgain(run)} />
        )}
        {mayHaveRows(run) && <Button onPress={() => onFetch(false)}>{run.via === null ? t.fetchRows : t.fetchAgain}</Button>}
        {run.query.type === 'rows' ? <Button onPress={onDismiss}>{t.close}</Button> : <Button onPress={onEdit}>{t.editQuery}</Button>}
        <CheckButton error={run.error} source={run.source} />
      </ErrorNote>
    );
  }
  if (run.state === 'cancelled') {
    const took = run.finishedAt === null ? null : Date.parse(run.finishedAt) - Date.parse(run.startedAt ?? run.createdAt);
    const said = [took === null ? t.cancelled : t.cancelledAfter(format.duration(took)), scannedOf(run, format, t)];
    if (!mayHaveRows(run)) return <EmptyState text={format.sentences(said)} />;
    return (
      <EmptyState text={format.sentences([...said, t.rowsNotFetched, t.canFetch])}>
        <Button onPress={() => onFetch(false)}>{t.fetchAgain}</Button>
      </EmptyState>
    );
  }
  if (!isShown) return <RowsGone run={run} onFetch={onFetch} onRunAgain={onRunAgain} />;
  return <ResultView run={run} zone={zone} onUseInForm={onUseInForm} onAsk={onAsk} active={isActive} opened={state.opened} />;
}

/** What a run that was cancelled scanned, and what that costs; empty where nothing is known. */
function scannedOf(run: Run, format: Format, t: (typeof texts)['en']): string {
  if (run.scannedBytes === null || run.scannedBytes === 0) return '';
  const size = format.bytes(run.scannedBytes);
  return run.costUsd === null ? t.cancelledSize(size) : t.cancelledCost(size, format.usd(run.costUsd));
}
