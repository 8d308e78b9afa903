import { type RefObject, useLayoutEffect, useRef } from 'react';
import { useKeptFocus } from '../ui/use-kept-focus.ts';

/**
 * A dialog whose content is replaced begins at its top again, and keeps the focus.
 * @param stage changes with the content
 * @param busy its buttons are disabled: the one that was pressed has the focus no longer
 */
export function useTopOfDialog(stage: string, busy: boolean): RefObject<HTMLDivElement | null> {
  const content = useRef<HTMLDivElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: it is the change that counts.
  useLayoutEffect(() => {
    // Its value is no clean-up: newer browsers give a promise.
    content.current?.closest('.ui-dialog-body')?.scrollTo(0, 0);
  }, [stage]);
  useKeptFocus(`${stage} ${busy}`, () => content.current?.closest<HTMLElement>('.ui-dialog'));
  return content;
}
