import { useEffect, useMemo, useRef, useState } from 'react';
import type { ColumnLayout } from '../../preload/contract/column-layout.ts';
import { useClient } from '../api/client-context.tsx';

export interface Layout {
  readonly hidden: ReadonlySet<string>;
  readonly widths: ReadonlyMap<string, number>;
  /** Names in the order that was chosen; empty: none was. */
  readonly order: readonly string[];
  /** NULL: nothing was chosen. */
  readonly pinned: readonly string[] | null;
  readonly setHidden: (hidden: ReadonlySet<string>) => void;
  readonly setWidth: (name: string, width: number) => void;
  readonly setOrder: (order: readonly string[]) => void;
  readonly setPinned: (pinned: readonly string[]) => void;
  /** All columns, in the order and the widths of the beginning. */
  readonly reset: () => void;
}

const WRITE_AFTER_MS = 300;
const AT_FIRST: ColumnLayout = { hidden: [], widths: {}, order: [], pinned: null };

/** Which columns are shown, where and how wide, kept for results of this kind. @param kept what was chosen before */
export function useLayout(kind: string, kept: ColumnLayout | null): Layout {
  const client = useClient();
  const [layout, setLayout] = useState<ColumnLayout>(kept ?? AT_FIRST);
  const opening = useRef(layout);
  const toWrite = useRef<(() => void) | null>(null);
  useEffect(() => {
    if (layout === opening.current) return;
    toWrite.current = () => {
      toWrite.current = null;
      // What could not be kept is chosen again.
      client.request('columns.write', { kind, layout }).catch(() => undefined);
    };
    // A drag changes a width many times a second.
    const timer = setTimeout(() => toWrite.current?.(), WRITE_AFTER_MS);
    return () => clearTimeout(timer);
  }, [client, kind, layout]);
  // The next run may begin, and its result be drawn, within that moment.
  useEffect(() => () => toWrite.current?.(), []);
  const hidden = useMemo(() => new Set(layout.hidden), [layout.hidden]);
  const widths = useMemo(() => new Map(Object.entries(layout.widths)), [layout.widths]);
  return {
    hidden,
    widths,
    order: layout.order,
    pinned: layout.pinned,
    setHidden: (names) => setLayout((before) => ({ ...before, hidden: [...names] })),
    setWidth: (name, width) => setLayout((before) => ({ ...before, widths: { ...before.widths, [name]: width } })),
    setOrder: (order) => setLayout((before) => ({ ...before, order: [...order] })),
    setPinned: (pinned) => setLayout((before) => ({ ...before, pinned: [...pinned] })),
    reset: () => setLayout(AT_FIRST),
  };
}
