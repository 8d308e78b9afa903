import { useDeferredValue, useId, useState } from 'react';
import type { KnownSource, SourceRef } from '../../preload/contract/query.ts';
import { useOperation } from '../api/use-operation.ts';
import { useTexts } from '../i18n/use-texts.ts';
import { texts as queryTexts } from '../query/texts.ts';
import { Button } from '../ui/button.tsx';
import { ComboBox } from '../ui/combo-box.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { ErrorNote } from '../ui/error-note.tsx';
import { TextField } from '../ui/text-field.tsx';
import './sources.css';
import { texts } from './texts.ts';
import { useAddSource } from './use-add-source.ts';

/** A folder by its path, completed while it is typed: for hosts without a folder dialog, and to change one. */
export function FolderDialog({
  editing,
  onAdd,
  onClose,
}: {
  /** The source to change; NULL: one is added. */
  readonly editing: KnownSource | null;
  readonly onAdd: (source: SourceRef) => void;
  readonly onClose: () => void;
}) {
  const t = useTexts(queryTexts);
  const s = useTexts(texts);
  const formId = useId();
  const [path, setPath] = useState(editing?.source.kind === 'folder' ? editing.source.path : '');
  const [name, setName] = useState(editing?.name ?? '');
  const { isBusy, error, add, clear } = useAddSource(editing?.source ?? null, onAdd);
  const text = useDeferredValue(path);
  const completions = useOperation('folder.complete', { text });
  const trimmed = path.trim();

  return (
    <Dialog
      title={editing ? s.editFolder : t.folderTitle}
      isOpen
      onClose={onClose}
      width={600}
      footer={
        <>
          <Button onPress={onClose}>{t.dismiss}</Button>
          <Button variant="primary" form={formId} isDisabled={trimmed === ''}>
            {isBusy ? t.adding : editing ? s.save : t.add}
          </Button>
        </>
      }
    >
      <form
        id={formId}
        className="source-form"
        onSubmit={(event) => {
          event.preventDefault();
          if (trimmed !== '' && !isBusy)
            void add({ source: { kind: 'folder', path: trimmed }, name: name.trim() === '' ? null : name.trim() });
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
          <span className="ui-rows-label">{s.name}</span>
          <TextField label={s.name} hideLabel value={name} onChange={(next) => setName(next.slice(0, 100))} />
        </div>
        {error && <ErrorNote error={error} />}
      </form>
    </Dialog>
  );
}
