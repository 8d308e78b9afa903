import { useId } from 'react';
import type { FormOffers } from '../../main/flowlogs/form.ts';
import { kindOf } from '../../main/flowlogs/kinds.ts';
import { trafficPathName } from '../../main/flowlogs/names.ts';
import { tcpFlagNamesTyped } from '../../main/flowlogs/tcp-flags.ts';
import type { QueryForm } from '../../preload/contract/query.ts';
import { useLanguage } from '../i18n/language.tsx';
import { useFormat } from '../i18n/use-format.ts';
import { useTexts } from '../i18n/use-texts.ts';
import { Checkbox } from '../ui/checkbox.tsx';
import { Select } from '../ui/select.tsx';
import { ReuseSelect } from './estimate/reuse-select.tsx';
import { FieldProblems } from './field-problems.tsx';
import type { ProblemTexts } from './problem-texts.ts';
import { hasSeconds } from './query-state.ts';
import { texts } from './texts.ts';
import { TokensPicker } from './tokens-picker.tsx';

interface ListFilter {
  readonly field: 'tcpFlags' | 'instances' | 'subnets' | 'vpcs' | 'accounts' | 'regions' | 'paths' | 'services';
  readonly isOffered: boolean;
  readonly label: string;
  readonly placeholder: string;
  /** Values to tick, and how they read. */
  readonly common?: readonly string[];
  readonly commonLabel?: (value: string) => string;
}

const trafficPaths = ['1', '2', '3', '4', '5', '6', '7', '8'] as const;
const commonServices = ['S3', 'DYNAMODB', 'EC2', 'CLOUDFRONT', 'AMAZON'] as const;
const sizes = [1_000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000] as const;
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
  const language = useLanguage();
  const pathLabel = (path: string) => `${path}  ${trafficPathName(Number(path), language) ?? ''}`;
  const rows = (n: number) => t.limitDefault(format.number(n));
  // Any limit can come from an earlier run or the terminal.
  const known = [...new Set([...limits, ...(form.limit === null ? [] : [form.limit])])].sort((a, b) => a - b);

  const knownSizes = [...new Set([...sizes, ...(form.minBytes === null ? [] : [form.minBytes])])].sort((a, b) => a - b);
  const lists: readonly ListFilter[] = [
    { field: 'tcpFlags', isOffered: offers.tcpFlags, label: t.tcpFlags, placeholder: 'syn', common: tcpFlagNamesTyped },
    { field: 'instances', isOffered: offers.instance, label: t.instance, placeholder: 'i-0a1b2c3d4e5f60718' },
    { field: 'subnets', isOffered: offers.subnet, label: t.subnet, placeholder: 'subnet-0a1b2c3d4e5f60718' },
    { field: 'vpcs', isOffered: offers.vpc, label: t.vpc, placeholder: 'vpc-0a1b2c3d4e5f60718' },
    { field: 'accounts', isOffered: offers.account, label: t.account, placeholder: '123456789012' },
    { field: 'regions', isOffered: offers.region, label: t.region, placeholder: 'ap-northeast-1' },
    { field: 'paths', isOffered: offers.path, label: t.path, placeholder: '1–8', common: trafficPaths, commonLabel: pathLabel },
    { field: 'services', isOffered: offers.service, label: t.service, placeholder: 'S3', common: commonServices },
  ];

  return (
    <>
      <span />
      <div className="ui-row">
        {lists.map(
          ({ field, isOffered, label, placeholder, common, commonLabel }) =>
            (isOffered || form[field].length > 0) && (
              <TokensPicker
                key={field}
                label={label}
                tokens={form[field]}
                onChange={(tokens) => onChange({ [field]: [...tokens] })}
                placeholder={placeholder}
                problems={problems.of(field)}
                tokenProblems={problems.tokens(field)}
                {...(common === undefined ? {} : { common })}
                {...(commonLabel === undefined ? {} : { commonLabel })}
              />
            ),
        )}
        {(offers.bytes || form.minBytes !== null) && (
          <Select
            label={t.minBytes}
            value={String(form.minBytes ?? 'any')}
            onChange={(least) => onChange({ minBytes: least === 'any' ? null : Number(least) })}
            options={[
              { value: 'any', label: t.minBytesAny },
              ...knownSizes.map((size) => ({ value: String(size), label: format.bytes(size) })),
            ]}
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
        <ReuseSelect />
        <Checkbox isSelected={seconds || hasSeconds(form)} isDisabled={hasSeconds(form)} onChange={onSeconds}>
          {t.precision}
        </Checkbox>
      </div>
      <FieldProblems
        id={problemId}
        problems={[...lists.flatMap(({ field }) => problems.of(field)), ...problems.of('minBytes'), ...problems.of('limit')]}
      />
    </>
  );
}
