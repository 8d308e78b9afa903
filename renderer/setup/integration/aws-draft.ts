/** AWS's own integration as it is being chosen. Pure. */
import { suggestAws } from '../../../main/flowlogs/setup-suggestions.ts';
import type { AwsChoice } from '../../../preload/contract/integration.ts';
import type { FlowLog } from '../../../preload/contract/setup.ts';
import { isDay, isLocation } from './s3-location.ts';

export interface AwsDraft extends Omit<AwsChoice, 'startDate' | 'endDate'> {
  readonly hasDates: boolean;
  readonly startDate: string;
  readonly endDate: string;
}

/** The walk-through's choice: daily, without dates. */
export function openingAwsDraft(log: FlowLog): AwsDraft {
  return { ...suggestAws(log), hasDates: false, startDate: '', endDate: '' };
}

export interface AwsProblems {
  readonly templateLocation: 'badLocation' | null;
  readonly resultLocation: 'badLocation' | null;
  readonly startDate: 'badDay' | null;
  readonly endDate: 'badDay' | 'badOrder' | null;
  readonly stackName: 'badStack' | null;
}

export function awsProblems(draft: AwsDraft): AwsProblems {
  const isBadDay = (day: string) => draft.hasDates && !isDay(day);
  return {
    templateLocation: isLocation(draft.templateLocation) ? null : 'badLocation',
    resultLocation: isLocation(draft.resultLocation) ? null : 'badLocation',
    startDate: isBadDay(draft.startDate) ? 'badDay' : null,
    endDate: isBadDay(draft.endDate) ? 'badDay' : draft.hasDates && draft.endDate < draft.startDate ? 'badOrder' : null,
    stackName: /^[A-Za-z][A-Za-z0-9-]{0,127}$/.test(draft.stackName) ? null : 'badStack',
  };
}

export function awsChoiceOf({ hasDates, ...draft }: AwsDraft): AwsChoice {
  return { ...draft, startDate: hasDates ? draft.startDate : null, endDate: hasDates ? draft.endDate : null };
}
