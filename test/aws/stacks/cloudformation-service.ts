/** CloudFormation: stacks and what can be asked of them. */
import { cloudFormationProtocol, pageOf, type QueryInput, queryService } from '../query-service.ts';
import type { ObjectStore } from '../s3/object-store.ts';
import { AwsFault, type AwsService } from '../wire.ts';
import type { Tree } from '../xml.ts';
import type { Stack, StackResource } from './stack.ts';
import type { Stacks } from './stacks.ts';
import { neededCapability, readTemplate, type Template } from './template.ts';

const MOST = 100;

export function createCloudFormationService(stacks: Stacks, store: ObjectStore): AwsService {
  const stackOf = (input: QueryInput): Stack => stacks.get(required(input, 'StackName'), input.region);
  /** Of events it words the same otherwise. */
  const stackWithEvents = (input: QueryInput): Stack => {
    const name = required(input, 'StackName');
    const isKnown = stacks.all().some((each) => each.id === name || (each.name === name && each.deletedAt === null));
    if (!isKnown) throw new AwsFault('ValidationError', `Stack [${name}] does not exist`);
    return stackOf(input);
  };
  const templateText = (input: QueryInput): string => {
    const body = input.text('TemplateBody');
    const url = input.text('TemplateURL');
    if ((body === undefined) === (url === undefined)) {
      throw new AwsFault('ValidationError', 'Either Template URL or Template Body must be specified.');
    }
    if (body === undefined) return atUrl(store, url ?? '');
    if (Buffer.byteLength(body) <= 51_200) return body;
    throw new AwsFault(
      'ValidationError',
      "1 validation error detected: Value at 'templateBody' failed to satisfy constraint: Member must have length less than or equal to 51200",
    );
  };
  const paged = <T>(input: QueryInput, name: string, all: readonly T[], tree: (item: T) => Tree): { readonly [name: string]: Tree } => {
    const { items, next } = pageOf(all, input.text('NextToken'), MOST);
    return { [name]: items.map(tree), NextToken: next };
  };
  return queryService(cloudFormationProtocol, {
    CreateStack(input) {
      const stack = stacks.create({
        name: required(input, 'StackName'),
        region: input.region,
        templateText: templateText(input),
        parameters: new Map(
          input.each('Parameters').map((each) => [each.text('ParameterKey') ?? '', each.text('ParameterValue') ?? ''] as const),
        ),
        capabilities: input.list('Capabilities'),
        tags: Object.fromEntries(input.each('Tags').map((tag) => [tag.text('Key') ?? '', tag.text('Value') ?? ''])),
        token: input.text('ClientRequestToken') ?? null,
        onFailure: onFailure(input),
      });
      return { StackId: stack.id };
    },
    DescribeStacks(input) {
      const asked = input.text('StackName');
      if (asked !== undefined) return { Stacks: [stackTree(stacks.get(asked, input.region))] };
      const all = stacks.all().filter(({ region, deletedAt }) => region === input.region && deletedAt === null);
      return paged(input, 'Stacks', all.toReversed(), stackTree);
    },
    ListStacks(input) {
      const wanted = input.list('StackStatusFilter');
      const all = stacks.all().filter(({ region, status }) => region === input.region && (wanted.length === 0 || wanted.includes(status)));
      return paged(input, 'StackSummaries', all.toReversed(), summaryTree);
    },
    DescribeStackEvents(input) {
      const stack = stackWithEvents(input);
      return paged(input, 'StackEvents', stack.events.toReversed(), (event) => ({
        StackId: stack.id,
        StackName: stack.name,
        EventId: event.id,
        LogicalResourceId: event.logicalId,
        PhysicalResourceId: event.physicalId,
        ResourceType: event.type,
        Timestamp: event.at,
        ResourceStatus: event.status,
        ResourceStatusReason: event.reason ?? undefined,
        ResourceProperties: event.properties === null ? undefined : JSON.stringify(event.properties),
      }));
    },
    DescribeStackResources(input) {
      const physical = input.text('PhysicalResourceId');
      const stack = physical === undefined ? stackOf(input) : holding(stacks, physical, input.region);
      const logical = input.text('LogicalResourceId');
      const found = [...stack.resources.values()].filter(({ logicalId }) => logical === undefined || logicalId === logical);
      return {
        // No token tells that there are more.
        StackResources: found.slice(0, MOST).map((resource) => ({
          StackName: stack.name,
          StackId: stack.id,
          ...resourceTree(resource),
          Timestamp: resource.at,
        })),
      };
    },
    ListStackResources: (input) =>
      paged(input, 'StackResourceSummaries', [...stackOf(input).resources.values()], (resource) => ({
        ...resourceTree(resource),
        LastUpdatedTimestamp: resource.at,
      })),
    GetTemplate: (input) => ({ TemplateBody: stackOf(input).templateText, StagesAvailable: ['Original', 'Processed'] }),
    DeleteStack(input) {
      stacks.remove(required(input, 'StackName'), input.region, input.list('RetainResources'));
      return {};
    },
    ValidateTemplate: (input) => validationTree(readTemplate(templateText(input))),
    GetTemplateSummary(input) {
      const text = input.text('StackName') === undefined ? templateText(input) : stackOf(input).templateText;
      const template = readTemplate(text);
      return {
        ...validationTree(template),
        ResourceTypes: [...new Set([...template.resources.values()].map(({ type }) => type))],
        Version: '2010-09-09',
      };
    },
  });
}

function required(input: QueryInput, name: string): string {
  const value = input.text(name);
  if (value) return value;
  throw new AwsFault(
    'ValidationError',
    `1 validation error detected: Value null at '${name.charAt(0).toLowerCase()}${name.slice(1)}' failed to satisfy constraint: Member must not be null`,
  );
}

function onFailure(input: QueryInput): Stack['onFailure'] {
  const asked = input.text('OnFailure');
  if (asked === 'DELETE' || asked === 'DO_NOTHING') return asked;
  return input.text('DisableRollback') === 'true' ? 'DO_NOTHING' : 'ROLLBACK';
}

/** Of an object in S3, in any of the forms of its address. @throws AwsFault `ValidationError` */
function atUrl(store: ObjectStore, url: string): string {
  const parsed = URL.canParse(url) ? new URL(url) : null;
  const host = /^(?:(.+)\.)?s3[.-](?:.*\.)?amazonaws\.com$/.exec(parsed?.hostname ?? '');
  const isOwn = parsed?.hostname === '127.0.0.1' || parsed?.hostname === 'localhost';
  if (!parsed || (!host && !isOwn)) throw new AwsFault('ValidationError', 'TemplateURL must be a supported URL.');
  const path = decodeURIComponent(parsed.pathname.slice(1));
  const [bucket = '', key = ''] = host?.[1] === undefined ? path.split(/\/(.*)/s) : [host[1], path];
  const stored = store.get(bucket, key);
  if (stored) return Buffer.from(stored.bytes).toString('utf8');
  throw new AwsFault(
    'ValidationError',
    'S3 error: The specified key does not exist.\nFor more information check http://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html',
  );
}

function holding(stacks: Stacks, physicalId: string, region: string): Stack {
  const found = stacks
    .all()
    .find((stack) => stack.region === region && [...stack.resources.values()].some((each) => each.physicalId === physicalId));
  if (!found) throw new AwsFault('ValidationError', `Stack for ${physicalId} does not exist`);
  return found;
}

const stackTree = (stack: Stack): Tree => ({
  StackId: stack.id,
  StackName: stack.name,
  Description: stack.template.description ?? undefined,
  Parameters: [...stack.parameters].map(([ParameterKey, ParameterValue]) => ({ ParameterKey, ParameterValue })),
  CreationTime: stack.createdAt,
  DeletionTime: stack.deletedAt ?? undefined,
  StackStatus: stack.status,
  StackStatusReason: stack.reason ?? undefined,
  DisableRollback: stack.onFailure === 'DO_NOTHING',
  Capabilities: stack.capabilities,
  Outputs: [...stack.outputs].map(([OutputKey, OutputValue]) => ({
    OutputKey,
    OutputValue,
    Description: stack.template.outputs.get(OutputKey)?.description,
  })),
  Tags: Object.entries(stack.tags).map(([Key, Value]) => ({ Key, Value })),
  EnableTerminationProtection: false,
});

const summaryTree = (stack: Stack): Tree => ({
  StackId: stack.id,
  StackName: stack.name,
  TemplateDescription: stack.template.description ?? undefined,
  CreationTime: stack.createdAt,
  DeletionTime: stack.deletedAt ?? undefined,
  StackStatus: stack.status,
  StackStatusReason: stack.reason ?? undefined,
});

const resourceTree = ({ logicalId, physicalId, type, status, reason }: StackResource) => ({
  LogicalResourceId: logicalId,
  PhysicalResourceId: physicalId === '' ? undefined : physicalId,
  ResourceType: type,
  ResourceStatus: status,
  ResourceStatusReason: reason ?? undefined,
});

function validationTree(template: Template): { readonly [name: string]: Tree } {
  const needed = neededCapability(template);
  const iam = [...template.resources.values()].map(({ type }) => type).filter((type) => type.startsWith('AWS::IAM::'));
  return {
    Description: template.description ?? undefined,
    Parameters: [...template.parameters].map(([name, { type, description, default: standard }]) => ({
      ParameterKey: name,
      ParameterType: type,
      Description: description,
      DefaultValue: standard,
      NoEcho: false,
    })),
    ...(needed === null
      ? {}
      : {
          Capabilities: [needed],
          CapabilitiesReason: `The following resource(s) require capabilities: [${[...new Set(iam)].join(', ')}]`,
        }),
  };
}
