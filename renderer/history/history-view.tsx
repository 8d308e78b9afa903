import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { runTitle } from '../../main/flowlogs/titles.ts';
import type { WireError } from '../../preload/contract/errors.ts';
import type { Run } from '../../preload/contract/run.ts';
import { useClient } from '../api/client-context.tsx';
import { wireErrorOf } from '../api/request-error.ts';
import { CleanupReports } from '../cleanup/cleanup-reports.tsx';
import { isolated } from '../i18n/isolated.ts';
import { useLanguage } from '../i18n/language.tsx';
import { useFormat } from '../i18n/use-format.ts';
import { useTexts } from '../i18n/use-texts.ts';
import { useQueryState } from '../query/query-context.tsx';
import { Button, LinkButton } from '../ui/button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { ErrorNote } from '../ui/error-note.tsx';
import { isCommand } from '../ui/key-names.ts';
import { MenuAt } from '../ui/menu.tsx';
import { Segmented } from '../ui/segmented.tsx';
import { TextField } from '../ui/text-field.tsx';
import { BringInDialog } from './bring-in-dialog.tsx';
import { BringInStrip } from './bring-in-strip.tsx';
import { bringInTexts } from './bring-in-texts.ts';
import { DeleteDialog } from './delete-dialog.tsx';
import './history-view.css';
import { MonthSpend } from './month-spend.tsx';
import { NameDialog } from './name-dialog.tsx';
import { runDays } from './run-days.ts';
import { RunLine } from './run-line.tsx';
import { isComparable, runMenu } from './run-menu.ts';
import { texts } from './texts.ts';
import { useBringIn } from './use-bring-in.ts';
import { useGoing } from './use-going.ts';
import { useRuns } from './use-runs.ts';

export interface HistoryViewProps {
  readonly zone: string;
  /** Two runs were chosen. */
  readonly onCompare: (one: Run, other: Run) => void;
  readonly onOpen: (run: Run) => void;
  readonly onRunAgain: (run: Run) => void;
  readonly onEditAsNew: (run: Run) => void;
  /** The report of a clean-up. */
  readonly onReport: (cleanupId: string) => void;
}

/** Every run by day, newest first; a run opens with its stored rows, offline too. */
export function HistoryView({ zone, onCompare, onOpen, onRunAgain, onEditAsNew, onReport }: HistoryViewProps) {
  const t = useTexts(texts);
  const format = useFormat();
  const client = useClient();
  const language = useLanguage();
  const b = useTexts(bringInTexts);
  const { source, run: onScreen } = useQueryState();
  const bringIn = useBringIn();
  const [isAskingBringIn, setAskingBringIn] = useState(false);
  const [search, setSearch] = useState('');
  const [filter, setFilter] = useState<'all' | 'pinned' | 'failed'>('all');
  const { answer, error, more, reload } = useRuns(search.trim(), filter);
  const going = useGoing();
  const [current, setCurrent] = useState<string | null>(onScreen?.id ?? null);
  const [naming, setNaming] = useState<Run | null>(null);
  const [deleting, setDeleting] = useState<Run | null>(null);
  const [failure, setFailure] = useState<WireError | null>(null);
  /** The first of two that are to be compared: the next line that is pressed is the other. */
  const [picking, setPicking] = useState<Run | null>(null);
  const [menu, setMenu] = useState<{ readonly run: Run; readonly at: { readonly x: number; readonly y: number } } | null>(null);
  const lines = useRef(new Map<string, HTMLButtonElement>());
  const searchField = useRef<HTMLInputElement>(null);

  useEffect(() => {
    const onKeyDown = (event: globalThis.KeyboardEvent) => {
      if (!isCommand(event) || event.key.toLowerCase() !== 'f') return;
      searchField.current?.focus();
      event.preventDefault();
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, []);

  const runs = answer?.runs ?? [];
  // The line that had the focus is gone: the next one takes it, so that keys go on working.
  const removed = useRef<number | null>(null);
  useEffect(() => {
    const at = removed.current;
    if (at === null || !answer) return;
    removed.current = null;
    lines.current.get(answer.runs[Math.min(at, answer.runs.length - 1)]?.id ?? '')?.focus();
  }, [answer]);
  const currentId = runs.some((run) => run.id === current) ? current : (runs[0]?.id ?? null);
  // Its keys hold from the beginning: whoever comes here is at the list, unless something else of it is in use already.
  const isHere = useRef(false);
  useEffect(() => {
    if (isHere.current || !answer) return;
    isHere.current = true;
    const active = document.activeElement;
    if (active === document.body || active?.closest('.rail, [inert]')) lines.current.get(currentId ?? '')?.focus();
  }, [answer, currentId]);
  const ask = (act: Promise<unknown>) => {
    setFailure(null);
    act.catch((thrown: unknown) => setFailure(wireErrorOf(thrown)));
  };

  const entriesOf = (run: Run) =>
    runMenu(
      run,
      {
        open: () => onOpen(run),
        runAgain: () => onRunAgain(run),
        editAsNew: () => onEditAsNew(run),
        fetch: () => ask(client.request('run.fetch', { runId: run.id })),
        compare: () => setPicking(run),
        cancel: () => ask(client.request('run.cancel', { runId: run.id })),
        pin: () => ask(client.request('run.pin', { runId: run.id, pinned: !run.pinned }).then(reload)),
        name: () => setNaming(run),
        remove: () => setDeleting(run),
      },
      t,
    );

  const onKeyDown = (event: KeyboardEvent) => {
    const at = runs.findIndex((run) => run.id === currentId);
    const run = runs[at];
    const target = { ArrowUp: at - 1, ArrowDown: at + 1, Home: 0, End: runs.length - 1 }[event.key];
    if (target !== undefined) lines.current.get(runs[Math.max(0, Math.min(runs.length - 1, target))]?.id ?? '')?.focus();
    else if (event.key === 'ArrowRight' && run) actionsOf(lines.current.get(run.id))?.focus();
    else if (event.key === 'ArrowLeft' && run) lines.current.get(run.id)?.focus();
    else if (event.key === 'Delete' && run) setDeleting(run);
    else if (event.key === 'F2' && run) setNaming(run);
    else if (event.key === 'Escape' && picking) setPicking(null);
    else if (event.key.toLowerCase() === 'c' && !event.ctrlKey && !event.metaKey && !event.altKey && run && isComparable(run))
      setPicking(run);
    else if ((event.key === 'ContextMenu' || (event.key === 'F10' && event.shiftKey)) && run) {
      const box = lines.current.get(run.id)?.getBoundingClientRect();
      setMenu({ run, at: { x: (box?.left ?? 0) + 80, y: box?.bottom ?? 0 } });
    } else return;
    event.preventDefault();
  };

  return (
    <div className="history">
      <header className="history-bar">
        <h1 className="visually-hidden">{t.history}</h1>
        <TextField
          label={t.search}
          hideLabel
          type="search"
          width={380}
          value={search}
          placeholder={t.search}
          onChange={setSearch}
          inputRef={searchField}
        />
        <Segmented
          label={t.filter}
          value={filter}
          onChange={setFilter}
          options={[
            { value: 'all', label: t.all },
            { value: 'pinned', label: t.pinned },
            { value: 'failed', label: t.failed },
          ]}
        />
        <span className="spacer" />
        <MonthSpend zone={zone} />
      </header>
      {bringIn.current && <BringInStrip current={bringIn.current} zone={zone} onStop={bringIn.stop} onDismiss={bringIn.dismiss} />}
      <CleanupReports zone={zone} search={search} onOpen={onReport} />
      {picking && (
        <div className="history-picking">
          <p role="status">{t.pick(isolated(runTitle(picking, language).title))}</p>
          <Button onPress={() => setPicking(null)}>{t.leave}</Button>
        </div>
      )}
      {(failure ?? error) && (
        <div className="history-error">
          <ErrorNote error={(failure ?? error) as WireError}>
            <Button onPress={() => (failure ? setFailure(null) : reload())}>{t.close}</Button>
          </ErrorNote>
        </div>
      )}
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the lines in it have the focus; their keys come here. */}
      <div
        className="history-list"
        onKeyDown={onKeyDown}
        onScroll={(event) => isNearEnd(event.currentTarget) && runs.length < (answer?.total ?? 0) && more()}
      >
        {answer?.allRuns === 0 && (
          <EmptyState text={t.empty}>
            <Button onPress={() => setAskingBringIn(true)}>{b.open}</Button>
          </EmptyState>
        )}
        {answer && answer.allRuns > 0 && runs.length === 0 && (
          <EmptyState text={t.noMatch}>
            <Button
              onPress={() => {
                setSearch('');
                setFilter('all');
              }}
            >
              {t.clearSearch}
            </Button>
          </EmptyState>
        )}
        {runs.length > 0 && (
          // What a line's figures are; each line says them by itself.
          <div className="history-headings" aria-hidden="true">
            <span className="history-heading-source">{t.headings.source}</span>
            <span className="run-line-number">{t.headings.rows}</span>
            <span className="run-line-number">{t.headings.spent}</span>
            <span className="run-line-state">{t.headings.state}</span>
          </div>
        )}
        {runDays(runs, zone).map((day) => (
          <section key={day.key} aria-label={format.day(day.instant, zone)}>
            <h2 className="history-day">{format.day(day.instant, zone)}</h2>
            <ul className="history-runs">
              {day.runs.map((run) => (
                <RunLine
                  key={run.id}
                  run={run}
                  zone={zone}
                  isCurrent={run.id === currentId}
                  goesIn={going.get(run.id)}
                  lineRef={(element) => {
                    if (element) lines.current.set(run.id, element);
                    else lines.current.delete(run.id);
                  }}
                  entries={entriesOf(run)}
                  isOff={picking !== null && (picking.id === run.id || !isComparable(run))}
                  onOpen={() => (picking ? onCompare(picking, run) : onOpen(run))}
                  onFocus={() => setCurrent(run.id)}
                  onContextMenu={(at) => setMenu({ run, at })}
                />
              ))}
            </ul>
          </section>
        ))}
      </div>
      <footer className="history-footer">
        <span role="status">
          {answer &&
            (answer.total === answer.allRuns
              ? t.footer(format.number(answer.allRuns), format.bytes(answer.resultBytes))
              : (answer.more ? t.foundMore : t.found)(format.number(answer.total), format.number(answer.allRuns)))}
        </span>
        <span className="spacer" />
        {answer !== null && answer.allRuns > 0 && (
          <LinkButton isDisabled={bringIn.current?.state === 'running'} onPress={() => setAskingBringIn(true)}>
            {b.open}
          </LinkButton>
        )}
      </footer>
      {isAskingBringIn && (
        <BringInDialog
          near={source}
          zone={zone}
          onStart={(request) => {
            setAskingBringIn(false);
            bringIn.start(request);
          }}
          onClose={() => setAskingBringIn(false)}
        />
      )}
      <MenuAt
        label={menu ? t.actions(runTitle(menu.run, language).title) : ''}
        at={menu?.at ?? null}
        entries={menu ? entriesOf(menu.run) : []}
        onClose={() => setMenu(null)}
      />
      {naming && <NameDialog run={naming} onClose={() => setNaming(null)} />}
      {deleting && (
        <DeleteDialog
          run={deleting}
          onClose={() => setDeleting(null)}
          onDelete={() => {
            const at = runs.findIndex((run) => run.id === deleting.id);
            ask(
              client.request('run.delete', { runId: deleting.id }).then(() => {
                removed.current = at;
                reload();
              }),
            );
            setDeleting(null);
          }}
        />
      )}
    </div>
  );
}

/** The "…" beside a line. */
const actionsOf = (line: HTMLElement | undefined) => line?.parentElement?.querySelector<HTMLElement>('.run-line-actions button');
const isNearEnd = (element: HTMLElement) => element.scrollTop + element.clientHeight > element.scrollHeight - 400;
