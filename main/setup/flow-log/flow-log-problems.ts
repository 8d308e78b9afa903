/** What of a choice cannot be: told before anything is asked of AWS. */
import type { FlowLogChoice } from '../../../preload/contract/setup.ts';
import { AppError } from '../../app-error.ts';
import { flowLogFolder, isBucketName } from '../../flowlogs/bucket-name.ts';
import { unknownFields } from '../../flowlogs/log-format.ts';

const ids = { VPC: /^vpc-[0-9a-f]{8,17}$/, Subnet: /^subnet-[0-9a-f]{8,17}$/, NetworkInterface: /^eni-[0-9a-f]{8,17}$/ } as const;

/** @throws AppError `bad_input` that names the field and its value */
export function checkChoice(choice: FlowLogChoice): void {
  const wrong = (field: keyof FlowLogChoice, value: string, message: string): never => {
    throw new AppError('bad_input', message, { details: { field, value } });
  };
  const stranger = choice.resourceIds.find((id) => !ids[choice.resourceType].test(id));
  if (stranger !== undefined) wrong('resourceIds', stranger, `${stranger} is no ${choice.resourceType}.`);
  if (!isBucketName(choice.bucket)) wrong('bucket', choice.bucket, 'This is no name of a bucket: 3 to 63 small letters, digits, hyphens.');
  if (flowLogFolder(choice.prefix) !== choice.prefix) wrong('prefix', choice.prefix, 'This is no folder that a flow log can go to.');
  const unknown = unknownFields(choice.fields)[0];
  if (unknown !== undefined) wrong('fields', unknown, `There is no field ${unknown} in a flow log.`);
  if (choice.fields.length === 0) wrong('fields', '', 'A flow log needs at least one field.');
  if (new Set(choice.fields).size < choice.fields.length) wrong('fields', '', 'A field stands twice.');
  if (choice.kmsKey !== null && !/^arn:[\w-]+:kms:[\w-]+:\d{12}:(key|alias)\/[\w/-]+$/.test(choice.kmsKey)) {
    wrong('kmsKey', choice.kmsKey, 'This is no ARN of a KMS key.');
  }
  const keys = choice.tags.map((tag) => tag.key);
  const reserved = keys.find((key) => /^aws:/i.test(key) || key === 'Name');
  if (reserved !== undefined) wrong('tags', reserved, `${reserved} is a tag that cannot be given here.`);
  if (new Set(keys).size < keys.length) wrong('tags', '', 'A tag stands twice.');
}
