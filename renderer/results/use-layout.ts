import { useEffect, useMemo, useRef, useState } from 'react';
import type { ColumnLayout } from '../../preload/contract/column-layout.ts';
import { useClient } from '../api/client-context.tsx';

export interface Layout {
  readonly hidden: ReadonlySet<string>;
  readonly widths: ReadonlyMap<string, number>;
  readonly setHidden: (hidden: ReadonlySet<string>) => void;
  readonly setWidth: (name: string, width: number) => void;
}

const WRITE_AFTER_MS = 300;

/** Which columns are shown and how wide, kept for results of this kind. @param kept what was chosen before */
export function useLayout(kind: string, kept: ColumnLayout | null): Layout {
  const client = useClient();
  const [layout, setLayout] = useState<ColumnLayout>(kept ?? { hidden: [], widths: {} });
  const opening = useRef(layout);
  useEffect(() => {
    if (layout === opening.current) return;
    // A drag changes a width many times a second. What could not be kept is chosen again.
    const timer = setTimeout(() => void client.request('columns.write', { kind, layout }).catch(() => undefined), WRITE_AFTER_MS);
    return () => clearTimeout(timer);
  }, [client, kind, layout]);
  const hidden = useMemo(() => new Set(layout.hidden), [layout.hidden]);
  const widths = useMemo(() => new Map(Object.entries(layout.widths)), [layout.widths]);
  return {
    hidden,
    widths,
    setHidden: (names) => setLayout((before) => ({ ...before, hidden: [...names] })),
    setWidth: (name, width) => setLayout((before) => ({ ...before, widths: { ...before.widths, [name]: width } })),
  };
}
