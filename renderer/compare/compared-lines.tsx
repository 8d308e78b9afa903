import { type KeyboardEvent, useRef, useState } from 'react';
import type { ComparedLine, Comparison } from '../../preload/contract/compare.ts';
import type { Filter } from '../../preload/contract/result.ts';
import { useFormat } from '../i18n/use-format.ts';
import { useTexts } from '../i18n/use-texts.ts';
import { LinkButton } from '../ui/button.tsx';
import { MenuAt } from '../ui/menu.tsx';
import type { Comparing } from './compare-state.ts';
import { ComparedLineRow } from './compared-line.tsx';
import { lineName } from './line-words.ts';
import { texts } from './texts.ts';

/** The differences, the greatest first. A line's menu leads to its rows in either run. */
export function ComparedLines({
  comparing,
  told,
  lines,
  total,
  isReading,
  onMore,
  onShowRows,
  onCopyLine,
}: {
  readonly comparing: Comparing;
  readonly told: Comparison;
  readonly lines: readonly ComparedLine[];
  /** Lines there are of what is shown. */
  readonly total: number;
  readonly isReading: boolean;
  readonly onMore: () => void;
  readonly onShowRows: (side: 'a' | 'b', filters: readonly Filter[]) => void;
  readonly onCopyLine: (line: ComparedLine) => void;
}) {
  const t = useTexts(texts);
  const format = useFormat();
  const [current, setCurrent] = useState(0);
  const [menu, setMenu] = useState<{ readonly line: ComparedLine; readonly at: { readonly x: number; readonly y: number } } | null>(null);
  const buttons = useRef(new Map<number, HTMLButtonElement>());
  const tabStop = Math.min(current, lines.length - 1);

  const onKeyDown = (event: KeyboardEvent) => {
    const target = { ArrowUp: tabStop - 1, ArrowDown: tabStop + 1, Home: 0, End: lines.length - 1 }[event.key];
    const line = lines[tabStop];
    if (target !== undefined) buttons.current.get(Math.max(0, Math.min(lines.length - 1, target)))?.focus();
    else if (line && (event.key === 'ContextMenu' || (event.key === 'F10' && event.shiftKey))) {
      const box = buttons.current.get(tabStop)?.getBoundingClientRect();
      setMenu({ line, at: { x: (box?.left ?? 0) + 110, y: box?.bottom ?? 0 } });
    } else return;
    event.preventDefault();
  };
  const filtersOf = (line: ComparedLine, side: 'a' | 'b') =>
    told[side].columns.map((column, index): Filter => ({ op: 'is', column, value: line.values[index] ?? null }));

  return (
    <div className="compare-table" aria-busy={isReading}>
      <div className="compare-grid compare-head" aria-hidden="true">
        <span>{t.change}</span>
        <span>{t.names[comparing.by]}</span>
        <span className="compare-number">{`${t.measures[told.measure]} A`}</span>
        <span className="compare-number">{`${t.measures[told.measure]} B`}</span>
        <span className="compare-number">{t.difference}</span>
        <span className="compare-number">{t.ratio}</span>
      </div>
      <ul className="compare-lines" aria-label={t.list} onKeyDown={onKeyDown}>
        {lines.map((line, index) => (
          <ComparedLineRow
            key={JSON.stringify(line.values)}
            line={line}
            told={told}
            isCurrent={index === tabStop}
            lineRef={(element) => {
              if (element) buttons.current.set(index, element);
              else buttons.current.delete(index);
            }}
            onFocus={() => setCurrent(index)}
            onMenu={(at) => setMenu({ line, at })}
          />
        ))}
      </ul>
      {lines.length < total && (
        <div className="compare-more">
          <LinkButton onPress={onMore}>{t.more(format.number(Math.min(100, total - lines.length)))}</LinkButton>
        </div>
      )}
      <MenuAt
        label={menu ? t.actions(lineName(told.columns, menu.line.values)) : ''}
        at={menu?.at ?? null}
        entries={
          menu
            ? [
                ...(['a', 'b'] as const).map((side) => ({
                  id: side,
                  label: t.showIn(side.toUpperCase()),
                  icon: 'table' as const,
                  isDisabled: menu.line[side] === null,
                  onAction: () => onShowRows(side, filtersOf(menu.line, side)),
                })),
                null,
                { id: 'copy', label: t.copyLine, icon: 'copy' as const, onAction: () => onCopyLine(menu.line) },
              ]
            : []
        }
        onClose={() => setMenu(null)}
      />
    </div>
  );
}
