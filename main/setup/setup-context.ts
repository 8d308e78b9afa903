/** What every part of setting up works with. */
import type { Place } from '../../preload/contract/setup.ts';
import { AppError } from '../app-error.ts';
import type { AwsClients } from '../aws/clients.ts';
import { regionOf } from '../aws/profiles.ts';

export interface SetupContext {
  readonly place: Place;
  readonly clients: AwsClients;
  /** Unix ms. */
  readonly now: () => number;
}

/** The region that requests of the place go to. @throws AppError `region_missing` */
export async function regionOfPlace({ profile, region }: Place): Promise<string> {
  const found = region ?? (await regionOf(profile));
  if (found === null) throw new AppError('region_missing', 'No AWS region that can be used is set. Give one.');
  return found;
}

/** Whose account it is. @throws AppError of AWS's codes */
export async function accountOf({ place, clients }: SetupContext): Promise<string> {
  return (await clients.sts(place).getCallerIdentity({})).account;
}
