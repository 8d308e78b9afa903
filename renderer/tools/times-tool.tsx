import { useDeferredValue, useEffect, useId, useMemo, useRef, useState } from 'react';
import { columnText, dateText, epochText, epochUnits, type Moment, readTimeLines } from '../../main/flowlogs/time-lines.ts';
import { useFormat } from '../i18n/use-format.ts';
import { useTexts } from '../i18n/use-texts.ts';
import { ZonePicker } from '../settings/zone-picker.tsx';
import { Button, LinkButton } from '../ui/button.tsx';
import { Segmented } from '../ui/segmented.tsx';
import { texts } from './texts.ts';
import { TimeLines } from './time-lines.tsx';
import type { ToolsState } from './tools-state.ts';

/** More is a file's work, not a text field's. */
const MOST_LINES = 50_000;
const SAID_MS = 4000;

/** Times in either form at the left, in both forms at the right. */
export function TimesTool({
  zone,
  state,
  onChange,
}: {
  readonly zone: string;
  readonly state: ToolsState;
  readonly onChange: (patch: Partial<ToolsState>) => void;
}) {
  const t = useTexts(texts);
  const format = useFormat();
  const hint = useId();
  const input = useRef<HTMLTextAreaElement>(null);
  const { text, unit } = state;
  // A long column is read behind the typing, not before each letter.
  const read = useDeferredValue(text);
  const all = useMemo(() => readTimeLines(read, zone), [read, zone]);
  const lines = useMemo(() => (all.length > MOST_LINES ? all.slice(0, MOST_LINES) : all), [all]);
  const times = useMemo(() => lines.flatMap((line) => ('moment' in line ? [line.moment] : [])), [lines]);
  const junk = lines.reduce((sum, line) => sum + (line.kind === 'junk' ? 1 : 0), 0);
  const { said, copy } = useCopied();
  const copyColumn = (write: (moment: Moment) => string) => copy(columnText(lines, write), t.copied(format.number(lines.length)));

  return (
    <div className="tools-times">
      <section className="tools-input">
        <div className="tools-row">
          <ZonePicker
            label={t.zone}
            zone={zone}
            at={times[0]?.seconds ?? Math.floor(Date.now() / 1000)}
            placement="bottom start"
            labelInside={false}
            onChange={(next) => onChange({ zone: next })}
          />
        </div>
        <textarea
          ref={input}
          className="tools-text mono"
          aria-label={t.input}
          aria-describedby={hint}
          placeholder={t.placeholder}
          spellCheck={false}
          autoComplete="off"
          value={text}
          onChange={(event) => onChange({ text: event.target.value })}
        />
        <p className="ui-hint" id={hint}>
          {t.inputHint}
        </p>
        <div className="tools-row">
          <LinkButton
            onPress={() => onChange({ text: `${text === '' || text.endsWith('\n') ? text : `${text}\n`}${Math.floor(Date.now() / 1000)}` })}
          >
            {t.now}
          </LinkButton>
          <LinkButton
            isDisabled={text === ''}
            onPress={() => {
              onChange({ text: '' });
              input.current?.focus();
            }}
          >
            {t.clear}
          </LinkButton>
        </div>
      </section>
      <section className="tools-output">
        <div className="tools-row tools-output-bar">
          <span className="muted" aria-hidden="true">
            {t.unit}
          </span>
          <Segmented
            label={t.unit}
            value={unit}
            onChange={(next) => onChange({ unit: next })}
            options={epochUnits.map((value) => ({ value, label: t.units[value] }))}
          />
          <span className="spacer" />
          <Button icon="copy" isDisabled={times.length === 0} onPress={() => copyColumn((moment) => epochText(moment, unit))}>
            {t.copyUnix}
          </Button>
          <Button icon="copy" isDisabled={times.length === 0} onPress={() => copyColumn((moment) => dateText(moment, zone))}>
            {t.copyDates}
          </Button>
        </div>
        <TimeLines lines={lines} zone={zone} unit={unit} isEmpty={read.trim() === ''} />
        <footer className="tools-footer">
          <span>{read.trim() === '' ? '' : t.summary(format.number(times.length), junk)}</span>
          {all.length > MOST_LINES && <span className="tools-problem">{t.tooMany(format.number(MOST_LINES))}</span>}
          <span role="status">{said}</span>
        </footer>
      </section>
    </div>
  );
}

/** Copies a text, and says so for a moment. */
function useCopied(): { readonly said: string; readonly copy: (text: string, words: string) => void } {
  const [said, setSaid] = useState('');
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  const copy = (text: string, words: string) =>
    void navigator.clipboard.writeText(text).then(() => {
      clearTimeout(timer.current);
      setSaid(words);
      timer.current = setTimeout(() => setSaid(''), SAID_MS);
    });
  return { said, copy };
}
