import { runTitle } from '../../main/flowlogs/titles.ts';
import type { Run } from '../../preload/contract/run.ts';
import { useLanguage } from '../i18n/language.tsx';
import { useFormat } from '../i18n/use-format.ts';
import { useTexts } from '../i18n/use-texts.ts';
import './room-runs.css';
import { systemZone, useSettings } from './settings-context.tsx';
import { texts } from './texts.ts';

/** Which runs lose their rows: title, day, rows, size; scrolled where they are many. */
export function RoomRuns({
  label,
  runs,
  more = 0,
}: {
  /** What they are. */
  readonly label: string;
  /** `inDays`: until they go; left out where that is not known, or now. */
  readonly runs: readonly { readonly run: Run; readonly inDays?: number | null }[];
  /** How many older ones are not named. */
  readonly more?: number;
}) {
  const t = useTexts(texts);
  const format = useFormat();
  const language = useLanguage();
  const { settings } = useSettings();
  const zone = settings.zone ?? systemZone();
  const hasDays = runs.some(({ inDays }) => inDays != null);
  const numbers = [t.roomRows, t.roomSize, ...(hasDays ? [t.roomGoes] : [])];
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what is cut off is scrolled by the keyboard too.
    <section className="room-runs" tabIndex={0} aria-label={label}>
      <table>
        <thead>
          <tr>
            <th scope="col">{t.roomRun}</th>
            <th scope="col">{t.roomDay}</th>
            {numbers.map((name) => (
              <th key={name} scope="col" className="room-runs-number">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {runs.map(({ run, inDays }) => {
            const { title } = runTitle(run, language);
            return (
              <tr key={run.id}>
                <td className="ellipsis room-runs-title" title={title}>
                  {title}
                </td>
                <td className="muted">{format.day(new Date(run.createdAt), zone)}</td>
                <td className="mono room-runs-number">{run.rowCount === null ? '–' : format.number(run.rowCount)}</td>
                <td className="mono room-runs-number">{format.bytes(run.resultBytes ?? 0)}</td>
                {hasDays && <td className="muted room-runs-number">{inDays == null ? '' : t.roomInDays(inDays)}</td>}
              </tr>
            );
          })}
        </tbody>
      </table>
      {more > 0 && <p className="muted room-runs-more">{t.roomMore(format.number(more))}</p>}
    </section>
  );
}
