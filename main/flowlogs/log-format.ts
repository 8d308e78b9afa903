/** A flow log's record format as EC2 writes it: `${version} ${account-id} ...`. */
import { fieldOf, fields } from './fields.ts';

/** AWS's default format (docs.aws.amazon.com/vpc/latest/userguide/flow-log-records.html): the fields of version 2. */
export const defaultFields: readonly string[] = fields.filter((field) => field.version === 2).map((field) => field.name);

/** @param names as AWS writes them: `interface-id` */
export function logFormat(names: readonly string[]): string {
  return names.map((name) => `\${${name}}`).join(' ');
}

/** The fields of a format, in order; AWS's default where there is none. Names that are not known yet stay. */
export function fieldsOfFormat(format: string | undefined): readonly string[] {
  const names = [...(format ?? '').matchAll(/\$\{([^}]+)\}/g)].map((match) => match[1] ?? '');
  return names.length === 0 ? defaultFields : names;
}

/** Fields that are all there is of a VPC's flow log, in AWS's order: those of ECS are for who logs its tasks. */
export const recommendedFields: readonly string[] = fields.map((field) => field.name);

/** Field names that AWS does not know. */
export function unknownFields(names: readonly string[]): readonly string[] {
  return names.filter((name) => fieldOf(name)?.name !== name);
}
