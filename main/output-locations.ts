/** Where results go in workgroups that have no place of their own, as it was said once. */
import type { OutputLocation, Settings } from '../preload/contract/settings.ts';

type Place = Omit<OutputLocation, 'location'>;

/** NULL: nothing was said. */
export function outputLocationOf({ outputLocations }: Pick<Settings, 'outputLocations'>, place: Place): string | null {
  return outputLocations.find((each) => isSame(each, place))?.location ?? null;
}

/** The list with this one in the place of an earlier one. */
export function withOutputLocation(all: readonly OutputLocation[], { location, ...place }: OutputLocation): OutputLocation[] {
  const whole = location.endsWith('/') ? location : `${location}/`;
  return [...all.filter((each) => !isSame(each, place)), { ...place, location: whole }];
}

/** A workgroup that is not named is `primary`. */
function isSame(a: Place, b: Place): boolean {
  return a.profile === b.profile && a.region === b.region && (a.workgroup ?? 'primary') === (b.workgroup ?? 'primary');
}
