import { type ReactNode, useState } from 'react';
import { Dialog, DialogTrigger, Popover } from 'react-aria-components';
import './list.css';

/** A small panel below its trigger (any react-aria button). `children` is drawn with a function that closes it. */
export function PopoverButton({
  label,
  trigger,
  placement = 'bottom start',
  children,
}: {
  /** The panel's name. */
  readonly label: string;
  readonly trigger: ReactNode;
  readonly placement?: 'bottom start' | 'bottom end';
  readonly children: (close: () => void) => ReactNode;
}) {
  const [isOpen, setOpen] = useState(false);
  return (
    <DialogTrigger isOpen={isOpen} onOpenChange={setOpen}>
      {trigger}
      <Popover className="ui-popover" offset={4} placement={placement}>
        <Dialog className="ui-popover-pad" aria-label={label}>
          {children(() => setOpen(false))}
        </Dialog>
      </Popover>
    </DialogTrigger>
  );
}
