import type { ErrorDetails } from '../../preload/contract/errors.ts';
import { isFetchable, type Run } from '../../preload/contract/run.ts';
import { errorText } from '../i18n/error-texts.ts';
import { useLanguage } from '../i18n/language.tsx';
import { useFormat } from '../i18n/use-format.ts';
import { useTexts } from '../i18n/use-texts.ts';
import { Button } from '../ui/button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import './rows-gone.css';
import { texts } from './texts.ts';

/** A run whose rows are not here: given up for room on the disk, or too many to be fetched without a question. How they come. */
export function RowsGone({
  run,
  onFetch,
  onRunAgain,
}: {
  readonly run: Run;
  readonly onFetch: (anySize: boolean) => void;
  readonly onRunAgain: (run: Run) => void;
}) {
  const t = useTexts(texts);
  const format = useFormat();
  const language = useLanguage();
  if (run.error?.code === 'large_result') return <LargeResult details={run.error.details} onFetch={() => onFetch(true)} />;
  const canFetch = isFetchable(run);
  const failure = run.error && errorText(run.error, language);
  const neverHere = run.broughtIn && run.rowCount === null;
  const rows = neverHere ? t.rowsBroughtIn : run.rowCount === null ? t.rowsNotFetched : t.rowsGone(format.number(run.rowCount));
  const next = neverHere ? t.canFetchFirst : canFetch ? t.canFetch : t.canRunAgain;
  // Deleted or damaged by somebody, and nothing has been tried yet.
  const isLost = run.error?.code === 'result_missing' || run.error?.code === 'result_damaged';
  return (
    <EmptyState text={format.sentences(failure ? [failure.title, isLost ? next : rows] : [rows, next])}>
      <div className="ui-row">
        {canFetch && <Button onPress={() => onFetch(false)}>{neverHere && !failure ? t.fetchRows : t.fetchAgain}</Button>}
        {(!canFetch || (failure && !isLost)) && <Button onPress={() => onRunAgain(run)}>{t.runAgain}</Button>}
      </div>
    </EmptyState>
  );
}

/** The question before a very large fetch, with its numbers. It can wait: the result stays where it is. */
function LargeResult({ details, onFetch }: { readonly details: ErrorDetails; readonly onFetch: () => void }) {
  const t = useTexts(texts);
  const format = useFormat();
  const mayFit = details.fits !== false;
  const { rows } = details;
  const bytes = (value: ErrorDetails[string] | undefined) => (typeof value === 'number' ? format.bytes(value) : null);
  const sizes = [
    ...(typeof rows === 'number'
      ? [[t.rowsToFetch, details.isMore ? t.rowsMoreThan(format.number(rows)) : format.number(rows)] as const]
      : []),
    [t.download, bytes(details.downloadBytes)],
    [t.roomNeeded, bytes(details.rowsBytes)],
    [t.roomFree, bytes(details.freeBytes)],
  ] as const;
  return (
    <EmptyState text={mayFit ? t.largeResult : t.noRoom}>
      <dl className="query-sizes">
        {sizes.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value ?? '–'}</dd>
          </div>
        ))}
      </dl>
      <p>{t.largeWaits}</p>
      <Button onPress={onFetch}>{mayFit ? t.fetchRows : t.fetchAnyway}</Button>
    </EmptyState>
  );
}
