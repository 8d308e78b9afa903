import { type KeyboardEvent, useState } from 'react';
import { exportFileName } from '../../main/flowlogs/titles.ts';
import type { Cell, ResultColumn, View } from '../../preload/contract/result.ts';
import type { Run } from '../../preload/contract/run.ts';
import { useLanguage } from '../i18n/language.tsx';
import { useFormat } from '../i18n/use-format.ts';
import { useTexts } from '../i18n/use-texts.ts';
import { ZonePicker } from '../settings/zone-picker.tsx';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { ErrorNote } from '../ui/error-note.tsx';
import { isCommand } from '../ui/key-names.ts';
import { ProgressBar } from '../ui/progress-bar.tsx';
import { Segmented } from '../ui/segmented.tsx';
import { ColumnsButton } from './columns-button.tsx';
import { type CsvForm, CsvOptions } from './csv-options.tsx';
import './export-dialog.css';
import { roundedUp } from './export-pace.ts';
import { ExportPreview } from './export-preview.tsx';
import { PickerButton } from './picker-button.tsx';
import { SheetOptions } from './sheet-options.tsx';
import { texts } from './texts.ts';
import { useExport } from './use-export.ts';
import { zonedRun } from './zoned-run.ts';

export interface ExportDialogProps {
  readonly run: Run;
  /** In the grid's order. */
  readonly columns: readonly ResultColumn[];
  /** Position of each of them in the rows. */
  readonly order: readonly number[];
  /** Names hidden in the grid: left out at first. */
  readonly hidden: ReadonlySet<string>;
  readonly view: View;
  readonly rowCount: number;
  /** Rows in the view. */
  readonly viewCount: number;
  readonly zone: string;
  /** The first rows on the screen. */
  readonly sample: readonly (readonly Cell[])[];
  readonly onClose: () => void;
}

/** Format, rows, zone, columns, how it will look; then progress in the same place. */
export function ExportDialog(props: ExportDialogProps) {
  const { run, columns, view, rowCount, viewCount, sample, onClose } = props;
  const t = useTexts(texts);
  const format = useFormat();
  const language = useLanguage();
  const isFiltered = viewCount !== rowCount || view.filters.length > 0;
  const [kind, setKind] = useState<'xlsx' | 'csv'>('xlsx');
  const [which, setWhich] = useState<'all' | 'filtered'>(isFiltered ? 'filtered' : 'all');
  const [zone, setZone] = useState(props.zone);
  const [hidden, setHidden] = useState(props.hidden);
  const exporting = useExport();
  const { job, error, leftMs } = exporting;
  const [csvForm, setCsvForm] = useState<CsvForm>({ bom: true, rawTimes: false });
  const [summary, setSummary] = useState(false);
  const isRaw = kind === 'csv' && csvForm.rawTimes;

  const chosen = columns.filter((column) => !hidden.has(column.name));
  const count = which === 'filtered' ? viewCount : rowCount;
  const fileName = exportFileName(zonedRun(run, zone), kind);
  const isRunning = exporting.isStarting || job?.state === 'running';
  const isDone = job?.state === 'done';
  const at = run.query.type === 'form' ? run.query.form.from : Math.floor(Date.parse(run.createdAt) / 1000);

  const start = () =>
    exporting.start({
      runId: run.id,
      format: kind,
      zone,
      // The order of the grid is kept for the filtered rows: it is what is on the screen.
      view: which === 'filtered' ? view : { filters: [], sort: view.sort },
      columns: chosen.map((column) => column.name),
      language,
      fileName,
      ...(kind === 'csv' ? csvForm : { summary }),
    });
  const canSave = !isRunning && !isDone && chosen.length > 0;
  /** Ctrl/Cmd+Enter anywhere; Enter too on what is chosen already, where it would choose nothing. */
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || event.nativeEvent.isComposing || event.repeat || !canSave) return;
    const isChosen = event.target instanceof Element && event.target.matches('.ui-segment[data-selected]');
    if (!isCommand(event) && !isChosen) return;
    event.preventDefault();
    event.stopPropagation();
    start();
  };
  const close = () => {
    if (isRunning) exporting.cancel();
    onClose();
  };

  return (
    <Dialog
      title={t.exportTitle(format.number(count))}
      isOpen
      onClose={close}
      onKeyDown={onKeyDown}
      footer={
        <>
          <span className="mono muted ellipsis" title={fileName}>
            {fileName}
          </span>
          <span className="spacer" />
          {/* A file that left by a download has no place that is known here. */}
          {isDone && job.path !== null && (
            <>
              <Button onPress={() => exporting.reveal('folder')}>{t.showInFolder}</Button>
              <Button onPress={() => exporting.reveal('open')}>{t.openFile}</Button>
            </>
          )}
          {isDone ? (
            <Button variant="primary" onPress={onClose} autoFocus>
              {t.close}
            </Button>
          ) : (
            <>
              <Button onPress={job?.state === 'running' ? exporting.cancel : close}>{t.cancel}</Button>
              <Button variant="primary" onPress={start} isDisabled={!canSave}>
                {t.save}
              </Button>
            </>
          )}
        </>
      }
    >
      <div className="ui-rows" inert={isRunning}>
        <span className="ui-rows-label">{t.format}</span>
        <span>
          <Segmented
            label={t.format}
            autoFocus
            value={kind}
            onChange={setKind}
            options={[
              { value: 'xlsx', label: t.excel },
              { value: 'csv', label: t.csv },
            ]}
          />
        </span>
        {isFiltered && (
          <>
            <span className="ui-rows-label">{t.whichRows}</span>
            <span>
              <Segmented
                label={t.whichRows}
                value={which}
                onChange={setWhich}
                options={[
                  { value: 'all', label: t.allRows(format.number(rowCount)) },
                  { value: 'filtered', label: t.filteredRows(format.number(viewCount)) },
                ]}
              />
            </span>
          </>
        )}
        <span className="ui-rows-label">{t.dates}</span>
        <span className="ui-row">
          <ZonePicker label={t.dates} labelInside={false} zone={zone} at={at} onChange={setZone} placement="bottom start" />
          <span className="muted">{kind === 'xlsx' ? t.datesHint : isRaw ? t.datesHintRaw : t.datesHintCsv}</span>
        </span>
        {kind === 'csv' ? <CsvOptions form={csvForm} onChange={setCsvForm} /> : <SheetOptions summary={summary} onChange={setSummary} />}
        <span className="ui-rows-label">{t.columns}</span>
        <span className="ui-row">
          <ColumnsButton
            columns={columns}
            hidden={hidden}
            onHidden={setHidden}
            trigger={<PickerButton label={t.columns} text={`${chosen.length} / ${columns.length}`} />}
          />
          <span className="muted">{t.columnsOrder}</span>
        </span>
        <span className="ui-rows-label ui-rows-top">{t.preview}</span>
        <ExportPreview
          columns={chosen}
          positions={chosen.map((column) => props.order[columns.indexOf(column)] ?? 0)}
          rows={sample.slice(0, 2)}
          zone={isRaw ? null : zone}
        />
      </div>
      <div className="result-export-state" role="status">
        {isRunning && (
          <ProgressBar
            label={t.exportTitle(format.number(count))}
            done={job?.done ?? 0}
            total={job?.total ?? null}
            text={
              job
                ? [
                    t.writing(format.number(job.done), format.number(job.total ?? count)),
                    leftMs === null ? '' : t.left(format.duration(roundedUp(leftMs))),
                  ]
                    .filter(Boolean)
                    .join(' · ')
                : ''
            }
          />
        )}
        {isDone && (
          <span className="result-export-done">{job.download === null && job.path !== null ? t.savedTo(job.path) : t.exportDone}</span>
        )}
        {job?.state === 'cancelled' && <span className="muted">{t.exportCancelled}</span>}
      </div>
      {error && !isRunning && <ErrorNote error={error} />}
    </Dialog>
  );
}
