import { GridList, GridListItem } from 'react-aria-components';
import { useTexts } from '../../i18n/use-texts.ts';
import { IconButton, LinkButton } from '../../ui/button.tsx';
import { MenuButton, type MenuEntry } from '../../ui/menu.tsx';
import { texts } from './texts.ts';

export interface QueryLine {
  readonly id: string;
  readonly name: string;
  readonly sql: string;
  /** Quiet words below the name; the statement's beginning where there are none. */
  readonly about: string;
  /** Quiet words at the end: where it belongs. */
  readonly side: string;
  readonly entries: readonly MenuEntry[];
}

/** One section: a list that arrow keys go through. Enter and a click open a line, right arrow reaches what else it can do. */
export function QueryLines({
  title,
  lines,
  onOpen,
  onRun,
}: {
  readonly title: string;
  readonly lines: readonly QueryLine[];
  readonly onOpen: (sql: string) => void;
  readonly onRun: (sql: string) => void;
}) {
  const t = useTexts(texts);
  return (
    <GridList
      className="query-lines"
      aria-label={title}
      items={lines}
      dependencies={[t]}
      selectionMode="none"
      onAction={(id) => {
        const line = lines.find((each) => each.id === id);
        if (line) onOpen(line.sql);
      }}
    >
      {(line) => (
        <GridListItem id={line.id} textValue={line.name} className="query-line">
          <span className="query-line-what">
            <span className="strong ellipsis" title={line.name}>
              {line.name}
            </span>
            {line.about === '' ? (
              <span className="muted mono ellipsis query-line-about">{line.sql.slice(0, 300).replaceAll(/\s+/g, ' ')}</span>
            ) : (
              <span className="muted ellipsis query-line-about" title={line.about}>
                {line.about}
              </span>
            )}
          </span>
          {line.side !== '' && <span className="muted query-line-about">{line.side}</span>}
          <LinkButton onPress={() => onRun(line.sql)}>{t.run}</LinkButton>
          {line.entries.length > 0 && (
            <MenuButton label={t.actions(line.name)} entries={line.entries}>
              <IconButton icon="more" label={t.actions(line.name)} onPress={() => undefined} />
            </MenuButton>
          )}
        </GridListItem>
      )}
    </GridList>
  );
}
