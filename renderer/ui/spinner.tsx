import './spinner.css';

/** Something is under way; `label` is read out (say what). */
export function Spinner({ label, size = 16 }: { readonly label: string; readonly size?: number }) {
  return (
    <svg className="ui-spinner" viewBox="0 0 16 16" width={size} height={size} role="img" aria-label={label}>
      <circle cx="8" cy="8" r="6" />
      <path d="M8 2a6 6 0 0 1 6 6" />
    </svg>
  );
}
