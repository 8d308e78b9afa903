import { useState } from 'react';
import { useEvent } from '../api/use-event.ts';
import { useOperation } from '../api/use-operation.ts';
import { useFormat } from '../i18n/use-format.ts';
import { useTexts } from '../i18n/use-texts.ts';
import { LinkButton } from '../ui/button.tsx';
import './cleanup.css';
import { CleanupLine, reportWords } from './cleanup-line.tsx';
import { texts as cleanupTexts } from './texts.ts';

const SHOWN = 2;

/** Clean-ups that have ended, for the history: the last ones, the others on demand. Nothing where there are none. */
export function CleanupReports({
  zone,
  search,
  onOpen,
}: {
  readonly zone: string;
  /** Only reports that have all of these words. */
  readonly search: string;
  readonly onOpen: (id: string) => void;
}) {
  const t = useTexts(cleanupTexts);
  const format = useFormat();
  const list = useOperation('cleanup.list', {});
  const [isAll, setAll] = useState(false);
  useEvent('cleanup.changed', ({ state }) => state === 'ended' && list.reload());
  const words = search.toLowerCase().split(/\s+/).filter(Boolean);
  const ended = (list.value?.cleanups ?? []).filter((cleanup) => {
    const hay = reportWords(cleanup, t).toLowerCase();
    return cleanup.state === 'ended' && words.every((word) => hay.includes(word));
  });
  if (ended.length === 0) return null;
  return (
    <section className="cleanup-history" aria-label={t.historyTitle}>
      <ul className="cleanup-lines">
        {(isAll ? ended : ended.slice(0, SHOWN)).map((cleanup) => (
          <CleanupLine key={cleanup.id} cleanup={cleanup} zone={zone} onOpen={() => onOpen(cleanup.id)} />
        ))}
      </ul>
      {!isAll && ended.length > SHOWN && (
        <LinkButton onPress={() => setAll(true)}>{t.more(format.number(ended.length - SHOWN))}</LinkButton>
      )}
    </section>
  );
}
