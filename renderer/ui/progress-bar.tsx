import { ProgressBar as AriaProgressBar, Label } from 'react-aria-components';
import './progress-bar.css';

/** How far a job is. `total` NULL: nobody knows, so it only moves. `text` is shown beside it. */
export function ProgressBar({
  label,
  done,
  total,
  text,
}: {
  /** Its name, not shown. */
  readonly label: string;
  readonly done: number;
  readonly total: number | null;
  readonly text: string;
}) {
  return (
    <AriaProgressBar
      className="ui-progress"
      isIndeterminate={total === null}
      {...(total === null ? {} : { value: Math.min(done, total), maxValue: Math.max(1, total) })}
      valueLabel={text}
    >
      {({ percentage, isIndeterminate }) => (
        <>
          <Label className="visually-hidden">{label}</Label>
          <div className="ui-progress-track">
            <div
              className={isIndeterminate ? 'ui-progress-fill ui-progress-unknown' : 'ui-progress-fill'}
              style={isIndeterminate ? {} : { width: `${percentage ?? 0}%` }}
            />
          </div>
          <span className="muted">{text}</span>
        </>
      )}
    </AriaProgressBar>
  );
}
