import { useEvent } from '../api/use-event.ts';
import { useOperation } from '../api/use-operation.ts';
import { useFormat } from '../i18n/use-format.ts';
import { useTexts } from '../i18n/use-texts.ts';
import { texts } from './texts.ts';

/** `November: 214 runs, 1.9 TB scanned, $9.61`; nothing where nothing was paid for this month. What was brought in is told apart. */
export function MonthSpend({ zone }: { readonly zone: string }) {
  const t = useTexts(texts);
  const format = useFormat();
  const { value, reload } = useOperation('history.spend', { zone });
  useEvent('history.changed', reload);
  useEvent('run.changed', (run) => {
    if (run.executionId !== null && (run.state === 'saved' || run.state === 'failed' || run.state === 'cancelled')) reload();
  });
  if (value === null || (value.runs === 0 && value.broughtIn.runs === 0)) return null;
  const { broughtIn } = value;
  return (
    <div className="history-spend muted">
      <p title={t.spendHint}>
        {t.spend(format.month(new Date(), zone), format.number(value.runs), format.bytes(value.scannedBytes))}
        <strong>{format.usd(value.costUsd)}</strong>
      </p>
      {broughtIn.runs > 0 && (
        <p className="history-spend-apart" title={t.spendBroughtInHint}>
          {t.spendBroughtIn(format.number(broughtIn.runs), format.bytes(broughtIn.scannedBytes))}
          {format.usd(broughtIn.costUsd)}
        </p>
      )}
    </div>
  );
}
