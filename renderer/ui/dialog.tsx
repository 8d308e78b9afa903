import type { KeyboardEvent, ReactNode } from 'react';
import { Dialog as AriaDialog, Heading, Modal, ModalOverlay } from 'react-aria-components';
import './dialog.css';

/** A modal dialog: title, body, footer. Esc and `onClose` close it; a click outside does not (nothing typed is lost). */
export function Dialog({
  title,
  isOpen,
  onClose,
  width = 720,
  role = 'dialog',
  onKeyDown,
  footer,
  children,
}: {
  readonly title: string;
  readonly isOpen: boolean;
  readonly onClose: () => void;
  /** Pixels, never wider than the window. */
  readonly width?: number;
  /** `alertdialog` for a question before something is lost. */
  readonly role?: 'dialog' | 'alertdialog';
  /** Keys pressed anywhere in it, before what has the focus gets them. */
  readonly onKeyDown?: (event: KeyboardEvent) => void;
  /** Buttons, right-aligned; put a `<span className="spacer" />` after what stands left. */
  readonly footer: ReactNode;
  readonly children: ReactNode;
}) {
  return (
    <ModalOverlay className="ui-veil" isOpen={isOpen} onOpenChange={(open) => open || onClose()}>
      <Modal className="ui-modal" style={{ width }}>
        <AriaDialog className="ui-dialog" role={role}>
          <Heading slot="title" className="ui-dialog-title" level={2}>
            {title}
          </Heading>
          <div className="ui-dialog-keys" onKeyDownCapture={onKeyDown}>
            <div className="ui-dialog-body">{children}</div>
            <div className="ui-dialog-footer">{footer}</div>
          </div>
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  );
}
