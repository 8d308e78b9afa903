import type { ReactNode } from 'react';
import './empty-state.css';

/** Nothing here yet, or nothing any more: one sentence, and at most one thing to do, where the content would be. */
export function EmptyState({ text, children }: { readonly text: string; readonly children?: ReactNode }) {
  return (
    <div className="ui-empty">
      <p>{text}</p>
      {children}
    </div>
  );
}
