import type { ReactNode } from 'react';
import { Tooltip as AriaTooltip, TooltipTrigger } from 'react-aria-components';
import './tooltip.css';

/** Shows `text` when the one focusable react-aria element inside is pointed at or focused. For plain cells use `title`. */
export function Tooltip({
  text,
  children,
  placement = 'bottom',
}: {
  readonly text: string;
  readonly children: ReactNode;
  readonly placement?: 'bottom' | 'top' | 'right';
}) {
  return (
    <TooltipTrigger delay={500} closeDelay={50}>
      {children}
      <AriaTooltip className="ui-tooltip" placement={placement} offset={6}>
        {text}
      </AriaTooltip>
    </TooltipTrigger>
  );
}
