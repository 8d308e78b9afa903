/** AWS's own integration: its template asked for, made ready to be taken away again, and made a stack. */
import { isMap, parseDocument } from 'yaml';
import type { AwsChoice, AwsTemplate } from '../../../preload/contract/integration.ts';
import { AppError } from '../../app-error.ts';
import { arnPartition } from '../../aws/arn-partition.ts';
import { s3PlaceOf } from '../../flowlogs/bucket-name.ts';
import { regionOfPlace, type SetupContext } from '../setup-context.ts';
import { createStack, MOST_INLINE_BYTES } from './make-stack.ts';
import { checkAwsChoice } from './table-problems.ts';

/** AWS keeps the template in S3 as well. @throws AppError `bad_input`, and AWS's codes with its own text */
export async function awsTemplate({ place, clients }: SetupContext, choice: AwsChoice): Promise<AwsTemplate> {
  checkAwsChoice(choice);
  const region = await regionOfPlace(place);
  const { flowLogId, frequency, startDate, endDate } = choice;
  const { Result = '' } = await clients.ec2(place).getFlowLogsIntegrationTemplate({
    FlowLogId: flowLogId,
    ConfigDeliveryS3DestinationArn: arnOf(choice.templateLocation, region),
    IntegrateServices: {
      AthenaIntegrations: [
        {
          IntegrationResultS3DestinationArn: arnOf(choice.resultLocation, region),
          PartitionLoadFrequency: frequency,
          ...(startDate === null ? {} : { PartitionStartDate: new Date(`${startDate}T00:00:00Z`) }),
          ...(endDate === null ? {} : { PartitionEndDate: new Date(`${endDate}T00:00:00Z`) }),
        },
      ],
    },
  });
  return readyTemplate(Result);
}

/** A folder of S3 as EC2 wants it. */
function arnOf(location: string, region: string): string {
  const { bucket = '', prefix = '' } = s3PlaceOf(location) ?? {};
  return `arn:${arnPartition(region)}:s3:::${bucket}/${prefix}`;
}

/**
 * Sets `RecursiveDeleteOption` on every workgroup: without it CloudFormation cannot delete one in which a query has run
 * (docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-athena-workgroup.html).
 * @param text YAML or JSON, which is YAML too. @throws AppError `aws_error` for what is no template
 */
export function readyTemplate(text: string): AwsTemplate {
  // CloudFormation's short tags (`!Ref`) are kept as they are; the library would warn of each.
  const document = parseDocument(text, { logLevel: 'silent' });
  const resources = document.get('Resources');
  if (document.errors.length > 0 || !isMap(resources)) {
    throw new AppError('aws_error', 'AWS did not answer with a template that can be read.', {
      details: { reason: document.errors[0]?.message ?? text.slice(0, 200) },
    });
  }
  const found: AwsTemplate['resources'] = [];
  let isChanged = false;
  let capabilities: string[] = [];
  for (const { key } of resources.items) {
    const logicalId = String(key);
    const type = String(document.getIn(['Resources', logicalId, 'Type']) ?? '');
    const property = (name: string) => document.getIn(['Resources', logicalId, 'Properties', name]);
    found.push({
      logicalId,
      type,
      name: nameOf(type, property, document.getIn(['Resources', logicalId, 'Properties', 'TableInput', 'Name'])),
    });
    if (type === 'AWS::Athena::WorkGroup' && property('RecursiveDeleteOption') !== true) {
      document.setIn(['Resources', logicalId, 'Properties', 'RecursiveDeleteOption'], true);
      isChanged = true;
    }
    const iamName = IAM_NAMES[type];
    if (iamName !== undefined && property(iamName) !== undefined) capabilities = ['CAPABILITY_NAMED_IAM'];
    else if (type.startsWith('AWS::IAM::')) capabilities = mostOf(capabilities);
  }
  const isJson = text.trimStart().startsWith('{');
  const template = !isChanged ? text : isJson ? `${JSON.stringify(document.toJS(), null, 2)}\n` : document.toString({ lineWidth: 0 });
  return { template, isChanged, resources: found, capabilities };
}

const mostOf = (before: readonly string[]): string[] => (before.length > 0 ? [...before] : ['CAPABILITY_IAM']);

/**
 * Where somebody chose the name, CloudFormation asks for more than CAPABILITY_IAM
 * (docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/control-access-with-iam.html, "Acknowledging IAM resources").
 * An inline policy has a name always, and is not among them.
 */
const IAM_NAMES: Readonly<Record<string, string>> = {
  'AWS::IAM::Group': 'GroupName',
  'AWS::IAM::InstanceProfile': 'InstanceProfileName',
  'AWS::IAM::ManagedPolicy': 'ManagedPolicyName',
  'AWS::IAM::Role': 'RoleName',
  'AWS::IAM::User': 'UserName',
};

const NAMES = ['Name', 'FunctionName', 'DatabaseName', ...Object.values(IAM_NAMES)];

function nameOf(type: string, property: (name: string) => unknown, tableName: unknown): string | null {
  const named = type === 'AWS::Glue::Table' ? tableName : NAMES.map(property).find((value) => typeof value === 'string');
  return typeof named === 'string' ? named : null;
}

/** @returns the stack's id @throws AppError `name_in_use`, `stack_failed`, and AWS's codes */
export async function makeAwsStack(
  { place, clients }: SetupContext,
  choice: AwsChoice,
  template: string,
  capabilities: readonly string[],
): Promise<string> {
  checkAwsChoice(choice);
  const cloudFormation = clients.cloudFormation(place);
  const { stackName: name, flowLogId } = choice;
  const { bucket = '', prefix = '' } = s3PlaceOf(choice.templateLocation) ?? {};
  const stack = { name, flowLogId, templateLocation: `s3://${bucket}/${prefix}`, capabilities };
  if (Buffer.byteLength(template) <= MOST_INLINE_BYTES) {
    return (await createStack(cloudFormation, { ...stack, template: { body: template } })).id;
  }
  const key = `${prefix}nagare-${name}.template`;
  const region = await regionOfPlace(place);
  await clients.s3(place).putObject({ Bucket: bucket, Key: key, Body: template, ContentType: 'text/plain; charset=utf-8' });
  const suffix = region.startsWith('cn-') ? 'amazonaws.com.cn' : 'amazonaws.com';
  const url = `https://${bucket}.s3.${region}.${suffix}/${key.split('/').map(encodeURIComponent).join('/')}`;
  return (await createStack(cloudFormation, { ...stack, template: { url } })).id;
}
