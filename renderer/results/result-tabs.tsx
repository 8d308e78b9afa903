import { type KeyboardEvent, type ReactNode, useRef } from 'react';
import { useTexts } from '../i18n/use-texts.ts';
import { texts } from './texts.ts';

export const resultTabs = ['rows', 'chart', 'summary'] as const;
export type ResultTab = (typeof resultTabs)[number];

/**
 * Which way the result is looked at. Our own: react-aria's Tabs draws all that stands inside of it a second time, out of
 * sight, to learn its tabs, and a whole result must not be there twice.
 */
export function ResultTabs({
  id,
  tab,
  isRowsOnly,
  onTab,
}: {
  readonly id: string;
  readonly tab: ResultTab;
  /** The others cannot be chosen now. */
  readonly isRowsOnly: boolean;
  readonly onTab: (tab: ResultTab) => void;
}) {
  const t = useTexts(texts);
  const list = useRef<HTMLDivElement>(null);
  const onKeyDown = (event: KeyboardEvent) => {
    const at = resultTabs.indexOf(tab);
    const last = resultTabs.length - 1;
    const place = { ArrowLeft: at === 0 ? last : at - 1, ArrowRight: at === last ? 0 : at + 1, Home: 0, End: last }[event.key];
    const next = place === undefined ? undefined : resultTabs[place];
    if (next === undefined || (isRowsOnly && next !== 'rows')) return;
    event.preventDefault();
    onTab(next);
    list.current?.querySelector<HTMLElement>(`[data-tab="${next}"]`)?.focus();
  };
  return (
    <div ref={list} className="result-tabs" role="tablist" aria-label={t.tabs} onKeyDown={onKeyDown}>
      {resultTabs.map((each) => (
        <button
          key={each}
          type="button"
          role="tab"
          id={`${id}-${each}`}
          data-tab={each}
          className="result-tab"
          aria-selected={each === tab}
          aria-controls={`${id}-${each}-panel`}
          aria-disabled={isRowsOnly && each !== 'rows'}
          tabIndex={each === tab ? 0 : -1}
          onClick={() => (isRowsOnly && each !== 'rows') || onTab(each)}
        >
          {t[each]}
        </button>
      ))}
    </div>
  );
}

/** What belongs to a tab. The rows stay where they were scrolled to while something else is looked at. */
export function ResultPanel({
  id,
  tab,
  shown,
  children,
}: {
  readonly id: string;
  readonly tab: ResultTab;
  readonly shown: ResultTab;
  readonly children: ReactNode;
}) {
  const isShown = tab === shown;
  if (!isShown && tab !== 'rows') return null;
  return (
    <div id={`${id}-${tab}-panel`} className="result-body" role="tabpanel" aria-labelledby={`${id}-${tab}`} inert={!isShown}>
      {children}
    </div>
  );
}
