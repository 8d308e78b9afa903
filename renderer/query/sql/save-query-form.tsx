import { useState } from 'react';
import { useTexts } from '../../i18n/use-texts.ts';
import { Button } from '../../ui/button.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { texts } from './texts.ts';

/** A name for the current statement. One that is taken replaces, and says so on its button. */
export function SaveQueryForm({
  sql,
  taken,
  onSave,
}: {
  readonly sql: string;
  readonly taken: readonly string[];
  /** Resolves to whether it was saved. */
  readonly onSave: (name: string, sql: string, replace: boolean) => Promise<boolean>;
}) {
  const t = useTexts(texts);
  const [name, setName] = useState('');
  const wanted = name.trim().normalize('NFC');
  const replaces = taken.includes(wanted);
  return (
    <form
      className="queries-save"
      onSubmit={(event) => {
        event.preventDefault();
        if (wanted !== '') void onSave(wanted, sql, replaces).then((isDone) => isDone && setName(''));
      }}
    >
      <span className="muted">{t.saveAs}</span>
      <TextField label={t.saveAs} hideLabel value={name} onChange={setName} placeholder={t.namePlaceholder} />
      <Button type="submit" isDisabled={wanted === '' || wanted.length > 200}>
        {replaces ? t.replace : t.save}
      </Button>
    </form>
  );
}
