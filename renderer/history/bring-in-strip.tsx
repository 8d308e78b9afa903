import type { BringIn } from '../../preload/contract/bring-in.ts';
import { useFormat } from '../i18n/use-format.ts';
import { useTexts } from '../i18n/use-texts.ts';
import { Button } from '../ui/button.tsx';
import { ErrorNote } from '../ui/error-note.tsx';
import { ProgressBar } from '../ui/progress-bar.tsx';
import './bring-in.css';
import { bringInTexts } from './bring-in-texts.ts';

/** Above the list: how far the bringing in is, then what came of it, until that is dismissed. */
export function BringInStrip({
  current,
  zone,
  onStop,
  onDismiss,
}: {
  readonly current: BringIn;
  readonly zone: string;
  readonly onStop: () => void;
  readonly onDismiss: () => void;
}) {
  const t = useTexts(bringInTexts);
  const format = useFormat();
  const { state, workgroup, added, error } = current;
  if (state === 'failed' && error) {
    return (
      <div className="bring-in-failed">
        <ErrorNote error={error}>
          {added > 0 && <span className="muted">{t.kept(format.number(added))}</span>}
          <Button onPress={onDismiss}>{t.close}</Button>
        </ErrorNote>
      </div>
    );
  }
  if (state === 'running') {
    const back = current.reachedAt === null ? '' : t.backTo(format.day(new Date(current.reachedAt), zone));
    const waiting = current.waitingFor === null ? '' : t.waitingFor[current.waitingFor];
    return (
      <div className="bring-in">
        <span>{t.progress(workgroup)}</span>
        <ProgressBar
          label={t.progress(workgroup)}
          done={current.share}
          total={1}
          text={`${t.soFar(format.number(current.seen), format.number(added))}${back}${waiting}`}
        />
        <Button onPress={onStop}>{t.stop}</Button>
      </div>
    );
  }
  const { other, failed, underWay, unread } = current.leftOut;
  const left = Object.entries({ known: current.known, other, failed, underWay, unread } satisfies Record<keyof typeof t.left, number>)
    .filter(([, count]) => count > 0)
    .map(([key, count]) => t.left[key as keyof typeof t.left](format.number(count)));
  return (
    <div className="bring-in">
      <span role="status">
        {(state === 'cancelled' ? t.cancelled : t.done)(format.number(added), workgroup)}{' '}
        {left.length > 0 && <span className="muted">{t.leftOut(format.list(left))}</span>}
      </span>
      <span className="spacer" />
      <Button onPress={onDismiss}>{t.close}</Button>
    </div>
  );
}
