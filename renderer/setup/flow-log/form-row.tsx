import type { ReactNode } from 'react';

/** A label, its control, and beside it why it is so. */
export function FormRow({ label, hint, children }: { readonly label: string; readonly hint?: string; readonly children: ReactNode }) {
  return (
    <div className="form-row">
      <span className="form-row-label">{label}</span>
      <div className="form-row-control">
        {children}
        {hint !== undefined && <span className="ui-hint">{hint}</span>}
      </div>
    </div>
  );
}
