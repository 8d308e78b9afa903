import { useRef, useState } from 'react';
import { formatEpoch } from '../../main/flowlogs/time.ts';
import type { Cleanup } from '../../preload/contract/cleanup.ts';
import type { WireError } from '../../preload/contract/errors.ts';
import { useClient } from '../api/client-context.tsx';
import { wireErrorOf } from '../api/request-error.ts';
import { useLanguage } from '../i18n/language.tsx';
import { useFormat } from '../i18n/use-format.ts';
import { useTexts } from '../i18n/use-texts.ts';
import { SetupError } from '../setup/setup-error.tsx';
import { Unread } from '../setup/unread.tsx';
import { Button } from '../ui/button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { Spinner } from '../ui/spinner.tsx';
import { useKeptFocus } from '../ui/use-kept-focus.ts';
import { cleanupName } from './cleanup-line.tsx';
import { CleanupTable } from './cleanup-table.tsx';
import { ConfirmDialog } from './confirm-dialog.tsx';
import { countsOf, isOpen, isUntyped, openingTicks, runnable } from './plan-state.ts';
import { texts as cleanupTexts } from './texts.ts';

/** A plan as it is, with what is ticked; while it is carried out, how far it is; then what became of it. */
export function CleanupPlan({
  cleanup,
  zone,
  onChanged,
  onBack,
}: {
  readonly cleanup: Cleanup;
  readonly zone: string;
  readonly onChanged: (cleanup: Cleanup) => void;
  readonly onBack: () => void;
}) {
  const t = useTexts(cleanupTexts);
  const format = useFormat();
  const language = useLanguage();
  const client = useClient();
  const [ticks, setTicks] = useState(() => openingTicks(cleanup));
  const [typed, setTyped] = useState<Readonly<Record<string, string>>>({});
  const [isAsking, setAsking] = useState(false);
  const [isStopping, setStopping] = useState(false);
  const [isCopied, setCopied] = useState(false);
  const [error, setError] = useState<WireError | null>(null);
  const title = useRef<HTMLHeadingElement>(null);
  useKeptFocus(cleanup.state, () => title.current);
  const isRunning = cleanup.state === 'running';
  const ready = isRunning ? [] : runnable(cleanup, ticks, typed);
  const ticked = cleanup.items.filter((item) => isOpen(item) && ticks.includes(item.id)).length;
  const isMissing = isUntyped(cleanup, ticks, typed);
  const { done, failed, left } = countsOf(cleanup);

  const ask = async (act: () => Promise<void>) => {
    setError(null);
    try {
      await act();
    } catch (thrown) {
      setError(wireErrorOf(thrown));
    }
  };
  /** What was agreed to before goes on where it stopped. */
  const goOn = () =>
    ask(async () => {
      setStopping(false);
      onChanged(await client.request('cleanup.run', { id: cleanup.id, itemIds: [], typed: [] }));
    });
  const run = () =>
    ask(async () => {
      setAsking(false);
      setStopping(false);
      const itemIds = ready.map(({ id }) => id);
      const typedOnes = ready.filter(({ needsTyped }) => needsTyped).map(({ identity }) => identity);
      onChanged(await client.request('cleanup.run', { id: cleanup.id, itemIds, typed: typedOnes }));
    });
  const stop = () =>
    ask(async () => {
      setStopping(true);
      onChanged(await client.request('cleanup.stop', { id: cleanup.id }));
    });
  const copy = () =>
    ask(async () => {
      const { text } = await client.request('cleanup.text', { id: cleanup.id, language });
      await navigator.clipboard.writeText(text);
      setCopied(true);
    });
  const name = cleanupName(cleanup, t);
  const time = (at: string) => formatEpoch(Math.floor(Date.parse(at) / 1000), zone).slice(0, 16);
  const about = [
    cleanup.account,
    cleanup.region,
    cleanup.finishedAt === null ? t.madeAt(time(cleanup.createdAt)) : t.endedAt(time(cleanup.finishedAt)),
  ].filter(Boolean);

  return (
    <>
      <div className="steps-bar">
        <Button icon="left" onPress={onBack}>
          {t.backToChoice}
        </Button>
        <h2 ref={title} tabIndex={-1}>
          <span className="strong ellipsis" title={name}>
            {t.planOf(name)}
          </span>
          <span className="muted ellipsis">{about.join(' · ')}</span>
        </h2>
      </div>
      <Unread unread={cleanup.unread} />
      {error && (
        <div className="download-failed">
          <SetupError error={error}>
            <Button onPress={() => setError(null)}>{t.dismiss}</Button>
          </SetupError>
        </div>
      )}
      {cleanup.items.length === 0 ? (
        <EmptyState text={t.nothing}>
          <Button onPress={onBack}>{t.backToChoice}</Button>
        </EmptyState>
      ) : (
        <CleanupTable
          cleanup={cleanup}
          ticks={ticks}
          typed={typed}
          onTick={(id, isOn) => setTicks((before) => (isOn ? [...before, id] : before.filter((each) => each !== id)))}
          onType={(id, text) => setTyped((before) => ({ ...before, [id]: text }))}
        />
      )}
      <footer className="cleanup-footer">
        <Button icon="copy" onPress={() => void copy()}>
          {isCopied ? t.copied : t.copyText}
        </Button>
        <span className="muted ellipsis" role="status">
          {isMissing && !isRunning
            ? t.typeFirst
            : cleanup.state === 'planned'
              ? `${t.summaryPlanned(format.number(ticked))} · ${t.intro}`
              : t.summary(format.number(done), format.number(failed), format.number(left))}
        </span>
        <span className="spacer" />
        {isRunning ? (
          <>
            <Spinner label={t.working} />
            <Button isDisabled={isStopping} onPress={() => void stop()}>
              {isStopping ? t.stopping : t.stop}
            </Button>
          </>
        ) : (
          done < cleanup.items.length && (
            <>
              <Button variant="danger" isDisabled={ticked === 0 || isMissing} onPress={() => setAsking(true)}>
                {t.run(format.number(ticked))}
              </Button>
              {cleanup.state === 'stopped' && (
                <Button variant="primary" onPress={() => void goOn()}>
                  {t.goOn}
                </Button>
              )}
            </>
          )
        )}
      </footer>
      {isAsking && <ConfirmDialog items={ready} onRun={() => void run()} onClose={() => setAsking(false)} />}
    </>
  );
}
