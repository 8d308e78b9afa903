import { useCallback, useEffect, useRef, useState } from 'react';
import type { ResultColumn } from '../../preload/contract/result.ts';
import { useFormat } from '../i18n/use-format.ts';
import { useTexts } from '../i18n/use-texts.ts';
import { cellText, columnLabel, isTime, type Reading } from './cell-text.ts';
import type { GridColumn } from './grid-column.ts';
import { blockOf, type Selection } from './selection.ts';
import { texts } from './texts.ts';
import { tsv } from './tsv.ts';
import type { Pages } from './use-pages.ts';

/** A clipboard is no way for millions of rows: export is. */
const MOST_ROWS = 50_000;
const SAID_MS = 4000;

export interface Copying {
  /** What to say about the last copy; empty after a while. */
  readonly said: string;
  readonly copyText: (text: string) => void;
  readonly copyBlock: (selection: Selection, withHeader: boolean) => void;
}

/** Copies cells as a person reads them (dates in the zone), integers without separators, NULL as nothing. */
export function useCopy(columns: readonly GridColumn[], pages: Pages, reading: Reading): Copying {
  const t = useTexts(texts);
  const format = useFormat();
  const [said, setSaid] = useState('');
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  const say = useCallback((text: string) => {
    clearTimeout(timer.current);
    setSaid(text);
    timer.current = setTimeout(() => setSaid(''), SAID_MS);
  }, []);

  const copyText = (text: string) => {
    void navigator.clipboard.writeText(text).then(() => say(t.copiedOne));
  };
  const copyBlock = async (selection: Selection, withHeader: boolean) => {
    const { top, bottom, left, right } = blockOf(selection);
    if (bottom - top + 1 > MOST_ROWS) return say(t.copyTooMany(format.number(MOST_ROWS)));
    const chosen = columns.slice(left, right + 1);
    const rows = await pages.read(top, bottom + 1);
    const lines = rows.map((row) => chosen.map(({ column, index }) => copied(column, row[index] ?? null, reading)));
    if (withHeader) lines.unshift(chosen.map(({ column }) => columnLabel(column, reading.language)));
    await navigator.clipboard.writeText(tsv(lines));
    say(rows.length === 1 && chosen.length === 1 ? t.copiedOne : t.copied(format.number(rows.length)));
  };
  return { said, copyText, copyBlock: (selection, withHeader) => void copyBlock(selection, withHeader) };
}

function copied(column: ResultColumn, value: string | number | null, reading: Reading): string {
  if (value === null) return '';
  const isNumber = typeof value === 'number' && !isTime(column) && column.field !== 'protocol' && column.field !== 'tcp_flags';
  return isNumber ? String(value) : cellText(column, value, reading).text;
}
