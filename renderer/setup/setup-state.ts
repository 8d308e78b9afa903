/** What the Set-up view holds. It lives above the view, so that another view loses nothing. */
import type { Download } from '../../preload/contract/download.ts';
import type { Place, ResourceType } from '../../preload/contract/setup.ts';
import type { StepName } from './steps/step-states.ts';

export interface Resource {
  readonly type: ResourceType;
  readonly id: string;
}

export type SetupPage =
  | { readonly at: 'list' }
  /** The steps for a flow log, or for a resource that has none yet. */
  | { readonly at: 'steps'; readonly resource: Resource; readonly flowLogId: string | null }
  /** A plan or report; NULL: what is to be cleared away is still to be chosen, with these marked. */
  | { readonly at: 'cleanup'; readonly id: string | null; readonly flowLogIds: readonly string[] };

/** Whether a step is unfolded, once it was. */
export type OpenSteps = Readonly<Partial<Record<StepName, boolean>>>;

export interface SetupState {
  readonly page: SetupPage;
  readonly search: string;
  /** Ids of groups that are unfolded: `vpc-1 subnets`. */
  readonly unfolded: readonly string[];
  /** By flow log, or by resource without one. */
  readonly openSteps: Readonly<Record<string, OpenSteps>>;
  /** By flow log: the stack that is being made for it. */
  readonly stacks: Readonly<Record<string, string>>;
  /** By flow log: the run that tried it. */
  readonly tests: Readonly<Record<string, string>>;
  /** What is being copied, or was until that is dismissed; oldest first. */
  readonly downloads: readonly Download[];
}

export const openingSetup: SetupState = {
  page: { at: 'list' },
  search: '',
  unfolded: [],
  openSteps: {},
  stacks: {},
  tests: {},
  downloads: [],
};

/** Another account or region: nothing that was shown is of it. Copies go on. */
export function elsewhere(state: SetupState): SetupState {
  return { ...openingSetup, downloads: state.downloads };
}

/** Its page is left: what has come of copies was read there. One that failed stays until it is dismissed, others go on. */
export function withoutEnded(state: SetupState): SetupState {
  const left = state.downloads.filter((each) => each.state === 'running' || each.state === 'failed');
  return left.length === state.downloads.length ? state : { ...state, downloads: left };
}

/** A copy as it is now, in its place or at the end. */
export function withDownload(downloads: readonly Download[], changed: Download): readonly Download[] {
  const isKnown = downloads.some(({ id }) => id === changed.id);
  return isKnown ? downloads.map((each) => (each.id === changed.id ? changed : each)) : [...downloads, changed];
}

export const samePlace = (one: Place, other: Place): boolean => one.profile === other.profile && one.region === other.region;
