import { formatEpoch } from '../../../main/flowlogs/time.ts';
import type { Stack } from '../../../preload/contract/integration.ts';
import type { SourceRef } from '../../../preload/contract/query.ts';
import type { Answer } from '../../api/use-operation.ts';
import { useTexts } from '../../i18n/use-texts.ts';
import { Button } from '../../ui/button.tsx';
import { Spinner } from '../../ui/spinner.tsx';
import { SetupError } from '../setup-error.tsx';
import { texts as integrationTexts } from './texts.ts';

/** How far a stack is: its state, and its events as they come, the newest first. */
export function StackProgress({
  answer,
  zone,
  isDone,
  onSource,
}: {
  readonly answer: Answer<Stack>;
  readonly zone: string;
  /** Its table is listed below: its events are folded. */
  readonly isDone: boolean;
  readonly onSource: (source: SourceRef) => void;
}) {
  const t = useTexts(integrationTexts);
  const { value, error } = answer;
  if (!value) {
    return error ? (
      <SetupError error={error} />
    ) : (
      <p className="step-actions" role="status">
        <Spinner label={t.stackReading} />
        <span className="muted">{t.stackReading}</span>
      </p>
    );
  }
  const words = { under_way: value.status, ready: t.stackReady, failed: t.stackFailed, gone: t.stackGone }[value.state];
  const { source } = value;
  return (
    <section className="stack-progress" aria-label={t.stackTitle(value.name)}>
      <div className="step-actions">
        {value.state === 'under_way' ? (
          <Spinner label={value.status} />
        ) : (
          <span className={value.state === 'failed' ? 'dot dot-reject' : value.state === 'ready' ? 'dot' : 'dot dot-off'} />
        )}
        <span className="strong">{t.stackTitle(value.name)}</span>
        <span className={value.state === 'failed' ? 'setup-bad' : 'muted'} role="status">
          {words}
        </span>
        {value.state === 'ready' && source && !isDone && (
          <Button variant="primary" onPress={() => onSource(source)}>
            {t.useSource}
          </Button>
        )}
      </div>
      {value.reason !== null && value.state !== 'ready' && <p className="selectable">{value.reason}</p>}
      {value.events.length > 0 && (
        <details open={!isDone}>
          <summary>{t.events}</summary>
          <div className="stack-events">
            <table className="setup-table" aria-label={t.events}>
              <thead>
                <tr>
                  <th scope="col">{t.event.at}</th>
                  <th scope="col">{t.event.what}</th>
                  <th scope="col">{t.event.status}</th>
                  <th scope="col">{t.event.reason}</th>
                </tr>
              </thead>
              <tbody>
                {value.events.toReversed().map((event, at) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: two events of a resource may have the same second.
                  <tr key={`${event.at} ${event.logicalId} ${event.status} ${at}`}>
                    <td className="mono stack-time">{formatEpoch(Math.floor(Date.parse(event.at) / 1000), zone).slice(11)}</td>
                    <td className="ellipsis selectable" title={`${event.logicalId} ${event.type}`}>
                      {event.logicalId} <span className="muted">{event.type}</span>
                    </td>
                    <td className={event.status.includes('FAILED') ? 'mono setup-bad' : 'mono'}>{event.status}</td>
                    <td className="selectable stack-reason">{event.reason ?? ''}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        </details>
      )}
    </section>
  );
}
