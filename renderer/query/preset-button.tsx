import type { ReactNode } from 'react';
import { Button } from 'react-aria-components';
import { Tooltip } from '../ui/tooltip.tsx';

/** One of several actions that stand together, looking like a segment. */
export function PresetButton({
  onPress,
  hint,
  children,
}: {
  readonly onPress: () => void;
  /** Tooltip, where the words are not enough. */
  readonly hint: string | null;
  readonly children: ReactNode;
}) {
  const button = (
    <Button className="ui-segment" onPress={onPress}>
      {children}
    </Button>
  );
  return hint === null ? button : <Tooltip text={hint}>{button}</Tooltip>;
}
