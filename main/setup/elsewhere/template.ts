/** CloudFormation templates, written as YAML. */
import { stringify } from 'yaml';

export interface TemplateResource {
  readonly Type: string;
  readonly DependsOn?: readonly string[];
  /** `Retain`: it stays when the stack goes. */
  readonly DeletionPolicy?: 'Retain';
  readonly UpdateReplacePolicy?: 'Retain';
  readonly Properties: Readonly<Record<string, unknown>>;
}

/** @param resources by their logical ids: letters and digits */
export function templateText(description: string, resources: Readonly<Record<string, TemplateResource>>): string {
  // CloudFormation reads YAML 1.1, in which more words are no texts: `yes`, `2010-09-09`. It knows no anchors.
  return stringify(
    { AWSTemplateFormatVersion: '2010-09-09', Description: description, Resources: resources },
    { version: '1.1', aliasDuplicateObjects: false, lineWidth: 0 },
  );
}

/** A text as a logical id: `vpc-0a1b` gives `Vpc0a1b`. */
export function logicalId(...parts: readonly string[]): string {
  return parts
    .flatMap((part) => part.split(/[^A-Za-z0-9]+/))
    .filter((word) => word !== '')
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join('');
}
