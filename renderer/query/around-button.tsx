import { useState } from 'react';
import { Button as AriaButton } from 'react-aria-components';
import type { QueryForm } from '../../preload/contract/query.ts';
import { useTexts } from '../i18n/use-texts.ts';
import { Button } from '../ui/button.tsx';
import { PopoverButton } from '../ui/popover-button.tsx';
import { Segmented } from '../ui/segmented.tsx';
import { DateTimeField } from './date-time-field.tsx';
import { around, type Window } from './presets.ts';
import { texts } from './texts.ts';

const choices = ['5', '10', '15', '30', '60'] as const;

/** A window around a moment: its panel asks for the moment and the minutes on both sides. */
export function AroundButton({
  form,
  seconds,
  onApply,
}: {
  readonly form: QueryForm;
  readonly seconds: boolean;
  readonly onApply: (window: Window) => void;
}) {
  const t = useTexts(texts);
  return (
    <PopoverButton label={t.aroundTitle} trigger={<AriaButton className="ui-segment">{t.around}</AriaButton>}>
      {(close) => (
        <AroundPanel
          form={form}
          seconds={seconds}
          onApply={(window) => {
            onApply(window);
            close();
          }}
        />
      )}
    </PopoverButton>
  );
}

function AroundPanel({
  form,
  seconds,
  onApply,
}: {
  readonly form: QueryForm;
  readonly seconds: boolean;
  readonly onApply: (window: Window) => void;
}) {
  const t = useTexts(texts);
  const [moment, setMoment] = useState(Math.floor((form.from + form.to) / 120) * 60);
  const [minutes, setMinutes] = useState<(typeof choices)[number]>('15');
  return (
    <form
      className="query-around"
      onSubmit={(event) => {
        event.preventDefault();
        onApply(around(moment, Number(minutes)));
      }}
    >
      <DateTimeField label={t.aroundMoment} hideLabel={false} epoch={moment} zone={form.zone} seconds={seconds} onChange={setMoment} />
      <div className="ui-field-stack">
        <span className="ui-field-label">{t.aroundMinutes}</span>
        <Segmented
          label={t.aroundMinutes}
          value={minutes}
          onChange={setMinutes}
          options={choices.map((value) => ({ value, label: `± ${t.minutes(Number(value))}` }))}
        />
      </div>
      <div className="query-around-actions">
        <Button variant="primary" type="submit">
          {t.apply}
        </Button>
      </div>
    </form>
  );
}
