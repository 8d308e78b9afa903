import { useEffect, useState } from 'react';
import type { Table } from '../../preload/contract/query.ts';
import { useTexts } from '../i18n/use-texts.ts';
import { LinkButton } from '../ui/button.tsx';
import { SqlEditor } from './sql-editor.tsx';
import './sql-panel.css';
import { texts } from './texts.ts';

/** The statement: live from the form, or typed by hand. */
export function SqlPanel({
  sql,
  isEditable,
  isStale,
  table,
  onChange,
  onEdit,
  onBackToForm,
}: {
  readonly sql: string;
  readonly isEditable: boolean;
  /** The form has a problem: this is the last statement that could be made. */
  readonly isStale: boolean;
  readonly table: Table | null;
  readonly onChange: (sql: string) => void;
  readonly onEdit: () => void;
  /** NULL where there is no form to go back to. */
  readonly onBackToForm: (() => void) | null;
}) {
  const t = useTexts(texts);
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    if (!copied) return;
    const timer = setTimeout(() => setCopied(false), 2000);
    return () => clearTimeout(timer);
  }, [copied]);

  return (
    <section className="sql-panel" aria-label={t.sql}>
      <span className="sql-panel-label mono" aria-hidden="true">
        {t.sql}
      </span>
      <div className={isStale ? 'sql-panel-text sql-panel-stale' : 'sql-panel-text'}>
        {isStale && sql === '' && table !== null ? (
          <span className="muted">{t.sqlWaits}</span>
        ) : (
          <SqlEditor
            label={isEditable ? t.sqlEditor : t.sql}
            value={sql}
            table={table}
            isEditable={isEditable}
            autoFocus
            onChange={onChange}
          />
        )}
      </div>
      <div className="sql-panel-actions">
        <span role="status">{copied ? <span className="muted">{t.copied}</span> : null}</span>
        {!copied && (
          <LinkButton
            isDisabled={isStale || sql === ''}
            onPress={() => void navigator.clipboard.writeText(sql).then(() => setCopied(true))}
          >
            {t.copy}
          </LinkButton>
        )}
        {isEditable ? (
          onBackToForm && <LinkButton onPress={onBackToForm}>{t.backToForm}</LinkButton>
        ) : (
          <LinkButton isDisabled={table === null} onPress={onEdit}>
            {t.editSql}
          </LinkButton>
        )}
      </div>
    </section>
  );
}
