/** GetFlowLogsIntegrationTemplate: makes the template, stores it, and refuses what AWS refuses. */
import { stringify } from 'yaml';
import { type QueryInput, type QueryOperation, required } from '../query-service.ts';
import type { Bucket, Buckets } from '../s3/buckets.ts';
import type { ObjectStore } from '../s3/object-store.ts';
import { AwsFault } from '../wire.ts';
import type { FlowLogs } from './flow-logs.ts';
import { type Integration, integrationTemplate } from './integration-template.ts';

export interface IntegrationOptions {
  readonly flowLogs: FlowLogs;
  readonly buckets: Buckets;
  readonly store: ObjectStore;
  readonly templateFormat: 'yaml' | 'json';
}

const invalid = (message: string) => new AwsFault('InvalidParameter', message);

export function integrationOperation({ flowLogs, buckets, store, templateFormat }: IntegrationOptions): QueryOperation {
  const bucketOf = (arn: string, region: string): Bucket => {
    const name = /^arn:aws[\w-]*:s3:::([^/]+)/.exec(arn)?.[1];
    if (name === undefined) throw invalid(`The S3 destination ARN ${arn} is not valid`);
    const bucket = buckets.find(name);
    if (!bucket && !buckets.isOpen) throw invalid(`The S3 bucket ${name} does not exist`);
    if (bucket && bucket.region !== region) throw invalid(`The S3 bucket ${name} must be in the region ${region}`);
    return bucket ?? buckets.named(name);
  };
  return (input) => {
    const id = required(input, 'FlowLogId');
    const flowLog = flowLogs.find(id);
    if (!flowLog || flowLog.region !== input.region) {
      throw new AwsFault('InvalidFlowLogId.NotFound', `The specified flow log ID '${id}' does not exist`);
    }
    if (flowLog.destinationType !== 's3') throw invalid(`The flow log ${id} does not publish to Amazon S3`);
    if (flowLog.deliveredAt === null) throw invalid(`The flow log ${id} has not delivered any log files to its Amazon S3 bucket yet`);
    const destination = required(input, 'ConfigDeliveryS3DestinationArn');
    const integration = integrationOf(input);
    const config = bucketOf(destination, input.region);
    bucketOf(integration.results, input.region);
    const template = integrationTemplate(flowLog, integration);
    const result = templateFormat === 'json' ? JSON.stringify(template, null, 2) : stringify(template);
    const folder = destination.replace(/^arn:aws[\w-]*:s3:::[^/]+\/?/, '').replace(/\/*$/, '');
    const name = `VPCFlowLogsIntegration_${id}_${new Date().toISOString().replace(/\W/g, '')}.${templateFormat}`;
    store.put(config.name, `${folder === '' ? '' : `${folder}/`}${name}`, Buffer.from(result), `application/${templateFormat}`);
    return { result };
  };
}

/** @throws AwsFault for dates that are missing, in the future or the wrong way round */
function integrationOf(input: QueryInput): Integration {
  const [asked] = input.each('IntegrateService.AthenaIntegration');
  if (!asked) throw new AwsFault('MissingParameter', 'The request must contain the parameter IntegrateServices');
  const frequency = required(asked, 'PartitionLoadFrequency');
  if (frequency !== 'none' && frequency !== 'daily' && frequency !== 'weekly' && frequency !== 'monthly') {
    throw new AwsFault('InvalidParameterValue', `Value (${frequency}) for parameter PartitionLoadFrequency is invalid.`);
  }
  const date = (name: string) => asked.text(name)?.slice(0, 10) ?? null;
  const [startDate, endDate] = [date('PartitionStartDate'), date('PartitionEndDate')];
  if (frequency === 'none' && (startDate === null || endDate === null)) {
    throw invalid('PartitionStartDate and PartitionEndDate are required when PartitionLoadFrequency is none');
  }
  if ((startDate === null) !== (endDate === null)) throw invalid('PartitionStartDate and PartitionEndDate must be given together');
  if (startDate !== null && endDate !== null) {
    if (startDate > endDate) throw invalid('PartitionStartDate must be before PartitionEndDate');
    if (Date.parse(endDate) > Date.now()) throw invalid('PartitionEndDate must be in the past');
  }
  return { frequency, results: required(asked, 'IntegrationResultS3DestinationArn'), startDate, endDate };
}
