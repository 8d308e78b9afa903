import { formatClock, formatEpoch } from '../../../main/flowlogs/time.ts';
import type { Arrivals } from '../../../preload/contract/setup.ts';
import type { Answer } from '../../api/use-operation.ts';
import { useFormat } from '../../i18n/use-format.ts';
import { useTexts } from '../../i18n/use-texts.ts';
import { Button } from '../../ui/button.tsx';
import { Spinner } from '../../ui/spinner.tsx';
import { SetupError } from '../setup-error.tsx';
import { texts } from '../texts.ts';
import { ArrivalBars } from './arrival-bars.tsx';
import './arrivals-step.css';

/** The files of the last day, hour by hour, and the newest of them; where there are none, why that may be. */
export function ArrivalsStep({ answer, zone }: { readonly answer: Answer<Arrivals>; readonly zone: string }) {
  const t = useTexts(texts);
  const format = useFormat();
  const { value, error } = answer;
  if (error) {
    return (
      <SetupError error={error}>
        <Button onPress={answer.reload}>{t.tryAgain}</Button>
      </SetupError>
    );
  }
  if (!value) {
    return (
      <p className="step-actions" role="status">
        <Spinner label={t.readingFiles} />
        <span className="muted">{t.readingFiles}</span>
      </p>
    );
  }
  const checked = Math.floor(Date.parse(value.checkedAt) / 1000);
  const hasFiles = value.newest.length > 0;
  // In the first quarter of an hour only what is plainly wrong is worth a line.
  const isEarly = value.reasons.some(({ code, holds }) => code === 'too_early' && holds === 'yes');
  const reasons = value.reasons.filter(({ code, holds }) => !(isEarly && (holds !== 'yes' || code === 'too_early')));
  return (
    <>
      {hasFiles && <ArrivalBars hours={value.hours} zone={zone} />}
      {hasFiles ? (
        <table className="setup-table arrivals-table" aria-label={t.newest}>
          <thead>
            <tr>
              <th scope="col">{t.newest}</th>
              <th scope="col" className="setup-number">
                {t.size}
              </th>
              <th scope="col" className="setup-number">
                {t.fileTime}
              </th>
              <th scope="col" className="setup-number">
                {t.delay}
              </th>
            </tr>
          </thead>
          <tbody>
            {value.newest.slice(0, 5).map((file) => (
              <tr key={file.key}>
                <td className="mono selectable ellipsis" title={file.key}>
                  {file.key.slice(file.key.lastIndexOf('/') + 1)}
                </td>
                <td className="mono setup-number">{format.bytes(file.bytes)}</td>
                <td className="mono setup-number">{formatEpoch(file.at, zone)}</td>
                <td className="mono setup-number">{format.duration(file.delaySeconds * 1000)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      ) : (
        <p role="status">{isEarly ? t.noFilesYet : t.noFiles}</p>
      )}
      {reasons.length > 0 && (
        <div>
          <h3 className="step-title">{t.reasons}</h3>
          <ul className="arrivals-reasons">
            {reasons.map(({ code, holds, found }) => (
              <li key={code} data-holds={holds}>
                <span className={holds === 'yes' ? 'dot dot-reject' : 'dot dot-off'} />
                <span>
                  {t.noFile[code]}
                  {holds !== 'no' && code !== 'too_early' && found !== null && (
                    <span className="muted selectable"> {code === 'no_traffic' && /^\d+$/.test(found) ? t.interfaces(found) : found}</span>
                  )}
                </span>
                <span className="arrivals-holds">{t.holds[holds]}</span>
              </li>
            ))}
          </ul>
        </div>
      )}
      <p className="ui-hint">{t.checkedAt(formatClock(checked, zone))}</p>
    </>
  );
}
