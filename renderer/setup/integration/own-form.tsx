import { useId } from 'react';
import { plainWidth } from '../../../main/flowlogs/plain-width.ts';
import type { TableChoice } from '../../../preload/contract/integration.ts';
import { useFormat } from '../../i18n/use-format.ts';
import { useTexts } from '../../i18n/use-texts.ts';
import { Icon } from '../../ui/icon.tsx';
import { Select } from '../../ui/select.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { TokenField } from '../../ui/token-field.tsx';
import { FormRow } from '../flow-log/form-row.tsx';
import { bytesLimits, type OwnProblems, wrongTokens } from './own-draft.ts';
import { texts as integrationTexts } from './texts.ts';

type TextKey = 'database' | 'table' | 'workgroup' | 'resultLocation' | 'since';

/** What Nagare's table is told: its names, its limit, whose logs it reads and from when on. */
export function OwnForm({
  choice,
  problems,
  onChange,
}: {
  readonly choice: TableChoice;
  readonly problems: OwnProblems;
  readonly onChange: (patch: Partial<TableChoice>) => void;
}) {
  const t = useTexts(integrationTexts);
  const format = useFormat();
  const id = useId();
  const said = (key: keyof OwnProblems) => (problems[key] === null ? null : t[problems[key]]);
  const text = (key: TextKey, label: string, width?: number) => (
    <TextField
      label={label}
      hideLabel
      mono
      {...(width === undefined ? {} : { width })}
      value={choice[key]}
      problem={said(key)}
      // A folder may have full-width signs in its name.
      onChange={(value) => onChange({ [key]: (key === 'resultLocation' ? value : plainWidth(value)).trim() })}
    />
  );
  const tokens = (key: 'accounts' | 'regions', label: string, placeholder: string) => {
    const problem = said(key);
    return (
      <div className="ui-field-stack own-tokens">
        <TokenField
          label={label}
          tokens={choice[key]}
          placeholder={choice[key].length === 0 ? placeholder : ''}
          problems={wrongTokens(key, choice[key], problem ?? '')}
          inputWidth={120}
          problemId={problem === null ? undefined : `${id}-${key}`}
          onChange={(values) => onChange({ [key]: [...values] })}
        />
        {problem !== null && (
          <span className="ui-problem" id={`${id}-${key}`}>
            <Icon name="warning" size={14} />
            {problem}
          </span>
        )}
      </div>
    );
  };
  /** What is wrong stands below a field; why it is so beside it, while nothing is. */
  const hint = (key: keyof OwnProblems, words: string) => (problems[key] === null ? { hint: words } : {});
  return (
    <div className="flow-log-form">
      <FormRow label={t.database}>{text('database', t.database, 320)}</FormRow>
      <FormRow label={t.table}>{text('table', t.table, 320)}</FormRow>
      <FormRow label={t.workgroupLabel} hint={t.workgroupHint}>
        {text('workgroup', t.workgroupLabel, 320)}
      </FormRow>
      <FormRow label={t.limit} hint={t.limitHint}>
        <Select
          label={t.limit}
          labelInside={false}
          value={String(choice.bytesLimit ?? 'none')}
          onChange={(value) => onChange({ bytesLimit: value === 'none' ? null : Number(value) })}
          options={[
            ...bytesLimits.map((bytes) => ({ value: String(bytes), label: format.bytes(bytes).replace('.0 ', ' ') })),
            { value: 'none', label: t.limitNone },
          ]}
        />
      </FormRow>
      <FormRow label={t.results} hint={t.resultsHint}>
        <div className="form-row-whole">{text('resultLocation', t.results)}</div>
      </FormRow>
      <FormRow label={t.accounts} {...hint('accounts', t.accountsHint)}>
        {tokens('accounts', t.accounts, '123456789012')}
      </FormRow>
      <FormRow label={t.regions}>{tokens('regions', t.regions, 'ap-northeast-1')}</FormRow>
      <FormRow label={t.since} {...hint('since', t.sinceHint)}>
        {text('since', t.since, 150)}
      </FormRow>
    </div>
  );
}
