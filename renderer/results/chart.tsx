import { useMemo, useRef, useState } from 'react';
import { exportFileName, runTitle } from '../../main/flowlogs/titles.ts';
import type { WireError } from '../../preload/contract/errors.ts';
import type { Chart as Charted, Filter, Ranking, ResultColumn } from '../../preload/contract/result.ts';
import type { Run } from '../../preload/contract/run.ts';
import { useFormat } from '../i18n/use-format.ts';
import { useTexts } from '../i18n/use-texts.ts';
import { Button } from '../ui/button.tsx';
import { ErrorNote } from '../ui/error-note.tsx';
import { Spinner } from '../ui/spinner.tsx';
import { cellText, columnLabel, type Reading } from './cell-text.ts';
import './chart.css';
import { chartPicture, download } from './chart-png.ts';
import { actions, sumOf } from './chart-shape.ts';
import { RankedBars, type RankedRow } from './ranked-bars.tsx';
import { texts } from './texts.ts';
import { TimeBars } from './time-bars.tsx';
import { zonedRun } from './zoned-run.ts';

const colours = { accepted: '--accept', other: '--faint', rejected: '--reject' } as const;

/** Flows and bytes over time, who talked most, and to which ports. */
export function Chart({
  run,
  answer,
  columns,
  reading,
  onFilters,
}: {
  readonly run: Run;
  readonly answer: {
    readonly value: Charted | null;
    readonly begun: Charted | null;
    readonly error: WireError | null;
    readonly reload: () => void;
  };
  readonly columns: readonly ResultColumn[];
  readonly reading: Reading;
  readonly onFilters: (filters: readonly Filter[]) => void;
}) {
  const t = useTexts(texts);
  const format = useFormat();
  const flowsPicture = useRef<(() => Promise<HTMLCanvasElement>) | null>(null);
  const bytesPicture = useRef<(() => Promise<HTMLCanvasElement>) | null>(null);
  const [failed, setFailed] = useState<WireError | null>(null);
  // What was drawn stays until the next is here: nothing jumps.
  const [last, setLast] = useState<Charted | null>(null);
  if (answer.value && answer.value !== last) setLast(answer.value);
  const chart = answer.value ?? last ?? answer.begun;
  const start = columns.find((column) => column.field === 'start' && column.role === 'time');

  const ranked = (ranking: Ranking): readonly RankedRow[] => {
    const measured = (row: Ranking['rows'][number]) => (ranking.measure === 'bytes' ? (row.bytes ?? 0) : row.flows);
    const most = Math.max(1, ...ranking.rows.map(measured));
    return ranking.rows.map((row) => {
      const words = row.values.map((value, index) => {
        const column = columns.find((each) => each.name === ranking.columns[index]);
        return column ? cellText(column, value, reading).text : String(value);
      });
      const name = words.join(' → ');
      const flows = t.flowsCount(format.number(row.flows));
      const bytes = row.bytes === null ? '' : format.bytes(row.bytes);
      return {
        key: JSON.stringify(row.values),
        name,
        value: ranking.measure === 'flows' ? flows : bytes,
        side: ranking.measure === 'flows' ? bytes : flows,
        share: measured(row) / most,
        action: t.onlyRanked(name, flows, bytes),
        onPress: () => onFilters(ranking.columns.map((column, index) => ({ op: 'is', column, value: row.values[index] ?? null }))),
      };
    });
  };
  const rankings = [
    ...(chart?.talkers ? [{ title: t.talkers, note: t.talkersNote(chart.talkers.measure), rows: ranked(chart.talkers) }] : []),
    ...(chart?.ports ? [{ title: t.ports, note: t.portsNote(chart.ports.measure), rows: ranked(chart.ports) }] : []),
  ];
  const time = chart?.time;
  const there = useMemo(
    () => actions.filter((action) => time && (sumOf(time.flows[action]) > 0 || (time.bytes !== null && sumOf(time.bytes[action]) > 0))),
    [time],
  );

  if (answer.error) {
    return (
      <ErrorNote layout="page" error={answer.error}>
        <Button onPress={answer.reload}>{t.tryAgain}</Button>
      </ErrorNote>
    );
  }
  if (!chart) {
    return (
      <div className="result-chart-wait" role="status">
        <Spinner label={t.reading} /> {t.reading}
      </div>
    );
  }

  const save = async () => {
    const drawn = [
      { title: t.flowsOverTime, draw: flowsPicture.current },
      { title: t.bytesOverTime, draw: bytesPicture.current },
    ];
    const { title, subtitle } = runTitle(run, reading.language);
    try {
      const picture = await chartPicture({
        title: `${title} · ${subtitle}`,
        legend: there.map((action) => ({ text: t[action], colour: colours[action] })),
        charts: await Promise.all(
          drawn.flatMap(({ title: name, draw }) => (draw ? [draw().then((canvas) => ({ title: name, canvas }))] : [])),
        ),
        rankings: rankings.map(({ title: name, note, rows }) => ({ title: `${name} (${note})`, rows })),
      });
      download(picture, exportFileName(zonedRun(run, reading.zone), 'png'));
      setFailed(null);
    } catch (error) {
      setFailed({ code: 'internal', message: String(error), details: {} });
    }
  };
  const onRange = (from: number, to: number) => start && onFilters([{ op: 'between', column: start.name, from, to }]);
  const flowWords = (value: number) => format.number(value);

  return (
    <div className="result-chart" aria-busy={answer.value === null}>
      <div className="result-chart-bar">
        <ul className="result-chart-legend">
          {there.map((action) => (
            <li key={action}>
              <span className={`result-chart-swatch result-chart-${action}`} aria-hidden="true" /> {t[action]}
            </li>
          ))}
          {there.length > 0 && start && <li className="muted">{`${columnLabel(start, reading.language)} · ${reading.zone}`}</li>}
        </ul>
        <span className="spacer" />
        {(time || rankings.some(({ rows }) => rows.length > 0)) && <Button onPress={() => void save()}>{t.savePng}</Button>}
      </div>
      {failed && <ErrorNote error={failed} />}
      {time ? (
        <>
          <TimeBars
            title={t.flowsOverTime}
            edges={time.edges}
            bars={time.flows}
            zone={reading.zone}
            words={flowWords}
            onRange={onRange}
            pictureRef={flowsPicture}
          />
          {time.bytes && (
            <TimeBars
              title={t.bytesOverTime}
              edges={time.edges}
              bars={time.bytes}
              zone={reading.zone}
              words={format.bytes}
              onRange={onRange}
              pictureRef={bytesPicture}
            />
          )}
        </>
      ) : (
        chart.noTime && <p className="muted result-chart-none">{t.noTime[chart.noTime]}</p>
      )}
      {chart === answer.begun && (
        <p className="result-chart-more muted" role="status">
          <Spinner label={t.reading} /> {t.reading}
        </p>
      )}
      {rankings.length > 0 && (
        <div className="result-chart-rankings">
          {rankings.map((ranking) => (
            <RankedBars key={ranking.title} {...ranking} nobody={t.nobody} />
          ))}
        </div>
      )}
    </div>
  );
}
