import { plainWidth } from '../../../main/flowlogs/plain-width.ts';
import { loadFrequencies } from '../../../preload/contract/integration.ts';
import { useTexts } from '../../i18n/use-texts.ts';
import { Segmented } from '../../ui/segmented.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { FormRow } from '../flow-log/form-row.tsx';
import { type AwsDraft, type AwsProblems, withFrequency } from './aws-draft.ts';
import { texts as integrationTexts } from './texts.ts';

/** What AWS's integration is told: how often partitions are loaded, for which days, where things go. */
export function AwsForm({
  draft,
  problems,
  onChange,
}: {
  readonly draft: AwsDraft;
  readonly problems: AwsProblems;
  readonly onChange: (patch: Partial<AwsDraft>) => void;
}) {
  const t = useTexts(integrationTexts);
  const said = (key: keyof AwsProblems) => (problems[key] === null ? null : t[problems[key]]);
  return (
    <div className="flow-log-form">
      <FormRow label={t.frequency} hint={t.frequencyHint}>
        <Segmented
          label={t.frequency}
          value={draft.frequency}
          onChange={(frequency) => onChange(withFrequency(draft, frequency))}
          options={loadFrequencies.map((value) => ({ value, label: t.frequencies[value] }))}
        />
      </FormRow>
      <FormRow label={t.dates}>
        <Segmented
          label={t.dates}
          value={draft.hasDates ? 'chosen' : 'all'}
          isDisabled={draft.frequency === 'none'}
          onChange={(which) => onChange({ hasDates: which === 'chosen' })}
          options={[
            { value: 'all', label: t.datesAll },
            { value: 'chosen', label: t.datesChosen },
          ]}
        />
        {draft.hasDates && (
          <>
            <TextField
              label={t.startDate}
              hideLabel
              mono
              width={150}
              placeholder={t.dayShape}
              value={draft.startDate}
              problem={said('startDate')}
              onChange={(typed) => onChange({ startDate: plainWidth(typed).trim() })}
            />
            <TextField
              label={t.endDate}
              hideLabel
              mono
              width={150}
              placeholder={t.dayShape}
              value={draft.endDate}
              problem={said('endDate')}
              onChange={(typed) => onChange({ endDate: plainWidth(typed).trim() })}
            />
          </>
        )}
      </FormRow>
      <FormRow label={t.template} hint={t.templateHint}>
        <div className="form-row-whole">
          <TextField
            label={t.template}
            hideLabel
            mono
            value={draft.templateLocation}
            problem={said('templateLocation')}
            onChange={(templateLocation) => onChange({ templateLocation: templateLocation.trim() })}
          />
        </div>
      </FormRow>
      <FormRow label={t.results} hint={t.resultsHint}>
        <div className="form-row-whole">
          <TextField
            label={t.results}
            hideLabel
            mono
            value={draft.resultLocation}
            problem={said('resultLocation')}
            onChange={(resultLocation) => onChange({ resultLocation: resultLocation.trim() })}
          />
        </div>
      </FormRow>
      <FormRow label={t.stackName}>
        <TextField
          label={t.stackName}
          hideLabel
          mono
          width={420}
          value={draft.stackName}
          problem={said('stackName')}
          onChange={(typed) => onChange({ stackName: plainWidth(typed).trim() })}
        />
      </FormRow>
    </div>
  );
}
