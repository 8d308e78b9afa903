import { kindOf } from '../../main/flowlogs/kinds.ts';
import { runTitle, sourceName } from '../../main/flowlogs/titles.ts';
import { asksTheSame, windowSeconds } from '../../main/flowlogs/windows.ts';
import type { Comparison } from '../../preload/contract/compare.ts';
import type { Run } from '../../preload/contract/run.ts';
import { useLanguage } from '../i18n/language.tsx';
import { useFormat } from '../i18n/use-format.ts';
import { useTexts } from '../i18n/use-texts.ts';
import { Button } from '../ui/button.tsx';
import { type Comparing, isCutOff } from './compare-state.ts';
import { amountWords, lengthWords } from './line-words.ts';
import { texts } from './texts.ts';

/** The two runs above their differences, and what must be known to read these rightly. */
export function ComparedRuns({
  comparing,
  told,
  onSwap,
}: {
  readonly comparing: Comparing;
  readonly told: Comparison | null;
  readonly onSwap: () => void;
}) {
  const t = useTexts(texts);
  const { a, b } = comparing;
  return (
    <section className="compare-runs" aria-label={t.title}>
      <div className="compare-pair">
        <div className="compare-pair-runs">
          <RunHead side="A" run={a} amounts={told?.a ?? null} isPerHour={told?.perHour ?? false} />
          <RunHead side="B" run={b} amounts={told?.b ?? null} isPerHour={told?.perHour ?? false} />
        </div>
        <Button onPress={onSwap}>{t.swap}</Button>
      </div>
      {useNotes(comparing).map((note) => (
        <p key={note} className="compare-note">
          {note}
        </p>
      ))}
    </section>
  );
}

function RunHead({
  side,
  run,
  amounts,
  isPerHour,
}: {
  readonly side: 'A' | 'B';
  readonly run: Run;
  readonly amounts: Comparison['a'] | null;
  readonly isPerHour: boolean;
}) {
  const t = useTexts(texts);
  const format = useFormat();
  const language = useLanguage();
  const source = sourceName(run.source, language);
  const { title, subtitle } = runTitle(run, language);
  const words = (total: Comparison['a']['total']) => {
    const flows = t.flows(amountWords(total.flows, 'flows', format));
    const all = t.total(flows, total.bytes === null ? '' : amountWords(total.bytes, 'bytes', format));
    return isPerHour ? t.anHour(all) : all;
  };
  return (
    <div className="compare-run">
      <span className="compare-side strong">{side}</span>
      <span className="compare-run-what">
        <span className="strong ellipsis" dir="auto" title={title}>
          {title}
        </span>
        <span className="muted ellipsis compare-sub">{[subtitle, source, t.rows(format.number(run.rowCount ?? 0))].join(t.dot)}</span>
      </span>
      <span className="mono compare-run-total">{amounts && words(amounts.total)}</span>
    </div>
  );
}

function useNotes({ a, b, perHour }: Comparing): readonly string[] {
  const t = useTexts(texts);
  const format = useFormat();
  const [lengthA, lengthB] = [windowSeconds(a.query), windowSeconds(b.query)];
  const notes: string[] = [];
  if (lengthA !== null && lengthB !== null && lengthA !== lengthB) {
    const lengths = [lengthWords(lengthA, format), lengthWords(lengthB, format)] as const;
    notes.push(perHour ? t.divided(...lengths) : t.lengths(...lengths));
  }
  if (!asksTheSame(a.query, b.query)) notes.push(t.otherQuestion);
  const limitOf = ({ query }: Run) => (query.type === 'form' ? kindOf(query.form.kind).defaultLimit : null);
  const [cutA, cutB] = [isCutOff(a, limitOf(a)), isCutOff(b, limitOf(b))];
  const rowsOf = (run: Run) => format.number(run.rowCount ?? 0);
  if (cutA && cutB) notes.push(t.cutOffBoth(rowsOf(a), rowsOf(b)));
  else if (cutA) notes.push(t.cutOff('A', rowsOf(a)));
  else if (cutB) notes.push(t.cutOff('B', rowsOf(b)));
  return notes;
}
