import { type ReactNode, useRef } from 'react';
import { Menu as AriaMenu, Header, MenuItem, MenuSection, MenuTrigger, Popover, Separator, Text } from 'react-aria-components';
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
  /** A second, quiet line. */
  readonly description?: string;
  readonly onAction: () => void;
}

export interface MenuGroup {
  readonly id: string;
  readonly heading: string;
  readonly actions: readonly MenuAction[];
}

/** A line of a menu, several under a heading; `null` draws a separator. */
export type MenuEntry = MenuAction | MenuGroup | null;

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
      {entries.map((entry, index) => {
        // biome-ignore lint/suspicious/noArrayIndexKey: a separator has nothing else to be known by.
        if (entry === null) return <Separator key={`line-${index}`} className="ui-list-line" />;
        if (!('heading' in entry)) return <MenuLine key={entry.id} action={entry} />;
        return (
          <MenuSection key={entry.id}>
            <Header className="ui-list-header">{entry.heading}</Header>
            {entry.actions.map((action) => (
              <MenuLine key={action.id} action={action} />
            ))}
          </MenuSection>
        );
      })}
    </AriaMenu>
  );
}

function MenuLine({ action }: { readonly action: MenuAction }) {
  return (
    <MenuItem
      id={action.id}
      textValue={action.label}
      className="ui-list-item"
      isDisabled={action.isDisabled ?? false}
      onAction={action.onAction}
      {...(action.danger ? { 'data-danger': true } : {})}
    >
      {action.icon && <Icon name={action.icon} size={16} />}
      <span className="ui-list-text">
        <Text slot="label">{action.label}</Text>
        {action.description !== undefined && (
          <Text slot="description" className="ui-hint">
            {action.description}
          </Text>
        )}
      </span>
      {action.shortcut && <kbd>{action.shortcut}</kbd>}
    </MenuItem>
  );
}

/** A menu below its trigger: any react-aria button (Button, IconButton) as `children`. */
export function MenuButton({
  label,
  entries,
  placement = 'bottom end',
  children,
}: {
  readonly label: string;
  readonly entries: readonly MenuEntry[];
  readonly placement?: 'bottom start' | 'bottom end';
  readonly children: ReactNode;
}) {
  return (
    <MenuTrigger>
      {children}
      <Popover className="ui-popover" offset={4} placement={placement}>
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
  const closing = (action: MenuAction): MenuAction => ({
    ...action,
    onAction: () => {
      onClose();
      action.onAction();
    },
  });
  const wrapped = entries.map((entry) => {
    if (entry === null) return null;
    return 'heading' in entry ? { ...entry, actions: entry.actions.map(closing) } : closing(entry);
  });
  return <MenuList label={label} entries={wrapped} takesFocus />;
}
