import { Button as AriaButton } from 'react-aria-components';
import { useEvent } from '../api/use-event.ts';
import { useOperation } from '../api/use-operation.ts';
import { useFormat } from '../i18n/use-format.ts';
import { useTexts } from '../i18n/use-texts.ts';
import { Icon } from '../ui/icon.tsx';
import { PopoverButton } from '../ui/popover-button.tsx';
import './month-spend.css';
import { SpendTable } from './spend-table.tsx';
import { texts } from './texts.ts';

/**
 * `November: 214 runs, 1.9 TB scanned, $9.61`, which opens the months before; nothing where nothing was ever paid for.
 * What was brought in is told apart.
 */
export function MonthSpend({ zone }: { readonly zone: string }) {
  const t = useTexts(texts);
  const format = useFormat();
  const { value, reload } = useOperation('history.spend', { zone });
  useEvent('history.changed', reload);
  useEvent('run.changed', (run) => {
    if (run.executionId !== null && (run.state === 'saved' || run.state === 'failed' || run.state === 'cancelled')) reload();
  });
  const [current, ...before] = value?.months ?? [];
  if (!current || (before.length === 0 && current.runs === 0 && current.broughtIn.runs === 0)) return null;
  const { broughtIn } = current;
  return (
    <PopoverButton
      label={t.spendByMonth}
      placement="bottom end"
      trigger={
        <AriaButton className="month-spend muted">
          <span className="month-spend-words">
            <span>
              {t.spend(format.month(current.month), format.number(current.runs), format.bytes(current.scannedBytes))}
              <strong>{format.usd(current.costUsd)}</strong>
            </span>
            {broughtIn.runs > 0 && (
              <span className="month-spend-apart">
                {t.spendBroughtIn(format.number(broughtIn.runs), format.bytes(broughtIn.scannedBytes))}
                {format.usd(broughtIn.costUsd)}
              </span>
            )}
          </span>
          <Icon name="down" size={16} />
        </AriaButton>
      }
    >
      {() => <SpendTable months={[current, ...before]} />}
    </PopoverButton>
  );
}
