import { type ReactNode, useState } from 'react';
import type { SourceRef } from '../../../preload/contract/query.ts';
import type { NamedQuery, SavedQuery } from '../../../preload/contract/saved-query.ts';
import { useOperation } from '../../api/use-operation.ts';
import { useTexts } from '../../i18n/use-texts.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { ErrorNote } from '../../ui/error-note.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { DeleteQueryDialog, RenameQueryDialog } from './change-query-dialogs.tsx';
import './queries-dialog.css';
import { type QueryLine, QueryLines } from './query-lines.tsx';
import { SaveQueryForm } from './save-query-form.tsx';
import { texts } from './texts.ts';
import { useSavedQueries } from './use-saved-queries.ts';

/** Statements with names: saved here, and kept by the workgroup. One is opened in the editor, or run at once. */
export function QueriesDialog({
  source,
  sql,
  onOpen,
  onRun,
  onClose,
}: {
  readonly source: SourceRef;
  /** What can be saved now; empty: nothing. */
  readonly sql: string;
  readonly onOpen: (sql: string) => void;
  readonly onRun: (sql: string) => void;
  readonly onClose: () => void;
}) {
  const t = useTexts(texts);
  const saved = useSavedQueries(source);
  const scope = source.kind === 'athena' ? { profile: source.profile, region: source.region, workgroup: source.workgroup } : null;
  const named = useOperation('namedQuery.list', scope);
  const [typed, setTyped] = useState('');
  const [changing, setChanging] = useState<{ readonly what: 'rename' | 'delete'; readonly query: SavedQuery } | null>(null);

  const words = typed.toLowerCase().split(/\s+/).filter(Boolean);
  const matching = <T extends { readonly name: string; readonly sql: string }>(queries: readonly T[]) =>
    queries.filter((query) => words.every((word) => `${query.name}\n${query.sql}`.toLowerCase().includes(word)));
  const savedLine = (query: SavedQuery): QueryLine => ({
    ...query,
    about: '',
    side: query.isHere ? '' : (query.place ?? t.files),
    entries: [
      { id: 'rename', label: t.rename, icon: 'edit', onAction: () => setChanging({ what: 'rename', query }) },
      { id: 'delete', label: t.remove, icon: 'trash', danger: true, onAction: () => setChanging({ what: 'delete', query }) },
    ],
  });
  const namedLine = ({ id, name, sql: text, description, database }: NamedQuery): QueryLine => {
    const isOther = source.kind === 'athena' && database.toLowerCase() !== (source.database ?? 'default').toLowerCase();
    return { id, name, sql: text, about: description, side: isOther ? t.otherDatabase(database) : '', entries: [] };
  };

  const all = saved.queries ?? [];
  const here = all.filter((query) => query.isHere);
  const elsewhere = all.filter((query) => !query.isHere);
  const section = (title: string, lines: readonly QueryLine[], otherwise: ReactNode) => (
    <section className="queries-section">
      <h3 className="queries-title">{title}</h3>
      {lines.length > 0 ? <QueryLines title={title} lines={lines} onOpen={onOpen} onRun={onRun} /> : otherwise}
    </section>
  );
  const none = (text: string) => <p className="muted queries-none">{text}</p>;

  return (
    <Dialog title={t.queriesTitle} isOpen onClose={onClose} width={720} footer={<Button onPress={onClose}>{t.close}</Button>}>
      <div className="queries-dialog">
        {sql !== '' && <SaveQueryForm sql={sql} taken={here.map(({ name }) => name)} onSave={saved.save} />}
        {saved.error && !changing && <ErrorNote error={saved.error} />}
        <TextField label={t.search} hideLabel type="search" value={typed} onChange={setTyped} placeholder={t.search} autoFocus />
        {saved.queries !== null &&
          section(t.saved, matching(here).map(savedLine), none(here.length > 0 ? t.noMatch : sql === '' ? t.noneSavedYet : t.noneSaved))}
        {elsewhere.length > 0 && section(t.savedElsewhere, matching(elsewhere).map(savedLine), none(t.noMatch))}
        {scope !== null &&
          section(
            t.workgroup(scope.workgroup ?? 'primary'),
            matching(named.value?.queries ?? []).map(namedLine),
            named.error ? (
              <ErrorNote error={named.error} />
            ) : (
              none(named.value === null ? t.asking : named.value.queries.length > 0 ? t.noMatch : t.noneNamed)
            ),
          )}
      </div>
      {changing?.what === 'rename' && <RenameQueryDialog query={changing.query} saved={saved} onClose={() => setChanging(null)} />}
      {changing?.what === 'delete' && <DeleteQueryDialog query={changing.query} saved={saved} onClose={() => setChanging(null)} />}
    </Dialog>
  );
}
