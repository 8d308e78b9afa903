import { useRef, useState } from 'react';
import { emptyForm } from '../../../main/flowlogs/form.ts';
import { formatClock, formatEpoch } from '../../../main/flowlogs/time.ts';
import type { WireError } from '../../../preload/contract/errors.ts';
import type { SourceRef } from '../../../preload/contract/query.ts';
import type { Run } from '../../../preload/contract/run.ts';
import type { Arrivals } from '../../../preload/contract/setup.ts';
import { useClient } from '../../api/client-context.tsx';
import { wireErrorOf } from '../../api/request-error.ts';
import { useFormat } from '../../i18n/use-format.ts';
import { useTexts } from '../../i18n/use-texts.ts';
import { isUnderWay } from '../../query/query-state.ts';
import { Button } from '../../ui/button.tsx';
import { ErrorNote } from '../../ui/error-note.tsx';
import { Spinner } from '../../ui/spinner.tsx';
import { useKeptFocus } from '../../ui/use-kept-focus.ts';
import { texts as integrationTexts } from '../integration/texts.ts';
import { texts } from '../texts.ts';
import { testWindow } from './step-states.ts';
import { MOST_ROWS, testFigures } from './test-figures.ts';
import type { TestRun } from './use-test-run.ts';

/** A small query that is paid for as any: what it gives shows that everything works. */
export function ReadyStep({
  source,
  table,
  zone,
  arrivals,
  test,
  onStarted,
  onOpenRun,
  onSource,
}: {
  readonly source: SourceRef;
  /** `database.table` of it. */
  readonly table: string;
  readonly zone: string;
  readonly arrivals: Arrivals | null;
  readonly test: TestRun;
  readonly onStarted: (runId: string) => void;
  readonly onOpenRun: (run: Run) => void;
  readonly onSource: (source: SourceRef) => void;
}) {
  const t = useTexts(texts);
  const i = useTexts(integrationTexts);
  const format = useFormat();
  const client = useClient();
  const [error, setError] = useState<WireError | null>(null);
  const [isStarting, setStarting] = useState(false);
  const { run } = test;
  const window = testWindow(arrivals, Math.floor(Date.now() / 1000));
  const isBusy = isStarting || isUnderWay(run);
  const actions = useRef<HTMLDivElement>(null);
  useKeptFocus(String(isBusy), () => (isBusy ? null : actions.current?.querySelector('button')));

  const start = async () => {
    setError(null);
    setStarting(true);
    try {
      const form = { ...emptyForm(window.from, window.to, zone), limit: MOST_ROWS };
      const started = await client.request('run.start', { source, query: { type: 'form', form }, confirmed: true });
      test.set(started);
      onStarted(started.id);
    } catch (thrown) {
      setError(wireErrorOf(thrown));
    }
    setStarting(false);
  };
  const said = `${formatEpoch(window.from, zone).slice(0, 16)}–${formatClock(window.to + 1, zone)}`;

  return (
    <>
      <p className="step-intro">{t.testIntro(said, table)}</p>
      {run && !isUnderWay(run) && <Outcome run={run} />}
      {(error ?? (run?.state === 'failed' ? run.error : null)) && <ErrorNote error={(error ?? run?.error) as WireError} />}
      <div className="step-actions" ref={actions}>
        <Button variant={run?.state === 'saved' ? 'quiet' : 'primary'} isDisabled={isBusy} onPress={() => void start()}>
          {run ? t.testAgain : t.test}
        </Button>
        {run?.state === 'saved' && <Button onPress={() => onOpenRun(run)}>{t.openRun}</Button>}
        <Button variant={run?.state === 'saved' ? 'primary' : 'quiet'} onPress={() => onSource(source)}>
          {i.useSource}
        </Button>
        {isBusy && (
          <span className="step-actions" role="status">
            <Spinner label={t.testRunning} />
            <span className="muted">
              {t.testRunning}
              {run?.scannedBytes ? ` ${format.bytes(run.scannedBytes)}` : ''}
            </span>
          </span>
        )}
      </div>
    </>
  );
}

function Outcome({ run }: { readonly run: Run }) {
  const t = useTexts(texts);
  const format = useFormat();
  if (run.state === 'failed') return <p className="setup-bad">{t.testFailed}</p>;
  if (run.state === 'cancelled') return <p className="muted">{t.testCancelled}</p>;
  const figures = testFigures(run, t, format);
  return (
    <p className="strong selectable" role="status">
      {run.rowCount === 0 ? `${t.testEmpty} ${figures}` : figures}
    </p>
  );
}
