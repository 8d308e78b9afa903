import type { Run } from '../../preload/contract/run.ts';
import { useFormat } from '../i18n/use-format.ts';
import { useTexts } from '../i18n/use-texts.ts';
import { texts } from './texts.ts';

/** `Saved 12:41, 1.8 s`: said when it happens, too. Without rows here it has only ended. */
export function RunOutcome({ run, zone }: { readonly run: Run | null; readonly zone: string }) {
  const t = useTexts(texts);
  const format = useFormat();
  const saved = run?.state === 'saved' && run.finishedAt !== null ? run.finishedAt : null;
  const took = run && saved !== null ? Date.parse(saved) - Date.parse(run.startedAt ?? run.createdAt) : 0;
  return (
    <span className="muted" role="status">
      {saved !== null &&
        `${(run?.rowsGone ? t.doneAt : t.savedAt)(format.clock(new Date(saved), zone), format.duration(took))}${run?.reused ? t.earlierResult : ''}`}
    </span>
  );
}
