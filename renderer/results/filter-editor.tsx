import { type FormEvent, useRef, useState } from 'react';
import { Dialog, Popover } from 'react-aria-components';
import type { Filter, ResultColumn } from '../../preload/contract/result.ts';
import { useTexts } from '../i18n/use-texts.ts';
import { Button } from '../ui/button.tsx';
import { Select } from '../ui/select.tsx';
import { TextField } from '../ui/text-field.tsx';
import { columnLabel, type Reading } from './cell-text.ts';
import './filter-editor.css';
import { draftOf, type FilterDraft, type FilterOp, type FilterProblem, filterOps, readFilter } from './filter-form.ts';
import { texts } from './texts.ts';

export interface EditedFilter {
  readonly column: ResultColumn;
  /** The one that is changed; NULL: a new one. */
  readonly filter: Filter | null;
  /** Client pixels. */
  readonly at: { readonly x: number; readonly y: number };
}

/** A small form for the filter of one column, at a point of the window. Enter applies, Esc leaves everything as it was. */
export function FilterEditor({
  edited,
  reading,
  onApply,
  onRemove,
  onClose,
}: {
  readonly edited: EditedFilter;
  readonly reading: Reading;
  readonly onApply: (filter: Filter) => void;
  readonly onRemove: () => void;
  readonly onClose: () => void;
}) {
  const t = useTexts(texts);
  const anchor = useRef<HTMLSpanElement>(null);
  const label = columnLabel(edited.column, reading.language);
  return (
    <>
      <span ref={anchor} aria-hidden="true" style={{ position: 'fixed', left: edited.at.x, top: edited.at.y, width: 0, height: 0 }} />
      <Popover
        className="ui-popover"
        triggerRef={anchor}
        isOpen
        onOpenChange={(open) => open || onClose()}
        placement="bottom start"
        offset={2}
      >
        <Dialog className="ui-popover-pad" aria-label={t.filterTitle(label)}>
          <Form edited={edited} reading={reading} onApply={onApply} onRemove={onRemove} label={label} />
        </Dialog>
      </Popover>
    </>
  );
}

function Form({
  edited: { column, filter },
  reading,
  label,
  onApply,
  onRemove,
}: {
  readonly edited: EditedFilter;
  readonly reading: Reading;
  readonly label: string;
  readonly onApply: (filter: Filter) => void;
  readonly onRemove: () => void;
}) {
  const t = useTexts(texts);
  const zone = reading.raw ? null : reading.zone;
  const ops = filterOps(column, zone);
  const [draft, setDraft] = useState<FilterDraft>(
    () => (filter && draftOf(filter, column, zone)) ?? { op: ops[0] ?? 'is', first: '', second: '' },
  );
  const [problem, setProblem] = useState<FilterProblem | null>(null);
  const change = (next: Partial<FilterDraft>) => {
    setDraft((before) => ({ ...before, ...next }));
    setProblem(null);
  };
  const apply = (event: FormEvent) => {
    event.preventDefault();
    const read = readFilter(draft, column, zone);
    if (read.ok) onApply(read.filter);
    else setProblem(read.problem);
  };
  const wrong = (field: FilterProblem['field']) => {
    if (problem?.field !== field) return null;
    switch (problem.kind) {
      case 'empty':
        return t.filterEmpty;
      case 'badNetwork':
        return t.badNetwork(problem.text);
      default:
        return t[problem.kind];
    }
  };
  const isPeriod = draft.op === 'period';
  const isNetworks = draft.op === 'in' || draft.op === 'notIn';
  const isText = draft.op === 'contains' || draft.op === 'lacks' || draft.op === 'starts';
  return (
    <form className="result-filter" onSubmit={apply}>
      <div className="result-filter-head">
        <span className="strong ellipsis">{label}</span>
        {ops.length === 1 ? (
          <span className="muted">{t.filterOps[draft.op]}</span>
        ) : (
          <Select
            label={t.filterHow}
            labelInside={false}
            value={draft.op}
            onChange={(op: FilterOp) => change({ op })}
            options={ops.map((op) => ({ value: op, label: t.filterOps[op] }))}
          />
        )}
      </div>
      {isPeriod || draft.op === 'between' ? (
        <div className="result-filter-range">
          <TextField
            label={t.filterFrom}
            value={draft.first}
            onChange={(first) => change({ first })}
            problem={wrong('first')}
            mono
            autoFocus
          />
          <TextField
            label={isPeriod ? t.filterBefore : t.filterTo}
            value={draft.second}
            onChange={(second) => change({ second })}
            problem={wrong('second')}
            mono
          />
        </div>
      ) : (
        <TextField
          label={isNetworks ? t.filterNetworks : isText ? t.filterText : t.filterValue}
          value={draft.first}
          onChange={(first) => change({ first })}
          problem={wrong('first')}
          mono
          autoFocus
          {...(isNetworks ? { placeholder: '10.0.0.0/8 2001:db8::/32', hint: t.filterNetworksHint } : {})}
        />
      )}
      {isPeriod && <span className="ui-hint">{t.filterTimeHint(reading.zone)}</span>}
      <div className="result-filter-foot">
        {filter && <Button onPress={onRemove}>{t.filterRemove}</Button>}
        <span className="spacer" />
        <Button type="submit" variant="primary">
          {t.filterApply}
        </Button>
      </div>
    </form>
  );
}
