import type { ReactNode } from 'react';
import { Button as AriaButton } from 'react-aria-components';
import { useTexts } from '../i18n/use-texts.ts';
import { LinkButton } from '../ui/button.tsx';
import './fold-line.css';
import { Icon } from '../ui/icon.tsx';
import { shortcutText } from '../ui/key-names.ts';
import { Tooltip } from '../ui/tooltip.tsx';
import { texts } from './texts.ts';

/** The question in one line, above its answer. */
export function FoldLine({
  title,
  subtitle,
  note,
  isRows,
  isSqlShown,
  onUnfold,
  onSql,
  onNew,
  outcome,
}: {
  readonly title: string;
  readonly subtitle: string;
  /** What the user says of the run. */
  readonly note: string | undefined;
  /** Rows from a CSV: no question to unfold, but a new one to begin. */
  readonly isRows: boolean;
  readonly isSqlShown: boolean;
  readonly onUnfold: () => void;
  readonly onSql: () => void;
  readonly onNew: () => void;
  /** What became of the run, where there is no run bar to say it. */
  readonly outcome: ReactNode;
}) {
  const t = useTexts(texts);
  return (
    <div className="fold-line">
      {isRows ? (
        <span className="fold-line-button">
          <Icon name="file" size={16} />
          <span className="strong ellipsis selectable" dir="auto" title={title}>
            {title}
          </span>
        </span>
      ) : (
        <Tooltip text={`${t.unfold} (${shortcutText('E')})`}>
          <AriaButton className="fold-line-button" onPress={onUnfold} aria-expanded={false} aria-label={`${t.unfold}: ${title}`}>
            <Icon name="right" size={16} />
            <span className="strong ellipsis" dir="auto" title={title}>
              {title}
            </span>
          </AriaButton>
        </Tooltip>
      )}
      <span className="muted ellipsis fold-line-subtitle" title={subtitle}>
        {subtitle}
      </span>
      {note && (
        <span className="muted ellipsis fold-line-note selectable" dir="auto" title={note}>
          {note}
        </span>
      )}
      <span className="spacer" />
      {outcome}
      {isRows ? (
        <LinkButton onPress={onNew}>{t.newQuery}</LinkButton>
      ) : (
        <>
          <LinkButton onPress={onUnfold}>{t.edit}</LinkButton>
          <LinkButton onPress={onSql} expanded={isSqlShown}>
            {t.sql}
          </LinkButton>
        </>
      )}
    </div>
  );
}
