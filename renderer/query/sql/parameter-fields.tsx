import { plainWidth } from '../../../main/flowlogs/plain-width.ts';
import { parameterLiteral } from '../../../main/flowlogs/sql-parameters.ts';
import { type Parameter, type ParameterType, parameterTypes } from '../../../preload/contract/query.ts';
import { useTexts } from '../../i18n/use-texts.ts';
import { Select } from '../../ui/select.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { DateTimeField } from '../date-time-field.tsx';
import { type AskedParameter, emptyValue } from './parameter-drafts.ts';
import './parameter-fields.css';
import { texts } from './texts.ts';

/** A typed field for each `?` of the statement, named by what stands before it. */
export function ParameterFields({
  asked,
  window,
  onChange,
}: {
  readonly asked: readonly AskedParameter[];
  /** The form's, for moments; its zone is the one they are typed in. */
  readonly window: { readonly from: number; readonly to: number; readonly zone: string };
  readonly onChange: (parameters: readonly Parameter[]) => void;
}) {
  const t = useTexts(texts);
  const set = (index: number, value: Parameter) => onChange(asked.map((each, at) => (at === index ? value : each.value)));
  return (
    <section className="sql-parameters" aria-label={t.parameters}>
      <span className="muted sql-parameters-label">{t.parameters}</span>
      <div className="sql-parameters-list">
        {asked.map(({ place, value }, index) => (
          <div key={place.token.from} className="sql-parameter">
            <span className="mono sql-parameter-name" title={place.before}>
              <span className="ellipsis">{place.before === '' ? `${index + 1}` : place.before}</span>
              <span className="muted"> ?</span>
            </span>
            <Select<ParameterType>
              label={t.parameterType(index + 1)}
              labelInside={false}
              value={value.type}
              options={parameterTypes.map((type) => ({ value: type, label: t.types[type], description: t.typeHints[type] }))}
              onChange={(type) => set(index, retyped(value, type, window))}
            />
            <ValueField label={t.parameter(index + 1)} value={value} zone={window.zone} onChange={(next) => set(index, next)} />
          </div>
        ))}
      </div>
    </section>
  );
}

function ValueField({
  label,
  value: { type, value },
  zone,
  onChange,
}: {
  readonly label: string;
  readonly value: Parameter;
  readonly zone: string;
  readonly onChange: (value: Parameter) => void;
}) {
  if (type === 'epoch' || type === 'timestamp') {
    return (
      <DateTimeField
        label={label}
        epoch={Number(value)}
        zone={zone}
        seconds
        onChange={(epoch) => onChange({ type, value: String(epoch) })}
      />
    );
  }
  const isWrong = value !== '' && !parameterLiteral({ type, value }).ok;
  return (
    <div className="sql-parameter-value" {...(isWrong ? { 'data-wrong': true } : {})}>
      <TextField
        label={label}
        hideLabel
        mono
        value={value}
        // In a text the width of a sign means something.
        onChange={(next) => onChange({ type, value: type === 'text' ? next : plainWidth(next) })}
        width={200}
      />
    </div>
  );
}

/** What was typed is kept where the new type can hold it. */
function retyped({ value }: Parameter, type: ParameterType, window: Parameters<typeof emptyValue>[1]): Parameter {
  return parameterLiteral({ type, value }).ok && value !== '' ? { type, value } : emptyValue(type, window, false);
}
