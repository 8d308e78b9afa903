/** What a stack can be made of: how each kind of resource comes and goes. */
import { randomBytes } from 'node:crypto';
import type { AccountState } from '../account-state.ts';
import type { Properties } from './template.ts';

export interface Made {
  /** What `Ref` gives. */
  readonly physicalId: string;
  /** What `GetAtt` gives. */
  readonly attributes?: Readonly<Record<string, string>>;
}

export interface Place {
  readonly state: AccountState;
  readonly logicalId: string;
  readonly stackName: string;
  readonly region: string;
}

export interface ResourceType {
  /** The service in a failure's text: `Athena`. */
  readonly service: string;
  /** @throws AwsFault: the stack fails with its text */
  readonly create: (properties: Properties, place: Place) => Made;
  /** One that is gone already is no failure. @throws AwsFault */
  readonly remove: (physicalId: string, properties: Properties, place: Place) => void;
}

/** A name as CloudFormation makes one up. */
export const madeUpName = ({ stackName, logicalId }: Place, most = 64): string =>
  `${`${stackName}-${logicalId}`.slice(0, most - 13)}-${randomBytes(6).toString('hex').toUpperCase()}`;

export const textOf = (properties: Properties, name: string): string | undefined => {
  const value = properties[name];
  return value === undefined || value === null || typeof value === 'object' ? undefined : String(value);
};
