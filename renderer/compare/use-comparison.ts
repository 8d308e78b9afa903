import { useCallback, useEffect, useRef, useState } from 'react';
import type { ComparedLine, CompareRequest, Comparison } from '../../preload/contract/compare.ts';
import type { WireError } from '../../preload/contract/errors.ts';
import { useClient } from '../api/client-context.tsx';
import { wireErrorOf } from '../api/request-error.ts';
import { useEvent } from '../api/use-event.ts';

const PAGE = 100;
/** As many as a clipboard takes without trouble. */
export const MOST_COPIED = 50_000;
const COPY_PAGE = 1000;

export type Asked = Omit<CompareRequest, 'offset' | 'limit'>;

export interface ComparedPages {
  /** Totals and counts; NULL before the first answer. Those of the last question stay until the next is answered. */
  readonly told: Comparison | null;
  readonly lines: readonly ComparedLine[];
  readonly isReading: boolean;
  /** Rows read, of all in both results, while a comparison is made. */
  readonly progress: { readonly done: number; readonly total: number } | null;
  readonly error: WireError | null;
  /** Reads the next lines. */
  readonly more: () => void;
  readonly reload: () => void;
  /** All lines up to MOST_COPIED. */
  readonly readAll: () => Promise<readonly ComparedLine[]>;
}

interface Kept {
  readonly key: string;
  readonly told: Comparison | null;
  readonly lines: readonly ComparedLine[];
  readonly error: WireError | null;
}

/** The differences of two runs, page by page. @param asked NULL: nothing is asked */
export function useComparison(asked: Asked | null): ComparedPages {
  const client = useClient();
  const key = JSON.stringify(asked);
  const [kept, setKept] = useState<Kept>({ key: '', told: null, lines: [], error: null });
  const [round, setRound] = useState(0);
  const current = useRef(key);
  const isMore = useRef(false);
  // Measures and kinds of change are read from the same one.
  const made = asked === null ? '' : JSON.stringify([asked.runA, asked.runB, asked.by]);
  const [read, setRead] = useState<{ readonly made: string; readonly done: number; readonly total: number } | null>(null);
  useEvent('compare.progress', ({ runA, runB, by, done, total }) => setRead({ made: JSON.stringify([runA, runB, by]), done, total }));

  // biome-ignore lint/correctness/useExhaustiveDependencies: `made` says what of `asked` is meant.
  useEffect(() => {
    if (asked === null) return;
    const { runA, runB, by } = asked;
    // Where it is made by now there is nothing to end.
    return () => void client.request('result.stopComparing', { runA, runB, by }).catch(() => undefined);
  }, [client, made]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: `key` is `asked` by value; `round` asks again.
  useEffect(() => {
    current.current = key;
    isMore.current = false;
    if (asked === null) return;
    client.request('result.compare', { ...asked, offset: 0, limit: PAGE }).then(
      (told) => current.current === key && setKept({ key, told, lines: told.lines, error: null }),
      (thrown) => current.current === key && setKept({ key, told: null, lines: [], error: wireErrorOf(thrown) }),
    );
    return () => {
      current.current = '';
    };
  }, [client, key, round]);

  const more = () => {
    if (asked === null || isMore.current || kept.key !== key) return;
    isMore.current = true;
    client
      .request('result.compare', { ...asked, offset: kept.lines.length, limit: PAGE })
      .then(
        ({ lines }) => current.current === key && setKept((before) => ({ ...before, lines: [...before.lines, ...lines] })),
        (thrown) => current.current === key && setKept((before) => ({ ...before, error: wireErrorOf(thrown) })),
      )
      .finally(() => {
        isMore.current = false;
      });
  };
  const readAll = async () => {
    const lines: ComparedLine[] = [];
    while (asked !== null && lines.length < MOST_COPIED) {
      const page = await client.request('result.compare', { ...asked, offset: lines.length, limit: COPY_PAGE });
      lines.push(...page.lines);
      if (page.lines.length < COPY_PAGE) break;
    }
    return lines;
  };
  const reload = useCallback(() => setRound((n) => n + 1), []);
  const isCurrent = kept.key === key;
  return {
    told: kept.told,
    lines: kept.lines,
    isReading: asked !== null && !isCurrent,
    progress: asked !== null && !isCurrent && read?.made === made ? read : null,
    error: isCurrent ? kept.error : null,
    more,
    reload,
    readAll,
  };
}
