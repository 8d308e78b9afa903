import { useEffect, useRef, useState } from 'react';
import { windowSeconds } from '../../main/flowlogs/windows.ts';
import { type ComparedLine, changes, comparedBy } from '../../preload/contract/compare.ts';
import type { WireError } from '../../preload/contract/errors.ts';
import { measures } from '../../preload/contract/query.ts';
import type { Filter } from '../../preload/contract/result.ts';
import { mayHaveRows, type Run } from '../../preload/contract/run.ts';
import { useClient } from '../api/client-context.tsx';
import { wireErrorOf } from '../api/request-error.ts';
import { useEvent } from '../api/use-event.ts';
import { useFormat } from '../i18n/use-format.ts';
import { useTexts } from '../i18n/use-texts.ts';
import { tsv } from '../results/tsv.ts';
import { Button } from '../ui/button.tsx';
import { Checkbox } from '../ui/checkbox.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { ErrorNote } from '../ui/error-note.tsx';
import { Segmented } from '../ui/segmented.tsx';
import { Select } from '../ui/select.tsx';
import { Spinner } from '../ui/spinner.tsx';
import './compare.css';
import { type Comparing, hindrance } from './compare-state.ts';
import { ComparedLines } from './compared-lines.tsx';
import { ComparedRuns } from './compared-runs.tsx';
import { ComparingProgress } from './comparing-progress.tsx';
import { copiedLine } from './line-words.ts';
import { texts } from './texts.ts';
import { MOST_COPIED, useComparison } from './use-comparison.ts';

const SAID_MS = 4000;

export interface CompareViewProps {
  readonly comparing: Comparing;
  readonly onChange: (patch: Partial<Comparing>) => void;
  readonly onBack: () => void;
  readonly onOpen: (run: Run) => void;
  /** Opens the run with these rows alone. */
  readonly onShowRows: (run: Run, filters: readonly Filter[]) => void;
}

/** Two runs held against each other: who is new, who is gone, who changed, from the stored rows. */
export function CompareView({ comparing, onChange, onBack, onOpen, onShowRows }: CompareViewProps) {
  const t = useTexts(texts);
  const format = useFormat();
  const client = useClient();
  const { a, b, by, measure, show, perHour } = comparing;
  const [said, setSaid] = useState('');
  const [failure, setFailure] = useState<WireError | null>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const hindered = hindrance(comparing);
  const isTimed = windowSeconds(a.query) !== null && windowSeconds(b.query) !== null;
  const pages = useComparison(hindered ? null : { runA: a.id, runB: b.id, by, measure, show, perHour: perHour && isTimed });
  const { told, lines } = pages;
  const total = told ? (show === 'all' ? changes.reduce((sum, each) => sum + told.counts[each], 0) : told.counts[show]) : 0;

  // The runs may have changed since they were chosen: rows were given up, or come again.
  const isOurs = (run: Run) => run.id === a.id || run.id === b.id;
  const put = (run: Run) => onChange({ ...(run.id === a.id ? { a: run } : {}), ...(run.id === b.id ? { b: run } : {}) });
  useEvent('run.changed', (run) => isOurs(run) && put(run));
  // biome-ignore lint/correctness/useExhaustiveDependencies: read once for each pair of runs.
  useEffect(() => {
    let isHere = true;
    for (const { id } of [a, b]) {
      client.request('run.read', { runId: id }).then(
        (run) => isHere && put(run),
        (thrown) => isHere && setFailure(wireErrorOf(thrown)),
      );
    }
    return () => {
      isHere = false;
    };
  }, [client, a.id, b.id]);
  useEffect(() => () => clearTimeout(timer.current), []);

  const say = (text: string) => {
    clearTimeout(timer.current);
    setSaid(text);
    timer.current = setTimeout(() => setSaid(''), SAID_MS);
  };
  const copy = async (rows: readonly ComparedLine[], words: string) => {
    if (!told) return;
    const header = [t.change, ...told.columns, ...measures.flatMap((each) => [`${each} A`, `${each} B`]), t.difference, t.ratio];
    try {
      await navigator.clipboard.writeText(tsv([header, ...rows.map((line) => copiedLine(line, told, t.changes[line.change]))]));
      say(words);
    } catch {
      say(t.notCopied);
    }
  };
  const copyAll = async () => {
    try {
      const rows = await pages.readAll();
      const n = format.number(rows.length);
      await copy(rows, rows.length < total && rows.length >= MOST_COPIED ? t.copiedFirst(n, format.number(total)) : t.copied(n));
    } catch (thrown) {
      setFailure(wireErrorOf(thrown));
    }
  };
  const fetchAgain = (run: Run) => {
    setFailure(null);
    client.request('run.fetch', { runId: run.id }).then(put, (thrown: unknown) => setFailure(wireErrorOf(thrown)));
  };

  const error = failure ?? pages.error;
  return (
    <div className="compare">
      <header className="history-bar">
        <Button icon="left" onPress={onBack} autoFocus>
          {t.back}
        </Button>
        <h1 className="visually-hidden">{t.title}</h1>
        <Segmented
          label={t.by}
          value={by}
          onChange={(next) => {
            setFailure(null);
            onChange({ by: next });
          }}
          options={comparedBy.map((value) => ({ value, label: t.ways[value], description: t.wayHints[value] }))}
        />
        <Select
          label={t.measure}
          value={told?.measure ?? measure}
          onChange={(next) => onChange({ measure: next })}
          options={(told?.measures ?? measures).map((value) => ({ value, label: t.measures[value] }))}
        />
        {isTimed && (
          <Checkbox isSelected={perHour} onChange={(next) => onChange({ perHour: next })}>
            {t.perHour}
          </Checkbox>
        )}
        <span className="spacer" />
        <Button icon="copy" onPress={() => void copyAll()} isDisabled={lines.length === 0}>
          {t.copy}
        </Button>
      </header>
      <ComparedRuns comparing={comparing} told={hindered ? null : told} onSwap={() => onChange({ a: b, b: a })} />
      {error ? (
        <ErrorNote layout="page" error={error}>
          {error.code === 'not_comparable' ? (
            comparedBy
              .filter((way) => String(error.details.possible).split(',').includes(way))
              .map((way) => (
                <Button key={way} onPress={() => onChange({ by: way })}>
                  {t.compareBy(t.ways[way])}
                </Button>
              ))
          ) : (
            <Button
              onPress={() => {
                setFailure(null);
                pages.reload();
              }}
            >
              {t.tryAgain}
            </Button>
          )}
        </ErrorNote>
      ) : hindered ? (
        <EmptyState text={hindered.run.rowsGone ? t.rowsGone(hindered.side) : t.notThere(hindered.side)}>
          <div className="ui-row">
            {mayHaveRows(hindered.run) && <Button onPress={() => fetchAgain(hindered.run)}>{t.fetchAgain}</Button>}
            <Button onPress={() => onOpen(hindered.run)}>{t.openRun(hindered.side)}</Button>
          </div>
        </EmptyState>
      ) : !told ? (
        <div className="compare-wait" role="status">
          <Spinner label={t.comparing} /> {t.comparing}
          <ComparingProgress progress={pages.progress} />
        </div>
      ) : (
        <>
          <div className="compare-show">
            <Segmented
              label={t.show}
              value={show}
              onChange={(next) => onChange({ show: next })}
              options={[
                { value: 'all' as const, label: t.count(t.all, format.number(changes.reduce((sum, each) => sum + told.counts[each], 0))) },
                ...changes.map((value) => ({
                  value,
                  label: t.count(t.changes[value], format.number(told.counts[value])),
                  description: t.changeHints[value],
                })),
              ]}
            />
            {pages.isReading && <Spinner label={t.comparing} />}
            <ComparingProgress progress={pages.progress} />
          </div>
          {total === 0 && !pages.isReading ? (
            <EmptyState text={t.nothing[show]} />
          ) : (
            <ComparedLines
              key={JSON.stringify([a.id, b.id, by, measure, show, perHour])}
              comparing={comparing}
              told={told}
              lines={lines}
              total={total}
              isReading={pages.isReading}
              onMore={pages.more}
              onShowRows={(side, filters) => onShowRows(side === 'a' ? a : b, filters)}
              onCopyLine={(line) => void copy([line], t.copiedOne)}
            />
          )}
        </>
      )}
      <footer className="history-footer" role="status">
        {said !== ''
          ? said
          : told &&
            !hindered &&
            !error &&
            [
              t.shown(format.number(lines.length), format.number(total)),
              ...(told.a.leftOut + told.b.leftOut > 0 ? [t.leftOut(format.number(told.a.leftOut + told.b.leftOut))] : []),
            ].join(t.dot)}
      </footer>
    </div>
  );
}
