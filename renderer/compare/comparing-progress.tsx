import { useFormat } from '../i18n/use-format.ts';
import { useTexts } from '../i18n/use-texts.ts';
import { ProgressBar } from '../ui/progress-bar.tsx';
import { texts } from './texts.ts';

/** How far a comparison is that is being made: rows read of both results. Nothing while nothing is told of it. */
export function ComparingProgress({ progress }: { readonly progress: { readonly done: number; readonly total: number } | null }) {
  const t = useTexts(texts);
  const format = useFormat();
  if (!progress) return null;
  const { done, total } = progress;
  return <ProgressBar label={t.comparing} done={done} total={total} text={t.rowsRead(format.number(done), format.number(total))} />;
}
