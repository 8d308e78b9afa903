import { type RefObject, useLayoutEffect, useRef } from 'react';

/** A dialog whose content is replaced begins at its top again. @param stage changes with the content */
export function useTopOfDialog(stage: string): RefObject<HTMLDivElement | null> {
  const content = useRef<HTMLDivElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: it is the change that counts.
  useLayoutEffect(() => {
    // Its value is no clean-up: newer browsers give a promise.
    content.current?.closest('.ui-dialog-body')?.scrollTo(0, 0);
  }, [stage]);
  return content;
}
