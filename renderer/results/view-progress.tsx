import { useFormat } from '../i18n/use-format.ts';
import { useTexts } from '../i18n/use-texts.ts';
import { LinkButton } from '../ui/button.tsx';
import { ProgressBar } from '../ui/progress-bar.tsx';
import { texts } from './texts.ts';

/** How far a new order or filter is, and the way back to what is on the screen. Appears when it takes a while. */
export function ViewProgress({
  progress,
  onStop,
}: {
  readonly progress: { readonly done: number; readonly total: number };
  readonly onStop: () => void;
}) {
  const t = useTexts(texts);
  const format = useFormat();
  const { done, total } = progress;
  return (
    <span className="result-preparing">
      <ProgressBar label={t.preparingLabel} done={done} total={total} text={t.preparing(format.number(done), format.number(total))} />
      <LinkButton onPress={onStop}>{t.stopPreparing}</LinkButton>
    </span>
  );
}
