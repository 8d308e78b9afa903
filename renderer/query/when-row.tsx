import { useId } from 'react';
import type { QueryForm } from '../../preload/contract/query.ts';
import { useTexts } from '../i18n/use-texts.ts';
import { Segmented } from '../ui/segmented.tsx';
import { AroundButton } from './around-button.tsx';
import { DateTimeField } from './date-time-field.tsx';
import { FieldProblems } from './field-problems.tsx';
import { PresetButton } from './preset-button.tsx';
import { lastSeconds, today, type Window } from './presets.ts';
import type { ProblemTexts } from './problem-texts.ts';
import { texts } from './texts.ts';
import { utcSuffix } from './utc-suffix.ts';

/** From, to, presets, which flows belong, and the window in UTC. */
export function WhenRow({
  form,
  seconds,
  offersMatch,
  newestEpoch,
  problems,
  onChange,
}: {
  readonly form: QueryForm;
  readonly seconds: boolean;
  /** Whether the table has both ends of a flow. */
  readonly offersMatch: boolean;
  /** Files: presets count back from it. */
  readonly newestEpoch: number | null;
  readonly problems: ProblemTexts;
  readonly onChange: (patch: Partial<QueryForm>) => void;
}) {
  const t = useTexts(texts);
  const problemId = useId();
  const label = useId();
  const set = (window: Window) => onChange({ from: window.from, to: window.to });
  // The second after the newest record, so that it belongs to the last minute.
  const end = () => (newestEpoch === null ? Math.floor(Date.now() / 1000) : newestEpoch + 59);
  const wrong = [...problems.of('from'), ...problems.of('to'), ...problems.of('match')];

  return (
    <>
      <span className="query-label" id={label}>
        {t.when}
      </span>
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset cannot be a flex row of the form's grid. */}
      <div className="ui-row" role="group" aria-labelledby={label}>
        <DateTimeField
          label={t.from}
          epoch={form.from}
          zone={form.zone}
          seconds={seconds}
          onChange={(from) => onChange({ from })}
          problem={problems.of('from')[0] ?? null}
          problemId={wrong.length > 0 ? problemId : undefined}
        />
        <span className="muted" aria-hidden="true">
          –
        </span>
        <DateTimeField
          label={t.to}
          epoch={form.to}
          zone={form.zone}
          seconds={seconds}
          onChange={(to) => onChange({ to })}
          problem={problems.of('to')[0] ?? null}
          problemId={wrong.length > 0 ? problemId : undefined}
        />
        {/* biome-ignore lint/a11y/useSemanticElements: see above. */}
        <div className="ui-segmented" role="group" aria-label={newestEpoch === null ? t.presets : `${t.presets}. ${t.presetsFiles}`}>
          <PresetButton onPress={() => set(lastSeconds(end(), 900))} hint={newestEpoch === null ? null : t.presetsFiles}>
            {t.minutes15}
          </PresetButton>
          <PresetButton onPress={() => set(lastSeconds(end(), 3600))} hint={newestEpoch === null ? null : t.presetsFiles}>
            {t.hour1}
          </PresetButton>
          <PresetButton onPress={() => set(today(end(), form.zone))} hint={newestEpoch === null ? null : t.presetsFiles}>
            {t.today}
          </PresetButton>
          <AroundButton form={form} seconds={seconds} onApply={set} />
        </div>
        {offersMatch && (
          <Segmented
            label={t.match}
            value={form.match}
            onChange={(match) => onChange({ match })}
            options={[
              { value: 'starts', label: t.starts, description: t.startsHint },
              { value: 'overlaps', label: t.overlaps, description: t.overlapsHint },
            ]}
          />
        )}
        {wrong.length === 0 && <span className="muted mono selectable">{utcSuffix(form)}</span>}
      </div>
      <FieldProblems id={problemId} problems={wrong} />
    </>
  );
}
