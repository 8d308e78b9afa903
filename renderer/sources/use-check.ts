import { useCallback, useEffect, useRef, useState } from 'react';
import type { CheckId, CheckLine, CheckResult } from '../../preload/contract/check.ts';
import type { WireError } from '../../preload/contract/errors.ts';
import type { AthenaRef } from '../../preload/contract/query.ts';
import { useClient } from '../api/client-context.tsx';
import { wireErrorOf } from '../api/request-error.ts';
import { useEvent } from '../api/use-event.ts';

export interface Checked {
  /** As far as they are known. */
  readonly lines: ReadonlyMap<CheckId, CheckLine>;
  /** NULL: it is still going on, or failed as a whole. */
  readonly result: CheckResult | null;
  readonly error: WireError | null;
  readonly again: () => void;
}

const nothing: ReadonlyMap<CheckId, CheckLine> = new Map();

/** Checks the source at once, and again when it is told to. */
export function useCheck(source: AthenaRef): Checked {
  const client = useClient();
  const [lines, setLines] = useState(nothing);
  const [result, setResult] = useState<CheckResult | null>(null);
  const [error, setError] = useState<WireError | null>(null);
  const current = useRef('');
  const key = JSON.stringify(source);

  useEvent('check.line', ({ checkId, line }) => {
    if (checkId === current.current) setLines((before) => new Map(before).set(line.id, line));
  });
  const again = useCallback(() => {
    const checkId = crypto.randomUUID();
    current.current = checkId;
    setLines(nothing);
    setResult(null);
    setError(null);
    client.request('source.check', { source: JSON.parse(key) as AthenaRef, checkId }).then(
      (answer) => {
        if (current.current !== checkId) return;
        setLines(new Map(answer.lines.map((line) => [line.id, line])));
        setResult(answer);
      },
      (thrown) => current.current === checkId && setError(wireErrorOf(thrown)),
    );
  }, [client, key]);

  useEffect(() => {
    again();
    return () => {
      current.current = '';
    };
  }, [again]);
  return { lines, result, error, again };
}
