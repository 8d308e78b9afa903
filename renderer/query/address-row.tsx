import { useId } from 'react';
import type { FormOffers } from '../../main/flowlogs/form.ts';
import type { QueryForm, Side } from '../../preload/contract/query.ts';
import { useTexts } from '../i18n/use-texts.ts';
import { Checkbox } from '../ui/checkbox.tsx';
import { Segmented } from '../ui/segmented.tsx';
import { TokenField } from '../ui/token-field.tsx';
import { FieldProblems } from './field-problems.tsx';
import type { ProblemTexts } from './problem-texts.ts';
import { texts } from './texts.ts';

/** Addresses and ports, each with the end that has them. */
export function AddressRow({
  form,
  offers,
  problems,
  onChange,
}: {
  readonly form: QueryForm;
  readonly offers: FormOffers;
  readonly problems: ProblemTexts;
  readonly onChange: (patch: Partial<QueryForm>) => void;
}) {
  const t = useTexts(texts);
  const addressProblems = useId();
  const portProblems = useId();
  const sides: readonly { value: Side; label: string }[] = [
    { value: 'either', label: t.either },
    { value: 'source', label: t.source },
    { value: 'destination', label: t.destination },
  ];
  const ports = offers.ports || form.ports.length > 0;
  const addresses = offers.addresses || form.addresses.length > 0;
  if (!addresses && !ports) return null;
  const wrong = { addresses: problems.of('addresses'), ports: problems.of('ports') };

  return (
    <>
      <span className="query-label">{addresses ? t.address : t.port}</span>
      <div className="ui-row query-units">
        {addresses && (
          <div className="query-unit">
            <TokenField
              label={t.address}
              tokens={form.addresses}
              onChange={(tokens) => onChange({ addresses: [...tokens] })}
              placeholder={t.addressPlaceholder}
              problems={problems.tokens('addresses')}
              problemId={wrong.addresses.length > 0 ? addressProblems : undefined}
              inputWidth={104}
            />
            <Segmented
              label={t.addressSide}
              value={form.addressSide}
              onChange={(addressSide) => onChange({ addressSide })}
              options={sides}
            />
            {/* Quiet until there is an address that it matters for. */}
            {(form.packetAddresses || (offers.packetAddresses && form.addresses.length > 0)) && (
              <Checkbox isSelected={form.packetAddresses} onChange={(packetAddresses) => onChange({ packetAddresses })}>
                <span title={t.packetAddressesHint}>{t.packetAddresses}</span>
              </Checkbox>
            )}
          </div>
        )}
        {ports && (
          <div className="query-unit">
            {addresses && <span className="muted">{t.port}</span>}
            <TokenField
              label={t.port}
              tokens={form.ports}
              onChange={(tokens) => onChange({ ports: [...tokens] })}
              placeholder={t.portPlaceholder}
              problems={problems.tokens('ports')}
              problemId={wrong.ports.length > 0 ? portProblems : undefined}
              inputWidth={104}
            />
            {/* Quiet until there is a port whose end matters. */}
            {(form.ports.length > 0 || form.portSide !== 'either') && (
              <Segmented label={t.portSide} value={form.portSide} onChange={(portSide) => onChange({ portSide })} options={sides} />
            )}
          </div>
        )}
      </div>
      <FieldProblems id={addressProblems} problems={wrong.addresses} />
      <FieldProblems id={portProblems} problems={wrong.ports} />
    </>
  );
}
