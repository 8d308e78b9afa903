/** Makes a flow log as it was chosen, and its bucket first. What is there already is left as it is. */
import { randomUUID } from 'node:crypto';
import type { FlowLog, FlowLogChoice, FlowLogMade } from '../../../preload/contract/setup.ts';
import { AppError } from '../../app-error.ts';
import type { Ec2Api } from '../../aws/ec2-api.ts';
import { scrub } from '../../aws/scrub.ts';
import { listFlowLogs } from '../inventory/list-flow-logs.ts';
import { regionOfPlace, type SetupContext } from '../setup-context.ts';
import { carryOut, type Step } from '../steps.ts';
import { createFlowLogsInput, destinationArn } from './flow-log-input.ts';
import { checkChoice } from './flow-log-problems.ts';
import { bucketSteps } from './make-bucket.ts';

/** @throws AppError `bad_input` before anything is done; what AWS refuses is told with its step */
export async function makeFlowLog({ place, clients }: SetupContext, choice: FlowLogChoice): Promise<FlowLogMade> {
  checkChoice(choice);
  const region = await regionOfPlace(place);
  const ec2 = clients.ec2(place);
  const flowLogIds: string[] = [];
  const flowLogStep = (resource: string): Step => ({
    id: 'create_flow_log',
    resource,
    async act() {
      const same = (await listFlowLogs(ec2)).find((each) => each.resourceId === resource && isSame(each, choice, region));
      flowLogIds.push(same?.id ?? (await createOne(ec2, choice, resource, region)));
      return same ? 'existed' : 'done';
    },
  });
  const steps = await carryOut([
    ...(choice.isNewBucket ? bucketSteps(clients.s3(place), choice, region) : []),
    ...choice.resourceIds.map(flowLogStep),
  ]);
  return { steps: [...steps], flowLogIds };
}

/** Made by an earlier try, or by somebody with the same wishes: AWS would refuse a second one to the same place. */
function isSame(flowLog: FlowLog, choice: FlowLogChoice, region: string): boolean {
  return (
    flowLog.bucket !== null &&
    destinationArn({ bucket: flowLog.bucket, prefix: flowLog.prefix }, region) === destinationArn(choice, region) &&
    flowLog.fileFormat === choice.fileFormat &&
    flowLog.hive === choice.hive &&
    flowLog.hourly === choice.hourly &&
    flowLog.intervalSeconds === choice.intervalSeconds &&
    flowLog.traffic === choice.traffic &&
    flowLog.fields.join(' ') === choice.fields.join(' ')
  );
}

/** @returns its id @throws AppError with AWS's own text, also for what AWS tells in an answer that is none */
async function createOne(ec2: Pick<Ec2Api, 'createFlowLogs'>, choice: FlowLogChoice, resource: string, region: string): Promise<string> {
  // The token makes the SDK's own retries safe; a later try finds what was made by looking.
  const answer = await ec2.createFlowLogs({ ...createFlowLogsInput(choice, [resource], region), ClientToken: randomUUID() });
  const [refused] = answer.Unsuccessful ?? [];
  if (refused) throw refusal(refused.Error?.Code ?? '', refused.Error?.Message ?? '', choice);
  const [id] = answer.FlowLogIds ?? [];
  if (id === undefined) throw new AppError('aws_error', 'AWS made no flow log, and did not say why.');
  return id;
}

function refusal(code: string, message: string, { bucket }: FlowLogChoice): AppError {
  const reason = scrub(message);
  if (/LimitExceeded/.test(code)) {
    return new AppError('limit_reached', 'A limit of flow logs is reached. Delete one that is not needed, or have the limit raised.', {
      details: { reason },
    });
  }
  if (/LogDestination|Access Denied|bucket/i.test(`${code} ${message}`)) {
    return new AppError('delivery_refused', `AWS cannot deliver to the bucket ${bucket}. Check its policy and that it is yours.`, {
      details: { bucket, reason },
    });
  }
  if (/AlreadyExists/.test(code)) {
    return new AppError('name_in_use', 'There is such a flow log already, with other settings.', { details: { name: bucket, reason } });
  }
  return new AppError('aws_error', 'AWS did not make the flow log.', { details: { reason } });
}
