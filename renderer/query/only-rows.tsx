import { useId } from 'react';
import type { FormOffers } from '../../main/flowlogs/form.ts';
import type { QueryForm } from '../../preload/contract/query.ts';
import { useTexts } from '../i18n/use-texts.ts';
import { LinkButton } from '../ui/button.tsx';
import { Segmented } from '../ui/segmented.tsx';
import { Select } from '../ui/select.tsx';
import { useIsReuseSet } from './estimate/reuse-select.tsx';
import { FieldProblems } from './field-problems.tsx';
import { MoreRow } from './more-row.tsx';
import type { ProblemTexts } from './problem-texts.ts';
import { texts } from './texts.ts';
import { TokensPicker } from './tokens-picker.tsx';

const commonProtocols = ['TCP', 'UDP', 'ICMP', 'IPv6-ICMP'] as const;

/** Action, protocol, direction, interface, and behind "More filters" the rest; only what the table has, or what is set. */
export function OnlyRows({
  form,
  offers,
  problems,
  more,
  seconds,
  onChange,
  onShow,
}: {
  readonly form: QueryForm;
  readonly offers: FormOffers;
  readonly problems: ProblemTexts;
  readonly more: boolean;
  readonly seconds: boolean;
  readonly onChange: (patch: Partial<QueryForm>) => void;
  readonly onShow: (what: { more?: boolean; seconds?: boolean }) => void;
}) {
  const t = useTexts(texts);
  const problemId = useId();
  const wrong = [...problems.of('action'), ...problems.of('protocols'), ...problems.of('direction'), ...problems.of('interfaces')];
  // What is set stays in sight.
  const isSet = [form.tcpFlags, form.instances, form.subnets, form.vpcs, form.accounts, form.regions, form.paths, form.services].some(
    (list) => list.length > 0,
  );
  const isReuseSet = useIsReuseSet();
  const moreShown = more || isSet || isReuseSet || form.minBytes !== null || form.limit !== null;

  return (
    <>
      <span className="query-label">{t.only}</span>
      <div className="ui-row">
        {(offers.action || form.action !== null) && (
          <Segmented
            label={t.action}
            value={form.action ?? 'all'}
            onChange={(action) => onChange({ action: action === 'all' ? null : action })}
            options={[
              { value: 'all', label: t.all },
              { value: 'ACCEPT', label: 'ACCEPT' },
              { value: 'REJECT', label: 'REJECT' },
            ]}
          />
        )}
        {(offers.protocol || form.protocols.length > 0) && (
          <TokensPicker
            label={t.protocol}
            tokens={form.protocols}
            onChange={(tokens) => onChange({ protocols: [...tokens] })}
            common={commonProtocols}
            placeholder={t.protocolOther}
            problems={problems.of('protocols')}
            tokenProblems={problems.tokens('protocols')}
          />
        )}
        {(offers.direction || form.direction !== null) && (
          <Select
            label={t.direction}
            value={form.direction ?? 'any'}
            onChange={(direction) => onChange({ direction: direction === 'any' ? null : direction })}
            options={[
              { value: 'any', label: t.any },
              { value: 'ingress', label: 'ingress' },
              { value: 'egress', label: 'egress' },
            ]}
          />
        )}
        {(offers.interface || form.interfaces.length > 0) && (
          <TokensPicker
            label={t.interface}
            tokens={form.interfaces}
            onChange={(tokens) => onChange({ interfaces: [...tokens] })}
            placeholder="eni-0a1b2c3d4e5f60718"
            problems={problems.of('interfaces')}
            tokenProblems={problems.tokens('interfaces')}
          />
        )}
        <LinkButton expanded={moreShown} onPress={() => onShow({ more: !more })}>
          {moreShown ? t.fewerFilters : t.moreFilters}
        </LinkButton>
      </div>
      <FieldProblems id={problemId} problems={wrong} />
      {moreShown && (
        <MoreRow
          form={form}
          offers={offers}
          problems={problems}
          seconds={seconds}
          onChange={onChange}
          onSeconds={(on) => onShow({ seconds: on })}
        />
      )}
    </>
  );
}
