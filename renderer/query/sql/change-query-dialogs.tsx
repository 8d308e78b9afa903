import { useId, useState } from 'react';
import type { SavedQuery } from '../../../preload/contract/saved-query.ts';
import { useTexts } from '../../i18n/use-texts.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { ErrorNote } from '../../ui/error-note.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { texts } from './texts.ts';
import type { useSavedQueries } from './use-saved-queries.ts';

interface Changing {
  readonly query: SavedQuery;
  readonly saved: ReturnType<typeof useSavedQueries>;
  readonly onClose: () => void;
}

export function RenameQueryDialog({ query, saved, onClose }: Changing) {
  const t = useTexts(texts);
  const formId = useId();
  const [name, setName] = useState(query.name);
  const [failed, setFailed] = useState(false);
  const canSave = name.trim() !== '' && name.trim() !== query.name;
  return (
    <Dialog
      title={t.rename}
      isOpen
      width={460}
      onClose={onClose}
      footer={
        <>
          <Button onPress={onClose}>{t.cancel}</Button>
          <Button variant="primary" form={formId} isDisabled={!canSave}>
            {t.rename}
          </Button>
        </>
      }
    >
      <form
        id={formId}
        className="queries-form"
        onSubmit={(event) => {
          event.preventDefault();
          if (canSave) void saved.rename(query, name).then((isDone) => (isDone ? onClose() : setFailed(true)));
        }}
      >
        <TextField label={t.newName} value={name} onChange={setName} autoFocus />
        {failed && saved.error && <ErrorNote error={saved.error} />}
      </form>
    </Dialog>
  );
}

export function DeleteQueryDialog({ query, saved, onClose }: Changing) {
  const t = useTexts(texts);
  return (
    <Dialog
      title={t.removeTitle}
      isOpen
      role="alertdialog"
      width={460}
      onClose={onClose}
      footer={
        <>
          <Button onPress={onClose} autoFocus>
            {t.cancel}
          </Button>
          <Button variant="danger" onPress={() => void saved.remove(query).then(onClose)}>
            {t.remove}
          </Button>
        </>
      }
    >
      <p>{t.removeText(query.name)}</p>
    </Dialog>
  );
}
