import { useDeferredValue, useId, useState } from 'react';
import type { SourceRef } from '../../preload/contract/query.ts';
import { useOperation } from '../api/use-operation.ts';
import { useTexts } from '../i18n/use-texts.ts';
import { Button } from '../ui/button.tsx';
import { ComboBox } from '../ui/combo-box.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { ErrorNote } from '../ui/error-note.tsx';
import { texts } from './texts.ts';
import { useAddSource } from './use-add-source.ts';

/** A folder by its path, completed while it is typed: for hosts without a folder dialog. */
export function AddFolderDialog({ onAdd, onClose }: { readonly onAdd: (source: SourceRef) => void; readonly onClose: () => void }) {
  const t = useTexts(texts);
  const formId = useId();
  const [path, setPath] = useState('');
  const { isBusy, error, add, clear } = useAddSource(onAdd);
  const text = useDeferredValue(path);
  const completions = useOperation('folder.complete', { text });
  const trimmed = path.trim();

  return (
    <Dialog
      title={t.folderTitle}
      isOpen
      onClose={onClose}
      width={600}
      footer={
        <>
          <Button onPress={onClose}>{t.dismiss}</Button>
          <Button variant="primary" form={formId} isDisabled={trimmed === ''}>
            {isBusy ? t.adding : t.add}
          </Button>
        </>
      }
    >
      <form
        id={formId}
        className="source-form"
        onSubmit={(event) => {
          event.preventDefault();
          if (trimmed !== '' && !isBusy) void add({ kind: 'folder', path: trimmed });
        }}
      >
        <div className="ui-rows">
          <span className="ui-rows-label">{t.folderPath}</span>
          <ComboBox
            label={t.folderPath}
            value={path}
            onChange={(next) => {
              clear();
              setPath(next);
            }}
            suggestions={completions.value?.paths ?? []}
            placeholder="/data/flow-logs"
            mono
            autoFocus
          />
          <span />
          <span className="ui-hint">{t.folderHint}</span>
        </div>
        {error && <ErrorNote error={error} />}
      </form>
    </Dialog>
  );
}
