import type { CleanupItem } from '../../preload/contract/cleanup.ts';
import { useFormat } from '../i18n/use-format.ts';
import { useTexts } from '../i18n/use-texts.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { texts as cleanupTexts } from './texts.ts';

/** The last question, with the safe answer focused. */
export function ConfirmDialog({
  items,
  onRun,
  onClose,
}: {
  readonly items: readonly CleanupItem[];
  readonly onRun: () => void;
  readonly onClose: () => void;
}) {
  const t = useTexts(cleanupTexts);
  const format = useFormat();
  const others = items.filter(({ madeBy }) => madeBy === 'other').length;
  const logs = items.filter(({ step }) => step === 'log_files');
  const objects = logs.reduce((sum, { count }) => sum + (count ?? 0), 0);
  return (
    <Dialog
      title={t.confirmTitle(format.number(items.length))}
      isOpen
      role="alertdialog"
      width={480}
      onClose={onClose}
      footer={
        <>
          <Button onPress={onClose} autoFocus>
            {t.keep}
          </Button>
          <Button variant="danger" onPress={onRun}>
            {t.confirm}
          </Button>
        </>
      }
    >
      <p>{t.confirmText}</p>
      {logs.length > 0 && <p className="strong">{t.confirmLogs(format.number(objects))}</p>}
      {others > 0 && <p className="strong">{t.confirmOther(format.number(others))}</p>}
    </Dialog>
  );
}
