import { unknownReasons } from '../../../preload/contract/estimate.ts';
import { useFormat } from '../../i18n/use-format.ts';
import { useTexts } from '../../i18n/use-texts.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import type { Confirming } from '../query-state.ts';
import { texts } from './texts.ts';

/** A whole table is about to be read: what, how much, and the safe answer focused. */
export function ConfirmDialog({
  confirming,
  onRun,
  onCancel,
}: {
  readonly confirming: Confirming;
  readonly onRun: () => void;
  readonly onCancel: () => void;
}) {
  const t = useTexts(texts);
  const format = useFormat();
  const { source, details } = confirming;
  const reason = unknownReasons.find((each) => each === details.unknown);
  const table = source.kind === 'athena' ? [source.database, source.table].filter((part) => part !== null).join('.') : '';
  return (
    <Dialog
      title={t.confirmTitle}
      isOpen
      role="alertdialog"
      width={480}
      onClose={onCancel}
      footer={
        <>
          <Button onPress={onCancel} autoFocus>
            {t.confirmCancel}
          </Button>
          <Button variant="primary" onPress={onRun}>
            {t.confirmRun}
          </Button>
        </>
      }
    >
      <p>{t.confirmWhat(table)}</p>
      <p>
        {typeof details.bytes === 'number' && typeof details.costUsd === 'number'
          ? t.confirmSize(format.bytes(details.bytes), format.usd(details.costUsd))
          : t.confirmUnknown(reason === undefined ? '' : t.reasons[reason])}
      </p>
      {typeof details.cutoffBytes === 'number' && <p>{t.confirmLimit(format.bytes(details.cutoffBytes))}</p>}
    </Dialog>
  );
}
