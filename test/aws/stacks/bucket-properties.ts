/** What a template sets of a bucket, as S3 keeps it: CloudFormation has names of its own for some of it. */
import { textOf } from './resource-type.ts';
import { objectOf, type Value } from './template.ts';

type Properties = Readonly<Record<string, Value>>;

const tag = (name: string, ...inside: readonly string[]) => `<${name}>${inside.join('')}</${name}>`;
const listOf = (value: Value | undefined): readonly Value[] => (Array.isArray(value) ? value : []);
const plain = (properties: Properties, name: string, as = name): string => {
  const value = properties[name];
  return value === undefined || value === null ? '' : tag(as, String(value));
};

/** By the names of S3's settings, XML. */
export function bucketSettings(properties: Properties): ReadonlyMap<string, string> {
  const settings = new Map<string, string>();
  const versioning = textOf(objectOf(properties.VersioningConfiguration ?? null), 'Status');
  if (versioning !== undefined) settings.set('versioning', tag('VersioningConfiguration', tag('Status', versioning)));
  const block = objectOf(properties.PublicAccessBlockConfiguration ?? null);
  const blocked = Object.keys(block).map((name) => plain(block, name));
  if (blocked.length > 0) settings.set('publicAccessBlock', tag('PublicAccessBlockConfiguration', ...blocked));
  const encryption = listOf(objectOf(properties.BucketEncryption ?? null).ServerSideEncryptionConfiguration).map(encryptionRule);
  if (encryption.length > 0) settings.set('encryption', tag('ServerSideEncryptionConfiguration', ...encryption));
  const rules = listOf(objectOf(properties.LifecycleConfiguration ?? null).Rules).map(lifecycleRule);
  if (rules.length > 0) settings.set('lifecycle', tag('LifecycleConfiguration', ...rules));
  const tags = listOf(properties.Tags).map((each) => tag('Tag', plain(objectOf(each), 'Key'), plain(objectOf(each), 'Value')));
  if (tags.length > 0) settings.set('tagging', tag('Tagging', tag('TagSet', ...tags)));
  return settings;
}

function encryptionRule(value: Value): string {
  const rule = objectOf(value);
  const byDefault = objectOf(rule.ServerSideEncryptionByDefault ?? null);
  return tag(
    'Rule',
    tag('ApplyServerSideEncryptionByDefault', plain(byDefault, 'SSEAlgorithm'), plain(byDefault, 'KMSMasterKeyID')),
    plain(rule, 'BucketKeyEnabled'),
  );
}

function lifecycleRule(value: Value): string {
  const rule = objectOf(value);
  const abort = objectOf(rule.AbortIncompleteMultipartUpload ?? null);
  return tag(
    'Rule',
    plain(rule, 'Id', 'ID'),
    plain(rule, 'Status'),
    plain(rule, 'Prefix'),
    rule.ExpirationInDays === undefined ? '' : tag('Expiration', plain(rule, 'ExpirationInDays', 'Days')),
    tag('AbortIncompleteMultipartUpload', plain(abort, 'DaysAfterInitiation')),
  );
}
