import { runTitle } from '../../main/flowlogs/titles.ts';
import type { Run } from '../../preload/contract/run.ts';
import { isolated } from '../i18n/isolated.ts';
import { useLanguage } from '../i18n/language.tsx';
import { useTexts } from '../i18n/use-texts.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { texts } from './texts.ts';

/** Rows that were paid for are about to go: asked once, with the safe answer focused. */
export function DeleteDialog({
  run,
  onClose,
  onDelete,
}: {
  readonly run: Run;
  readonly onClose: () => void;
  readonly onDelete: () => void;
}) {
  const t = useTexts(texts);
  const language = useLanguage();
  const { title } = runTitle(run, language);
  return (
    <Dialog
      title={t.deleteTitle}
      isOpen
      role="alertdialog"
      width={460}
      onClose={onClose}
      footer={
        <>
          <Button onPress={onClose} autoFocus>
            {t.keep}
          </Button>
          <Button variant="danger" onPress={onDelete}>
            {t.deleteConfirm}
          </Button>
        </>
      }
    >
      <p>{t.deleteText(isolated(title))}</p>
    </Dialog>
  );
}
