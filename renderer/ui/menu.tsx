import { type ReactNode, useRef } from 'react';
import { Menu as AriaMenu, MenuItem, MenuTrigger, Popover, Separator } from 'react-aria-components';
import { Icon, type IconName } from './icon.tsx';
import './list.css';

export interface MenuAction {
  readonly id: string;
  readonly label: string;
  readonly icon?: IconName;
  /** Deletes something: shown in the colour of failures. */
  readonly danger?: boolean;
  readonly isDisabled?: boolean;
  /** Shown at the end of the line. */
  readonly shortcut?: string;
  readonly onAction: () => void;
}

/** A line of a menu; `null` draws a separator. */
export type MenuEntry = MenuAction | null;

function MenuList({
  label,
  entries,
  takesFocus = false,
}: {
  readonly label: string;
  readonly entries: readonly MenuEntry[];
  /** Without a trigger that hands the focus over. */
  readonly takesFocus?: boolean;
}) {
  return (
    <AriaMenu className="ui-list" aria-label={label} {...(takesFocus ? { autoFocus: 'first' as const } : {})}>
      {entries.map((entry, index) =>
        entry === null ? (
          // biome-ignore lint/suspicious/noArrayIndexKey: a separator has nothing else to be known by.
          <Separator key={`line-${index}`} className="ui-list-line" />
        ) : (
          <MenuItem
            key={entry.id}
            id={entry.id}
            textValue={entry.label}
            className="ui-list-item"
            isDisabled={entry.isDisabled ?? false}
            onAction={entry.onAction}
            {...(entry.danger ? { 'data-danger': true } : {})}
          >
            {entry.icon && <Icon name={entry.icon} size={16} />}
            <span className="ui-list-text">{entry.label}</span>
            {entry.shortcut && <kbd>{entry.shortcut}</kbd>}
          </MenuItem>
        ),
      )}
    </AriaMenu>
  );
}

/** A menu below its trigger: any react-aria button (Button, IconButton) as `children`. */
export function MenuButton({
  label,
  entries,
  children,
}: {
  readonly label: string;
  readonly entries: readonly MenuEntry[];
  readonly children: ReactNode;
}) {
  return (
    <MenuTrigger>
      {children}
      <Popover className="ui-popover" offset={4} placement="bottom end">
        <MenuList label={label} entries={entries} />
      </Popover>
    </MenuTrigger>
  );
}

/** A menu at a point of the window (right click, or the context-menu key on a cell). */
export function MenuAt({
  label,
  at,
  entries,
  onClose,
}: {
  readonly label: string;
  /** Client pixels; NULL: closed. */
  readonly at: { readonly x: number; readonly y: number } | null;
  readonly entries: readonly MenuEntry[];
  readonly onClose: () => void;
}) {
  const anchor = useRef<HTMLSpanElement>(null);
  return (
    <>
      <span ref={anchor} aria-hidden="true" style={{ position: 'fixed', left: at?.x ?? 0, top: at?.y ?? 0, width: 0, height: 0 }} />
      {at && (
        <Popover
          // A new place is a new popover: its position is measured once, when it opens.
          key={`${at.x},${at.y}`}
          className="ui-popover"
          triggerRef={anchor}
          isOpen
          onOpenChange={(open) => open || onClose()}
          placement="bottom start"
          offset={0}
          aria-label={label}
        >
          <ClosingMenu onClose={onClose} label={label} entries={entries} />
        </Popover>
      )}
    </>
  );
}

function ClosingMenu({
  label,
  entries,
  onClose,
}: {
  readonly label: string;
  readonly entries: readonly MenuEntry[];
  readonly onClose: () => void;
}) {
  const closing = entries.map((entry) =>
    entry === null
      ? null
      : {
          ...entry,
          onAction: () => {
            onClose();
            entry.onAction();
          },
        },
  );
  return <MenuList label={label} entries={closing} takesFocus />;
}
