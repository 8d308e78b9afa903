import type { Run } from '../../preload/contract/run.ts';
import { errorText } from '../i18n/error-texts.ts';
import { useLanguage } from '../i18n/language.tsx';
import { useFormat } from '../i18n/use-format.ts';
import { useTexts } from '../i18n/use-texts.ts';
import { Button } from '../ui/button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { texts } from './texts.ts';

/** A run whose rows have been given up for room on the disk, and how they come back. */
export function RowsGone({
  run,
  onFetch,
  onRunAgain,
}: {
  readonly run: Run;
  readonly onFetch: () => void;
  readonly onRunAgain: (run: Run) => void;
}) {
  const t = useTexts(texts);
  const format = useFormat();
  const language = useLanguage();
  const canFetch = run.source.kind === 'athena' && run.executionId !== null;
  const failure = run.error && errorText(run.error, language);
  const rows = t.rowsGone(format.number(run.rowCount ?? 0));
  return (
    <EmptyState text={failure ? `${failure.title} ${rows}` : `${rows} ${canFetch ? t.canFetch : t.canRunAgain}`}>
      <div className="ui-row">
        {canFetch && <Button onPress={onFetch}>{t.fetchAgain}</Button>}
        {(!canFetch || failure) && <Button onPress={() => onRunAgain(run)}>{t.runAgain}</Button>}
      </div>
    </EmptyState>
  );
}
