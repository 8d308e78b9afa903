import type { Ref } from 'react';
import { changeSize } from '../../main/flowlogs/change-size.ts';
import type { ComparedLine, Comparison } from '../../preload/contract/compare.ts';
import { measures } from '../../preload/contract/query.ts';
import { useFormat } from '../i18n/use-format.ts';
import { useTexts } from '../i18n/use-texts.ts';
import { amountWords, differenceWords, lineName, ratioWords } from './line-words.ts';
import { texts } from './texts.ts';

/** One talker: what it had in A and in B, and below its name the amounts that the order is not by. */
export function ComparedLineRow({
  line,
  told,
  isCurrent,
  lineRef,
  onFocus,
  onMenu,
}: {
  readonly line: ComparedLine;
  readonly told: Comparison;
  /** The line that Tab reaches. */
  readonly isCurrent: boolean;
  readonly lineRef: Ref<HTMLButtonElement>;
  readonly onFocus: () => void;
  readonly onMenu: (at: { readonly x: number; readonly y: number }) => void;
}) {
  const t = useTexts(texts);
  const format = useFormat();
  const { measure, columns } = told;
  const name = lineName(columns, line.values);
  const { a, b, difference, ratio } = changeSize(line, measure);
  const words = (value: number | null) => (value === null ? '–' : amountWords(value, measure, format));
  const [before, after, change] = [words(a), words(b), differenceWords(difference, measure, format)];
  const others = measures.flatMap((each) => {
    const amounts = [line.a?.[each] ?? null, line.b?.[each] ?? null];
    if (each === measure || amounts.every((value) => value === null)) return [];
    const [x = '', y = ''] = amounts.map((value) => (value === null ? '–' : amountWords(value, each, format)));
    return [t.fromTo(t.measures[each], x, y)];
  });
  return (
    <li
      className="compare-line"
      onContextMenu={(event) => {
        event.preventDefault();
        onMenu({ x: event.clientX, y: event.clientY });
      }}
    >
      <button
        ref={lineRef}
        type="button"
        className="compare-grid compare-line-button"
        tabIndex={isCurrent ? 0 : -1}
        aria-haspopup="menu"
        aria-label={t.spoken(t.changes[line.change], name, t.measures[measure], before, after, change)}
        onFocus={onFocus}
        onClick={(event) => {
          const box = event.currentTarget.getBoundingClientRect();
          // A key has no place: below the line's name then.
          onMenu(event.detail === 0 ? { x: box.left + 110, y: box.bottom } : { x: event.clientX, y: event.clientY });
        }}
      >
        <span className={`compare-change compare-change-${line.change}`}>{t.changes[line.change]}</span>
        <span className="compare-what">
          <span className="mono ellipsis" title={name}>
            {name}
          </span>
          <span className="muted ellipsis compare-sub">{others.join(t.dot)}</span>
        </span>
        <span className="mono compare-number">{before}</span>
        <span className="mono compare-number">{after}</span>
        <span className="mono compare-number strong">{change}</span>
        <span className="mono compare-number muted">{ratioWords(ratio, format)}</span>
      </button>
    </li>
  );
}
