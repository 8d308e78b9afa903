/** AWS's own integration as it is being chosen. Pure. */
import { suggestAws } from '../../../main/flowlogs/setup-suggestions.ts';
import type { AwsChoice } from '../../../preload/contract/integration.ts';
import type { FlowLog } from '../../../preload/contract/setup.ts';
import { type DayProblem, dayProblem, isLocation } from './s3-location.ts';

export interface AwsDraft extends Omit<AwsChoice, 'startDate' | 'endDate'> {
  readonly hasDates: boolean;
  readonly startDate: string;
  readonly endDate: string;
}

/** The walk-through's choice: daily, without dates. */
export function openingAwsDraft(log: FlowLog): AwsDraft {
  return { ...suggestAws(log), hasDates: false, startDate: '', endDate: '' };
}

/** Once, of no given days, is nothing; days that were shown for that alone go with it. */
export function withFrequency({ hasDates, startDate, endDate }: AwsDraft, frequency: AwsDraft['frequency']): Partial<AwsDraft> {
  if (frequency === 'none') return { frequency, hasDates: true };
  return { frequency, hasDates: hasDates && (startDate !== '' || endDate !== '') };
}

export interface AwsProblems {
  readonly templateLocation: 'badLocation' | null;
  readonly resultLocation: 'badLocation' | null;
  readonly startDate: DayProblem | null;
  readonly endDate: DayProblem | 'badOrder' | null;
  readonly stackName: 'badStack' | null;
}

export function awsProblems(draft: AwsDraft): AwsProblems {
  const ofDay = (day: string) => (draft.hasDates ? dayProblem(day) : null);
  return {
    templateLocation: isLocation(draft.templateLocation) ? null : 'badLocation',
    resultLocation: isLocation(draft.resultLocation) ? null : 'badLocation',
    startDate: ofDay(draft.startDate),
    endDate: ofDay(draft.endDate) ?? (draft.hasDates && draft.endDate < draft.startDate ? 'badOrder' : null),
    stackName: /^[A-Za-z][A-Za-z0-9-]{0,127}$/.test(draft.stackName) ? null : 'badStack',
  };
}

export function awsChoiceOf({ hasDates, ...draft }: AwsDraft): AwsChoice {
  return { ...draft, startDate: hasDates ? draft.startDate : null, endDate: hasDates ? draft.endDate : null };
}
