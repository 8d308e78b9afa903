import { useEffect, useRef, useState } from 'react';
import { Button as AriaButton } from 'react-aria-components';
import type { Table } from '../../../preload/contract/query.ts';
import { useTexts } from '../../i18n/use-texts.ts';
import { LinkButton } from '../../ui/button.tsx';
import { Icon } from '../../ui/icon.tsx';
import { shortcutText } from '../../ui/key-names.ts';
import { Tooltip } from '../../ui/tooltip.tsx';
import { texts as queryTexts } from '../texts.ts';
import { formatSql } from './format-sql.ts';
import { SqlEditor } from './sql-editor.tsx';
import './sql-panel.css';
import { texts } from './texts.ts';

/** The statement: live from the form, or typed by hand. */
export function SqlPanel({
  sql,
  isEditable,
  isStale,
  errorAt,
  table,
  onChange,
  onEdit,
  onBackToForm,
  onQueries,
}: {
  readonly sql: string;
  readonly isEditable: boolean;
  /** The form has a problem: this is the last statement that could be made. */
  readonly isStale: boolean;
  /** Where the statement in the editor failed, UTF-16 offset. */
  readonly errorAt: number | null;
  readonly table: Table | null;
  readonly onChange: (sql: string) => void;
  readonly onEdit: () => void;
  /** NULL where there is no form to go back to. */
  readonly onBackToForm: (() => void) | null;
  readonly onQueries: () => void;
}) {
  const t = useTexts(queryTexts);
  const own = useTexts(texts);
  const [copied, setCopied] = useState(false);
  /** The statement that could not be formatted; it is said until the text changes. */
  const [unformatted, setUnformatted] = useState<string | null>(null);
  useEffect(() => {
    if (!copied) return;
    const timer = setTimeout(() => setCopied(false), 2000);
    return () => clearTimeout(timer);
  }, [copied]);
  const latest = useRef(sql);
  latest.current = sql;

  const format = () => {
    setUnformatted(null);
    void formatSql(sql).then((laidOut) => {
      // Typed on while the formatter was loaded: then it is about another text.
      if (latest.current !== sql) return;
      if (laidOut === null) setUnformatted(sql);
      else onChange(laidOut);
    });
  };

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
            errorAt={errorAt}
            onChange={onChange}
            onFormat={format}
          />
        )}
        <div role="status">
          {isEditable && unformatted === sql && (
            <span className="ui-problem sql-panel-problem">
              <Icon name="warning" size={14} />
              {own.formatFailed}
            </span>
          )}
        </div>
      </div>
      <div className={isEditable ? 'sql-panel-actions sql-panel-actions-edit' : 'sql-panel-actions'}>
        <LinkButton isDisabled={table === null} onPress={onQueries}>
          {own.queries}
        </LinkButton>
        {isEditable && (
          <Tooltip text={shortcutText('Shift F')}>
            <AriaButton className="ui-link" isDisabled={sql.trim() === ''} onPress={format}>
              {own.format}
            </AriaButton>
          </Tooltip>
        )}
        <span>
          <span role="status">{copied ? <span className="muted">{t.copied}</span> : null}</span>
          {!copied && (
            <LinkButton
              isDisabled={isStale || sql === ''}
              onPress={() => void navigator.clipboard.writeText(sql).then(() => setCopied(true))}
            >
              {t.copy}
            </LinkButton>
          )}
        </span>
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
