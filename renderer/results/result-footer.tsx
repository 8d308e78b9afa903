import type { ReactNode } from 'react';
import type { Overview } from '../../preload/contract/result.ts';
import type { Run } from '../../preload/contract/run.ts';
import { useFormat } from '../i18n/use-format.ts';
import { useTexts } from '../i18n/use-texts.ts';
import { LinkButton } from '../ui/button.tsx';
import { texts } from './texts.ts';

/** Counts of what is shown, what it cost, which execution it was. `said` is read out and stands for a moment. */
export function ResultFooter({
  run,
  overview,
  rowCount,
  arriving,
  said,
  preparing = null,
  onCopyId,
}: {
  readonly run: Run;
  readonly overview: Overview | null;
  /** Of the whole result. */
  readonly rowCount: number;
  /** More are on their way. */
  readonly arriving: boolean;
  readonly said: string;
  /** A new order or filter that is on its way. */
  readonly preparing?: ReactNode;
  readonly onCopyId: () => void;
}) {
  const t = useTexts(texts);
  const format = useFormat();
  const shown = overview?.rowCount ?? rowCount;
  const cost = run.costUsd === null ? '' : ` · ${format.usd(run.costUsd)}`;
  return (
    <footer className="result-footer">
      <span>
        <span className="strong result-footer-count">{format.number(shown)}</span>{' '}
        {arriving ? t.rowsYet : shown === rowCount ? t.rowsWord(shown) : `${t.ofAll(format.number(rowCount))} ${t.rowsWord(rowCount)}`}
      </span>
      {run.scannedBytes !== null && <span>{`${t.scanned(format.bytes(run.scannedBytes))}${cost}`}</span>}
      {overview?.accepted != null && overview.rejected != null && (
        <span>{t.actions(format.number(overview.accepted), format.number(overview.rejected))}</span>
      )}
      {run.via === 'api' && (
        <span title={run.viaWhy?.reason ?? undefined}>{run.viaWhy ? `${t.viaApi} (${t.viaWhy[run.viaWhy.code]})` : t.viaApi}</span>
      )}
      <span role="status">{said}</span>
      {preparing}
      <span className="spacer" />
      {run.executionId !== null && (
        <span className="mono" title={run.executionId}>
          <LinkButton onPress={onCopyId}>{shortened(run.executionId)}</LinkButton>
          <span className="visually-hidden">{t.copyExecutionId}</span>
        </span>
      )}
    </footer>
  );
}

/** `3f1c9a52-…-8d20` */
const shortened = (id: string) => (id.length > 20 ? `${id.slice(0, 9)}…-${id.slice(-4)}` : id);
