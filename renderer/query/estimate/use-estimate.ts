import { useEffect, useRef, useState } from 'react';
import { scannedWindow } from '../../../main/flowlogs/build-sql.ts';
import type { WireError } from '../../../preload/contract/errors.ts';
import type { Estimate } from '../../../preload/contract/estimate.ts';
import type { Query, SourceRef } from '../../../preload/contract/query.ts';
import { useClient } from '../../api/client-context.tsx';
import { wireErrorOf } from '../../api/request-error.ts';
import { useSettings } from '../../settings/settings-context.tsx';

/** A field is left alone for so long before its estimate is asked for. */
const QUIET_MS = 350;

export interface ShownEstimate {
  readonly source: string;
  readonly value: Estimate | null;
  readonly error: WireError | null;
  /** Of an earlier question: a new one is under way. */
  readonly isStale: boolean;
}

/**
 * What the question as it stands would read; the last answer stays, as stale, until the next is there.
 * @param query NULL while there is no question that can be asked
 */
export function useEstimate(source: SourceRef, query: Query | null): ShownEstimate | null {
  const client = useClient();
  const { pricePerTb, regionPrices } = useSettings().settings;
  const [shown, setShown] = useState<(ShownEstimate & { readonly key: string }) | null>(null);
  const of = JSON.stringify(source);
  // Filters and limits change nothing of what is read: only the window does, and the price.
  const asked = query === null ? null : query.type === 'form' ? scannedWindow(query.form) : query;
  const key = asked === null ? null : JSON.stringify([of, asked, pricePerTb, regionPrices]);
  const latest = useRef({ source, query });
  latest.current = { source, query };

  useEffect(() => {
    if (key === null) return;
    let isCurrent = true;
    const timer = setTimeout(() => {
      const { source: now, query: question } = latest.current;
      if (question === null) return;
      client.request('query.estimate', { source: now, query: question }).then(
        (value) => isCurrent && setShown({ key, source: of, value, error: null, isStale: false }),
        (thrown) => isCurrent && setShown({ key, source: of, value: null, error: wireErrorOf(thrown), isStale: false }),
      );
    }, QUIET_MS);
    return () => {
      isCurrent = false;
      clearTimeout(timer);
    };
  }, [client, key, of]);

  // Another source's figures would be read as this one's.
  if (shown === null || shown.source !== of || key === null) return null;
  return shown.key === key ? shown : { ...shown, isStale: true };
}
