/** Buckets themselves: made, found, set up, deleted. */
import { type AwsAnswer, AwsFault, type AwsRequest, regionOf } from '../wire.ts';
import { type Element, element, textsOf, xml } from '../xml.ts';
import type { Bucket, Buckets } from './buckets.ts';
import type { ObjectStoreControl } from './object-store.ts';
import { placeOf, settingOf } from './operation-names.ts';

const NAMESPACE = 'http://s3.amazonaws.com/doc/2006-03-01/';

export const answerXml = (root: Element): AwsAnswer => ({
  status: 200,
  headers: { 'content-type': 'application/xml' },
  body: xml(root, NAMESPACE),
});

/** What S3 says where nothing was set. */
const missing: Readonly<Record<string, readonly [code: string, message: string]>> = {
  policy: ['NoSuchBucketPolicy', 'The bucket policy does not exist'],
  publicAccessBlock: ['NoSuchPublicAccessBlockConfiguration', 'The public access block configuration was not found'],
  encryption: ['ServerSideEncryptionConfigurationNotFoundError', 'The server side encryption configuration was not found'],
  lifecycle: ['NoSuchLifecycleConfiguration', 'The lifecycle configuration does not exist'],
  tagging: ['NoSuchTagSet', 'The TagSet does not exist'],
  ownershipControls: ['OwnershipControlsNotFoundError', 'The bucket ownership controls were not found'],
};

/** @returns NULL where the operation is none of a bucket's own */
export function answerForBucket(buckets: Buckets, store: ObjectStoreControl, operation: string, request: AwsRequest): AwsAnswer | null {
  const { bucket: name } = placeOf(request);
  switch (operation) {
    case 'ListBuckets':
      return listBuckets(buckets, request.query.get('prefix') ?? '', request.query.get('bucket-region'));
    case 'CreateBucket': {
      const region = textsOf(request.body.toString('utf8'), 'LocationConstraint')[0] ?? 'us-east-1';
      const signed = regionOf(request);
      if (region !== signed && !buckets.isOpen) {
        throw new AwsFault(
          'IllegalLocationConstraintException',
          `The ${region} location constraint is incompatible for the region specific endpoint this request was sent to.`,
        );
      }
      buckets.create(name, buckets.isOpen ? signed : region);
      return { status: 200, headers: { location: `/${name}` } };
    }
    case 'HeadBucket':
      return { status: 200, headers: { 'x-amz-bucket-region': buckets.named(name).region } };
    case 'GetBucketLocation': {
      const { region } = buckets.named(name);
      return answerXml(element('LocationConstraint', ...(region === 'us-east-1' ? [] : [region])));
    }
    case 'DeleteBucket':
      buckets.named(name);
      if (store.versions(name, '').length > 0) {
        throw new AwsFault('BucketNotEmpty', 'The bucket you tried to delete is not empty', 409);
      }
      buckets.remove(name);
      store.forget(name);
      return { status: 204 };
    default: {
      const setting = placeOf(request).key === '' ? settingOf(request) : undefined;
      return setting === undefined ? null : answerForSetting(buckets, buckets.named(name), setting, request);
    }
  }
}

function listBuckets(buckets: Buckets, prefix: string, only: string | null): AwsAnswer {
  const listed = buckets.all().filter(({ name, region }) => name.startsWith(prefix) && (only === null || region === only));
  return answerXml(
    element(
      'ListAllMyBucketsResult',
      element('Owner', element('ID', 'emulator')),
      element(
        'Buckets',
        ...listed.map(({ name, createdAt, region }) =>
          element('Bucket', element('Name', name), element('CreationDate', createdAt.toISOString()), element('BucketRegion', region)),
        ),
      ),
    ),
  );
}

function answerForSetting(buckets: Buckets, found: Bucket, setting: string, { method, body }: AwsRequest): AwsAnswer {
  if (method === 'GET') {
    const value = setting === 'policy' ? found.policy : found.settings.get(setting);
    if (value != null)
      return { status: 200, headers: { 'content-type': setting === 'policy' ? 'application/json' : 'application/xml' }, body: value };
    if (setting === 'versioning') return answerXml(element('VersioningConfiguration'));
    const [code, message] = missing[setting] ?? ['NoSuchConfiguration', 'The specified configuration does not exist.'];
    throw new AwsFault(code, message, 404);
  }
  const bucket = buckets.ensure(found.name);
  if (method === 'DELETE') {
    if (setting === 'policy') bucket.policy = null;
    else bucket.settings.delete(setting);
    return { status: 204 };
  }
  const text = body.toString('utf8');
  if (setting === 'policy') bucket.policy = checkedPolicy(text, bucket.name);
  else bucket.settings.set(setting, text);
  return { status: setting === 'policy' ? 204 : 200 };
}

/** @throws AwsFault `MalformedPolicy`, `PolicyTooLarge` */
export function checkedPolicy(text: string, bucket: string): string {
  if (Buffer.byteLength(text) > 20_480) throw new AwsFault('PolicyTooLarge', 'Policy exceeds the maximum allowed document size.');
  let statements: unknown;
  try {
    statements = (JSON.parse(text) as { readonly Statement?: unknown }).Statement;
  } catch {
    throw new AwsFault('MalformedPolicy', 'This policy contains invalid Json');
  }
  const all = (Array.isArray(statements) ? statements : [statements]) as readonly (
    | { readonly Resource?: string | readonly string[] }
    | undefined
  )[];
  const resources = all.flatMap((each) => each?.Resource ?? '');
  const isOwn = (arn: string) => arn === `arn:aws:s3:::${bucket}` || arn.startsWith(`arn:aws:s3:::${bucket}/`);
  if (!resources.every(isOwn)) throw new AwsFault('MalformedPolicy', 'Policy has invalid resource');
  return text;
}
