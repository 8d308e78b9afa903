import { useId } from 'react';
import { Button as AriaButton } from 'react-aria-components';
import { type Kind, kindGroupLabels, kindGroups, kindOf } from '../../main/flowlogs/kinds.ts';
import type { KindName, Measure, QueryForm } from '../../preload/contract/query.ts';
import { useLanguage } from '../i18n/language.tsx';
import { useTexts } from '../i18n/use-texts.ts';
import { Icon } from '../ui/icon.tsx';
import { MenuButton, type MenuEntry } from '../ui/menu.tsx';
import { Segmented } from '../ui/segmented.tsx';
import { Select } from '../ui/select.tsx';
import { FieldProblems } from './field-problems.tsx';
import type { ProblemTexts } from './problem-texts.ts';
import { texts } from './texts.ts';

/** The kinds that are asked for most; the others stand in a menu. */
const COMMON: readonly KindName[] = ['records', 'top-talkers', 'rejected-by-source', 'traffic-over-time'];

/** What the rows will be, and by what a ranking is. */
export function KindRow({
  form,
  kinds,
  problems,
  onChange,
}: {
  readonly form: QueryForm;
  /** Those that the table has the columns for. */
  readonly kinds: readonly Kind[];
  readonly problems: ProblemTexts;
  readonly onChange: (patch: Partial<QueryForm>) => void;
}) {
  const t = useTexts(texts);
  const language = useLanguage();
  const problemId = useId();
  const chosen = kindOf(form.kind);
  // A kind that was chosen stays in sight, also when the table cannot be asked for it.
  const common = kinds.filter((kind) => COMMON.includes(kind.name));
  const shown = common.includes(chosen) ? common : [...common, chosen];
  const others = kinds.filter((kind) => !COMMON.includes(kind.name));
  const entries = kindGroups.flatMap((group): readonly MenuEntry[] => {
    const own = others.filter((kind) => kind.group === group);
    if (own.length === 0) return [];
    const actions = own.map((kind) => ({
      id: kind.name,
      label: kind.label[language],
      description: kind.description[language],
      onAction: () => onChange({ kind: kind.name }),
    }));
    return [{ id: `group-${group}`, heading: kindGroupLabels[group][language], actions }];
  });
  const measures: readonly { value: Measure; label: string }[] = [
    { value: 'bytes', label: t.byBytes },
    { value: 'packets', label: t.byPackets },
    { value: 'flows', label: t.byFlows },
  ];

  return (
    <>
      <span className="query-label">{t.show}</span>
      <div className="ui-row">
        <Segmented<KindName>
          label={t.show}
          value={form.kind}
          onChange={(kind) => onChange({ kind })}
          options={shown.map((kind) => ({ value: kind.name, label: kind.label[language], description: kind.description[language] }))}
        />
        {entries.length > 0 && (
          <MenuButton label={t.otherKinds} entries={entries} placement="bottom start">
            <AriaButton className="ui-field ui-picker" data-picker>
              <span>{t.otherKinds}</span>
              <Icon name="down" size={16} />
            </AriaButton>
          </MenuButton>
        )}
        {chosen.isRanked && (
          <Select<Measure> label={t.rankedBy} value={form.measure} onChange={(measure) => onChange({ measure })} options={measures} />
        )}
      </div>
      <FieldProblems id={problemId} problems={problems.of('kind')} />
    </>
  );
}
