import { mayReuse } from '../../../main/flowlogs/reuse.ts';
import { useTexts } from '../../i18n/use-texts.ts';
import { Select } from '../../ui/select.tsx';
import { useQueryState, useQueryStore } from '../query-context.tsx';
import { currentQuery } from '../query-state.ts';
import { texts } from './texts.ts';

const ages = [15, 60, 360, 1440, 10_080] as const;

/** Whether an earlier result may stand for the next run. */
export function useIsReuseSet(): boolean {
  const { source, reuseMinutes } = useQueryState();
  return source.kind === 'athena' && reuseMinutes !== null;
}

/** How old a result may be that stands for a new one; only for Athena, which keeps them. */
export function ReuseSelect() {
  const t = useTexts(texts);
  const store = useQueryStore();
  const state = useQueryState();
  if (state.source.kind !== 'athena') return null;
  const isSettled = mayReuse(state.source, currentQuery(state), Date.now() / 1000);
  const word = (age: number) => (age < 60 ? t.minutes(age) : age < 1440 ? t.hours(age / 60) : t.days(age / 1440));
  return (
    <Select
      label={t.reuse}
      value={isSettled ? String(state.reuseMinutes ?? 'off') : 'off'}
      isDisabled={!isSettled}
      onChange={(age) => store.setReuse(age === 'off' ? null : Number(age))}
      options={[
        { value: 'off', label: t.reuseOff, description: isSettled ? t.reuseHint : t.reuseNot },
        ...ages.map((age) => ({ value: String(age), label: word(age) })),
      ]}
    />
  );
}
