import { useId, useMemo, useRef, useState } from 'react';
import type { ColumnLayout } from '../../preload/contract/column-layout.ts';
import type { OperationOutput } from '../../preload/contract/operations.ts';
import type { QueryForm } from '../../preload/contract/query.ts';
import type { Filter } from '../../preload/contract/result.ts';
import type { Run } from '../../preload/contract/run.ts';
import { useEvent } from '../api/use-event.ts';
import { useLanguage } from '../i18n/language.tsx';
import { isArriving } from './arriving.ts';
import { isTime } from './cell-text.ts';
import { Chart } from './chart.tsx';
import { gridOrder } from './columns.ts';
import { DetailPane } from './detail-pane.tsx';
import { EditedFilterDialog } from './edited-filter-dialog.tsx';
import { ExportDialog } from './export-dialog.tsx';
import type { EditedFilter } from './filter-editor.tsx';
import { Grid } from './grid.tsx';
import { NoRows } from './no-rows.tsx';
import { NoneLeft } from './none-left.tsx';
import { ResultErrors } from './result-errors.tsx';
import { ResultFooter } from './result-footer.tsx';
import { type OpenedMenu, ResultMenu } from './result-menu.tsx';
import { ResultStrip } from './result-strip.tsx';
import { ResultPanel, type ResultTab } from './result-tabs.tsx';
import { ResultToolbar } from './result-toolbar.tsx';
import { type CellAt, cellSelection, clamped, type Selection } from './selection.ts';
import { Summary } from './summary.tsx';
import { useChart } from './use-chart.ts';
import { useColumns } from './use-columns.ts';
import { useCopy } from './use-copy.ts';
import { useFind } from './use-find.ts';
import { useFocusBack } from './use-focus-back.ts';
import { useMarks } from './use-marks.ts';
import { usePages } from './use-pages.ts';
import { useResultKeys } from './use-result-keys.ts';
import { useSummary } from './use-summary.ts';
import { useView } from './use-view.ts';
import { ViewProgress } from './view-progress.tsx';
import type { AskInstead } from './zero-rows.tsx';

export interface ResultViewProps {
  readonly run: Run;
  readonly zone: string;
  readonly onUseInForm: (patch: Partial<QueryForm>) => void;
  readonly onAsk: AskInstead;
  /** Whether it is on the screen: then its keys hold. */
  readonly active: boolean;
  /** Filters that it was opened with; `round` counts such openings. */
  readonly opened: { readonly filters: readonly Filter[]; readonly round: number };
}

/** The rows that a run stored: looked at in a grid, drawn, summarised, filtered, put in order, written to files. */
export function StoredRows({
  run,
  zone,
  onUseInForm,
  onAsk,
  active,
  opened,
  result,
  kind,
  kept,
}: ResultViewProps & {
  readonly result: OperationOutput<'result.columns'>;
  /** What results have in common that show their columns alike. */
  readonly kind: string;
  readonly kept: ColumnLayout | null;
}) {
  const language = useLanguage();
  const marks = useMarks(run.id, result.columns);
  const { columns } = marks;
  // They grow while they come; then the run says how many there are.
  const rowCount = run.rowCount ?? result.rowCount;
  const arriving = isArriving(run);
  const [raw, setRaw] = useState(false);
  const dates = useMemo(() => Object.fromEntries(columns.filter(isTime).map(({ name, role }) => [name, role])), [columns]);
  const view = useView(run.id, { zone: raw ? null : zone, roles: dates }, !arriving, opened.filters);
  const count = view.overview?.rowCount ?? rowCount;
  const pages = usePages(run.id, view.shown, count);
  const [chosen, setChosen] = useState<Selection | null>(null);
  const [menu, setMenu] = useState<OpenedMenu | null>(null);
  const [edited, setEdited] = useState<EditedFilter | null>(null);
  const [isDetailed, setDetailed] = useState(false);
  const [isExporting, setExporting] = useState(false);
  const id = useId();
  const panels = useRef<HTMLDivElement>(null);
  useFocusBack(edited !== null, panels);
  // Come back to from another view, of which what had the focus is gone.
  useFocusBack(!active, panels);
  const [tab, setTab] = useState<ResultTab>('rows');
  const findField = useRef<HTMLInputElement>(null);

  const reading = useMemo(() => ({ zone, raw, language }), [zone, raw, language]);
  const layout = useColumns(columns, kind, kept, pages, reading);
  const { shown, order, inOrder } = layout;
  // In reading order: a column that is moved must not have everything summarised anew.
  const names = useMemo(() => gridOrder(columns).flatMap((index) => columns[index]?.name ?? []), [columns]);
  const { filters } = view.shown;
  const summary = useSummary(run.id, filters, names, tab === 'summary');
  const chart = useChart(run.id, filters, zone, tab === 'chart');

  const selection = clamped(chosen, { rows: count, columns: shown.length });
  const copying = useCopy(shown, pages, reading);
  const finding = useFind(view.filters, shown, count, pages, reading, setChosen);
  const isRecords = run.query.type !== 'rows';

  useResultKeys(active && !isExporting && !arriving, { onFind: () => findField.current?.focus(), onExport: () => setExporting(true) });
  useEvent('menu.chosen', ({ item }) => {
    if (item === 'export' && active && !arriving && rowCount > 0) setExporting(true);
  });

  // Opened with filters: until they are answered nobody knows how many rows there are.
  if (opened.filters.length > 0 && !view.overview && !view.error && !arriving) return <div className="result-view" aria-busy="true" />;
  const onCopyId = () => copying.copyText(run.executionId ?? '');
  if (rowCount === 0) return <NoRows run={run} zone={zone} onAsk={onAsk} said={copying.said} onCopyId={onCopyId} />;

  // Another order or filter puts other rows in these places.
  const sortBy = (sort: typeof view.sort) => {
    setChosen(null);
    view.sortBy(sort);
  };
  const filterAll = (all: readonly Filter[]) => {
    setChosen(null);
    for (const each of all) view.add(each);
  };
  const filter = (next: Filter) => filterAll([next]);
  const valueAt = (cell: CellAt) => {
    const placed = shown[cell.column];
    return placed ? { column: placed.column, value: pages.row(cell.row)?.[placed.index] ?? null } : null;
  };
  const onEscape = () => {
    // What is being waited for first: the rows on the screen stay.
    if (view.progress) view.stop();
    else if (isDetailed) setDetailed(false);
    else setChosen(null);
  };
  const noneLeft = count === 0 && <NoneLeft onClear={view.clear} />;

  return (
    <div className="result-view">
      <ResultToolbar
        id={id}
        tab={tab}
        arriving={arriving}
        onTab={setTab}
        filters={view.filters}
        columns={columns}
        inOrder={inOrder}
        hidden={layout.hidden}
        reading={reading}
        find={finding.text}
        findField={findField}
        onFind={view.find}
        onNext={(step) => !view.isReading && finding.next(selection?.focus ?? null, step)}
        onEdit={setEdited}
        onRemove={view.remove}
        onClear={view.clear}
        onHidden={layout.setHidden}
        onReset={layout.reset}
        onRaw={setRaw}
        onExport={() => setExporting(true)}
      />
      <ResultErrors mark={marks.error} view={view.error} onReload={view.reload} />
      {tab !== 'chart' && <ResultStrip columns={columns} overview={view.overview} zone={zone} onRange={view.add} />}
      <div ref={panels} className="result-panels">
        <ResultPanel id={id} tab="rows" shown={tab}>
          {noneLeft || (
            <Grid
              columns={shown}
              pinned={layout.pinned}
              rowCount={count}
              row={pages.row}
              reading={reading}
              sort={view.sort}
              selection={selection}
              needle={finding.needle}
              sought={finding.sought}
              isReading={view.isReading}
              onSelect={setChosen}
              onSort={arriving ? null : sortBy}
              onWidth={layout.setWidth}
              onMove={layout.move}
              onEnter={() => setDetailed((before) => !before)}
              onCopy={(withHeader) => selection && copying.copyBlock(selection, withHeader)}
              onEscape={onEscape}
              onMenu={(cell, at) => {
                setChosen((before) => before ?? cellSelection(cell));
                setMenu({ of: cell, at });
              }}
              onHeadMenu={(column, at) => setMenu({ of: column, at })}
            />
          )}
          {isDetailed && selection && count > 0 && (
            <DetailPane
              columns={columns}
              order={order}
              values={pages.row(selection.focus.row)}
              row={selection.focus.row}
              reading={reading}
              onClose={() => setDetailed(false)}
            />
          )}
        </ResultPanel>
        <ResultPanel id={id} tab="chart" shown={tab}>
          {noneLeft || <Chart answer={chart} columns={columns} reading={reading} run={run} onFilters={filterAll} />}
        </ResultPanel>
        <ResultPanel id={id} tab="summary" shown={tab}>
          {noneLeft || <Summary columns={inOrder} rowCount={count} summary={summary} reading={reading} onFilter={filter} />}
        </ResultPanel>
      </div>
      <ResultFooter
        run={run}
        overview={view.overview}
        rowCount={rowCount}
        arriving={arriving}
        said={copying.said}
        preparing={view.progress && <ViewProgress progress={view.progress} onStop={view.stop} />}
        onCopyId={onCopyId}
      />
      <ResultMenu
        menu={menu}
        layout={layout}
        sort={view.sort}
        arriving={arriving}
        valueAt={valueAt}
        onClose={() => setMenu(null)}
        onSort={sortBy}
        onFilter={filter}
        onEdit={(column, at) => setEdited({ column, filter: null, at })}
        onMark={marks.mark}
        onUseInForm={isRecords ? onUseInForm : null}
        onCopy={(withHeader) => selection && copying.copyBlock(selection, withHeader)}
        onDetails={() => setDetailed(true)}
      />
      <EditedFilterDialog edited={edited} reading={reading} view={view} onClose={() => setEdited(null)} onChanged={() => setChosen(null)} />
      {isExporting && (
        <ExportDialog
          run={run}
          columns={inOrder}
          order={order}
          hidden={layout.hidden}
          view={view.shown}
          rowCount={rowCount}
          viewCount={count}
          zone={zone}
          sample={[pages.row(0), pages.row(1)].filter((row) => row !== null)}
          onClose={() => setExporting(false)}
        />
      )}
    </div>
  );
}
