import { useState } from 'react';
import type { Cleanup } from '../../preload/contract/cleanup.ts';
import type { WireError } from '../../preload/contract/errors.ts';
import type { Inventory, Place } from '../../preload/contract/setup.ts';
import { useClient } from '../api/client-context.tsx';
import { wireErrorOf } from '../api/request-error.ts';
import type { Answer } from '../api/use-operation.ts';
import { useTexts } from '../i18n/use-texts.ts';
import { destinationWords } from '../setup/flow-log-words.ts';
import { SetupError } from '../setup/setup-error.tsx';
import { texts as setupTexts } from '../setup/texts.ts';
import { Button } from '../ui/button.tsx';
import { Checkbox } from '../ui/checkbox.tsx';
import { Spinner } from '../ui/spinner.tsx';
import { CleanupLine } from './cleanup-line.tsx';
import { texts as cleanupTexts } from './texts.ts';

/** Whose things are to be cleared away; below, the plans and reports there are. */
export function CleanupChoice({
  place,
  inventory,
  marked,
  cleanups,
  zone,
  onOpen,
  onForgotten,
  onBack,
}: {
  readonly place: Place;
  readonly inventory: Answer<Inventory>;
  readonly marked: readonly string[];
  readonly cleanups: readonly Cleanup[];
  readonly zone: string;
  readonly onOpen: (id: string) => void;
  readonly onForgotten: () => void;
  readonly onBack: () => void;
}) {
  const t = useTexts(cleanupTexts);
  const s = useTexts(setupTexts);
  const client = useClient();
  const [chosen, setChosen] = useState(marked);
  const [leftovers, setLeftovers] = useState(false);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<WireError | null>(null);
  const logs = inventory.value?.flowLogs ?? [];
  const ids = logs.map(({ id }) => id).filter((id) => chosen.includes(id));

  const plan = async () => {
    setBusy(true);
    setError(null);
    try {
      onOpen((await client.request('cleanup.plan', { place, flowLogIds: ids, leftovers })).id);
    } catch (thrown) {
      setError(wireErrorOf(thrown));
      setBusy(false);
    }
  };
  const forget = (id: string) => {
    client.request('cleanup.forget', { id }).then(onForgotten, (thrown: unknown) => setError(wireErrorOf(thrown)));
  };

  return (
    <>
      <div className="steps-bar">
        <Button icon="left" onPress={onBack}>
          {t.back}
        </Button>
        <h2 className="strong" tabIndex={-1}>
          {t.title}
        </h2>
      </div>
      <div className="cleanup-choice">
        <section className="cleanup-section">
          <h3 className="strong">{t.what}</h3>
          <p className="step-intro">{t.whatHint}</p>
          {inventory.error ? (
            <SetupError error={inventory.error}>
              <Button onPress={inventory.reload}>{t.tryAgain}</Button>
            </SetupError>
          ) : inventory.value === null ? (
            <p className="step-actions" role="status">
              <Spinner label={t.reading} />
              <span className="muted">{t.reading}</span>
            </p>
          ) : logs.length === 0 ? (
            <p className="muted">{t.noLogs}</p>
          ) : (
            <ul className="cleanup-logs">
              {logs.length > 1 && (
                <li>
                  <Checkbox
                    isSelected={ids.length === logs.length}
                    isIndeterminate={ids.length > 0 && ids.length < logs.length}
                    onChange={(isOn) => setChosen(isOn ? logs.map(({ id }) => id) : [])}
                  >
                    {t.all}
                  </Checkbox>
                </li>
              )}
              {logs.map((log) => (
                <li key={log.id}>
                  <Checkbox
                    isSelected={chosen.includes(log.id)}
                    onChange={(isOn) => setChosen((before) => (isOn ? [...before, log.id] : before.filter((id) => id !== log.id)))}
                  >
                    <span className="cleanup-log ellipsis" title={log.id}>
                      {log.name === null ? <span className="mono">{log.id}</span> : log.name}
                    </span>
                    <span className="mono muted ellipsis">{log.resourceId}</span>
                    <span className="mono muted ellipsis" title={destinationWords(log, s)}>
                      {destinationWords(log, s)}
                    </span>
                  </Checkbox>
                </li>
              ))}
            </ul>
          )}
          <Checkbox isSelected={leftovers} onChange={setLeftovers}>
            {t.leftovers}
          </Checkbox>
          {error && <SetupError error={error} />}
          <div className="step-actions">
            <Button variant="primary" isDisabled={busy || (ids.length === 0 && !leftovers)} onPress={() => void plan()}>
              {t.makePlan}
            </Button>
            {busy && (
              <span className="step-actions" role="status">
                <Spinner label={t.looking} />
                <span className="muted">{t.looking}</span>
              </span>
            )}
          </div>
        </section>
        {cleanups.length > 0 && (
          <section className="cleanup-section">
            <h3 className="strong">{t.earlier}</h3>
            <ul className="cleanup-lines">
              {cleanups.map((cleanup) => (
                <CleanupLine
                  key={cleanup.id}
                  cleanup={cleanup}
                  zone={zone}
                  onOpen={() => onOpen(cleanup.id)}
                  onForget={() => forget(cleanup.id)}
                />
              ))}
            </ul>
          </section>
        )}
      </div>
    </>
  );
}
