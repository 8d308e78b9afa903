import { formOffers } from '../../main/flowlogs/form.ts';
import { kindsFor } from '../../main/flowlogs/kinds.ts';
import type { QueryForm as Form, Table } from '../../preload/contract/query.ts';
import { useTexts } from '../i18n/use-texts.ts';
import { IconButton } from '../ui/button.tsx';
import { shortcutText } from '../ui/key-names.ts';
import { AddressRow } from './address-row.tsx';
import { KindRow } from './kind-row.tsx';
import { OnlyRows } from './only-rows.tsx';
import type { ProblemTexts } from './problem-texts.ts';
import './query-form.css';
import { hasSeconds } from './query-state.ts';
import { TableWarnings } from './table-warnings.tsx';
import { texts } from './texts.ts';
import { WhenRow } from './when-row.tsx';

/** The question as fields. Everything that is wrong is marked where it is; the rest goes on working. */
export function QueryForm({
  form,
  table,
  problems,
  more,
  seconds,
  onChange,
  onShow,
  onFold,
}: {
  readonly form: Form;
  readonly table: Table;
  readonly problems: ProblemTexts;
  readonly more: boolean;
  readonly seconds: boolean;
  readonly onChange: (patch: Partial<Form>) => void;
  readonly onShow: (what: { more?: boolean; seconds?: boolean }) => void;
  /** NULL while there is nothing to make room for. */
  readonly onFold: (() => void) | null;
}) {
  const t = useTexts(texts);
  const offers = formOffers(table);
  const kinds = kindsFor(table);

  return (
    <section className="query-form" aria-label={t.form}>
      <WhenRow
        form={form}
        seconds={seconds || hasSeconds(form)}
        offersMatch={offers.match || form.match === 'overlaps'}
        newestEpoch={table.newestEpoch}
        problems={problems}
        onChange={onChange}
      />
      <AddressRow form={form} offers={offers} problems={problems} onChange={onChange} />
      <OnlyRows form={form} offers={offers} problems={problems} more={more} seconds={seconds} onChange={onChange} onShow={onShow} />
      {kinds.length > 0 && <KindRow form={form} kinds={kinds} problems={problems} onChange={onChange} />}
      <TableWarnings table={table} query={{ type: 'form', form }} />
      {onFold && (
        <div className="query-form-fold">
          <IconButton icon="up" label={`${t.fold} (${shortcutText('E')})`} onPress={onFold} />
        </div>
      )}
    </section>
  );
}
