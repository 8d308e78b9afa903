import { type FormEvent, type KeyboardEvent, useId, useState } from 'react';
import { madeTitle, runTitle } from '../../main/flowlogs/titles.ts';
import type { WireError } from '../../preload/contract/errors.ts';
import { MOST_NOTE, MOST_TITLE, type Run } from '../../preload/contract/run.ts';
import { useClient } from '../api/client-context.tsx';
import { wireErrorOf } from '../api/request-error.ts';
import { useLanguage } from '../i18n/language.tsx';
import { useFormat } from '../i18n/use-format.ts';
import { useTexts } from '../i18n/use-texts.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { ErrorNote } from '../ui/error-note.tsx';
import { isCommand } from '../ui/key-names.ts';
import { TextArea } from '../ui/text-area.tsx';
import { TextField } from '../ui/text-field.tsx';
import { ownTitleOf } from './own-title-of.ts';
import { texts } from './texts.ts';

/** What the user calls a run and says of it. Opens with the title that the run has; left as it was made, it stays a made one. */
export function NameDialog({ run, onClose }: { readonly run: Run; readonly onClose: () => void }) {
  const t = useTexts(texts);
  const format = useFormat();
  const client = useClient();
  const language = useLanguage();
  const form = useId();
  const [title, setTitle] = useState(runTitle(run, language).title);
  const [note, setNote] = useState(run.note ?? '');
  const [error, setError] = useState<WireError | null>(null);
  const [isSaving, setSaving] = useState(false);
  const made = madeTitle(run, language).title;
  const tooLong = (text: string, most: number) => (text.length > most ? t.tooLong(format.number(most), format.number(text.length)) : null);
  const [titleProblem, noteProblem] = [tooLong(ownTitleOf(run, title), MOST_TITLE), tooLong(note, MOST_NOTE)];
  const canSave = titleProblem === null && noteProblem === null && !isSaving;

  const save = (event?: FormEvent) => {
    event?.preventDefault();
    if (!canSave) return;
    setSaving(true);
    client.request('run.name', { runId: run.id, title: ownTitleOf(run, title), note }).then(onClose, (thrown: unknown) => {
      setError(wireErrorOf(thrown));
      setSaving(false);
    });
  };
  /** In a note Enter begins a line. */
  const onKeyDown = (event: KeyboardEvent) => {
    if (isCommand(event) && event.key === 'Enter') save();
  };

  return (
    <Dialog
      title={t.nameTitle}
      isOpen
      width={520}
      onClose={onClose}
      footer={
        <>
          <Button onPress={onClose}>{t.leave}</Button>
          <Button variant="primary" form={form} isDisabled={!canSave}>
            {t.save}
          </Button>
        </>
      }
    >
      <form id={form} className="name-fields" onSubmit={save}>
        {error && <ErrorNote error={error} />}
        <TextField
          label={t.title}
          value={title}
          placeholder={made}
          onChange={setTitle}
          autoFocus
          onFocus={(event) => event.currentTarget.select()}
          problem={titleProblem}
          hint={t.titleHint}
        />
        <TextArea label={t.note} value={note} rows={6} onChange={setNote} problem={noteProblem} onKeyDown={onKeyDown} />
      </form>
    </Dialog>
  );
}
