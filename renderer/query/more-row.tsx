import { useId } from 'react';
import type { FormOffers } from '../../main/flowlogs/form.ts';
import { kindOf } from '../../main/flowlogs/kinds.ts';
import type { QueryForm } from '../../preload/contract/query.ts';
import { useFormat } from '../i18n/use-format.ts';
import { useTexts } from '../i18n/use-texts.ts';
import { Checkbox } from '../ui/checkbox.tsx';
import { Select } from '../ui/select.tsx';
import { FieldProblems } from './field-problems.tsx';
import type { ProblemTexts } from './problem-texts.ts';
import { hasSeconds } from './query-state.ts';
import { texts } from './texts.ts';
import { TokensPicker } from './tokens-picker.tsx';

const limits = [100, 1_000, 10_000, 100_000, 1_000_000] as const;

/** The filters that are wanted less often. */
export function MoreRow({
  form,
  offers,
  problems,
  seconds,
  onChange,
  onSeconds,
}: {
  readonly form: QueryForm;
  readonly offers: FormOffers;
  readonly problems: ProblemTexts;
  readonly seconds: boolean;
  readonly onChange: (patch: Partial<QueryForm>) => void;
  readonly onSeconds: (on: boolean) => void;
}) {
  const t = useTexts(texts);
  const format = useFormat();
  const problemId = useId();
  const own = kindOf(form.kind).defaultLimit;
  const rows = (n: number) => t.limitDefault(format.number(n));
  // Any limit can come from an earlier run or the terminal.
  const known = [...new Set([...limits, ...(form.limit === null ? [] : [form.limit])])].sort((a, b) => a - b);

  return (
    <>
      <span />
      <div className="ui-row">
        {(offers.instance || form.instances.length > 0) && (
          <TokensPicker
            label={t.instance}
            tokens={form.instances}
            onChange={(tokens) => onChange({ instances: [...tokens] })}
            placeholder="i-0a1b2c3d4e5f60718"
            problems={problems.of('instances')}
            tokenProblems={problems.tokens('instances')}
          />
        )}
        <Select
          label={t.limit}
          value={form.limit === null ? 'own' : String(form.limit)}
          onChange={(limit) => onChange({ limit: limit === 'own' ? null : Number(limit) })}
          options={[
            { value: 'own', label: own === null ? t.limitAll : rows(own) },
            ...known.filter((n) => n !== own).map((n) => ({ value: String(n), label: rows(n) })),
          ]}
        />
        <Checkbox isSelected={seconds || hasSeconds(form)} isDisabled={hasSeconds(form)} onChange={onSeconds}>
          {t.precision}
        </Checkbox>
      </div>
      <FieldProblems id={problemId} problems={[...problems.of('instances'), ...problems.of('limit')]} />
    </>
  );
}
