/** The emulator's S3: buckets that have to exist, their settings, versions, uploads in parts. */
import {
  AbortMultipartUploadCommand,
  CompleteMultipartUploadCommand,
  CreateBucketCommand,
  CreateMultipartUploadCommand,
  DeleteBucketCommand,
  DeleteBucketPolicyCommand,
  DeleteObjectCommand,
  DeleteObjectsCommand,
  GetBucketEncryptionCommand,
  GetBucketLifecycleConfigurationCommand,
  GetBucketLocationCommand,
  GetBucketOwnershipControlsCommand,
  GetBucketPolicyCommand,
  GetBucketTaggingCommand,
  GetBucketVersioningCommand,
  GetObjectCommand,
  GetPublicAccessBlockCommand,
  HeadBucketCommand,
  ListBucketsCommand,
  ListMultipartUploadsCommand,
  ListObjectsV2Command,
  ListObjectVersionsCommand,
  PutBucketEncryptionCommand,
  PutBucketLifecycleConfigurationCommand,
  PutBucketOwnershipControlsCommand,
  PutBucketPolicyCommand,
  PutBucketTaggingCommand,
  PutBucketVersioningCommand,
  PutObjectCommand,
  PutPublicAccessBlockCommand,
  S3Client,
  UploadPartCommand,
} from '@aws-sdk/client-s3';
import { expect, it, onTestFinished } from 'vitest';
import { emulatedClients } from '../../support/emulated-clients.ts';

const Bucket = 'nagare-logs';
const home = { LocationConstraint: 'ap-northeast-1' } as const;
const create = new CreateBucketCommand({ Bucket, CreateBucketConfiguration: home });

it('has only the buckets that were made, each name once for all of AWS', async () => {
  const { aws, s3 } = await emulatedClients({ isEmpty: true });
  await expect(s3.send(new HeadBucketCommand({ Bucket }))).rejects.toMatchObject({ name: 'NotFound' });
  await expect(s3.send(new PutObjectCommand({ Bucket, Key: 'k', Body: 'x' }))).rejects.toMatchObject({ name: 'NoSuchBucket' });
  await expect(s3.send(new ListObjectsV2Command({ Bucket }))).rejects.toMatchObject({ name: 'NoSuchBucket' });
  await s3.send(create);
  await expect(s3.send(create)).rejects.toMatchObject({ name: 'BucketAlreadyOwnedByYou' });
  aws.account.takeBucketName('theirs');
  const taken = new CreateBucketCommand({ Bucket: 'theirs', CreateBucketConfiguration: home });
  await expect(s3.send(taken)).rejects.toMatchObject({ name: 'BucketAlreadyExists' });
  await expect(s3.send(new HeadBucketCommand({ Bucket: 'theirs' }))).rejects.toMatchObject({ $metadata: { httpStatusCode: 403 } });
  expect((await s3.send(new ListBucketsCommand({}))).Buckets?.map(({ Name }) => Name)).toEqual([Bucket]);
  expect(await s3.send(new HeadBucketCommand({ Bucket }))).toMatchObject({ BucketRegion: 'ap-northeast-1' });
  await s3.send(new PutObjectCommand({ Bucket, Key: 'k', Body: 'x' }));
  await expect(s3.send(new DeleteBucketCommand({ Bucket }))).rejects.toMatchObject({ name: 'BucketNotEmpty' });
  await s3.send(new DeleteObjectCommand({ Bucket, Key: 'k' }));
  await s3.send(new DeleteBucketCommand({ Bucket }));
  expect(aws.account.snapshot().buckets).toEqual([]);
});

it('sends whoever asks in another region to the right one', async () => {
  const { aws, s3 } = await emulatedClients({ isEmpty: true });
  aws.account.createBucket(Bucket, 'eu-west-1');
  await expect(s3.send(new HeadBucketCommand({ Bucket }))).rejects.toMatchObject({
    $metadata: { httpStatusCode: 301 },
    $response: { headers: { 'x-amz-bucket-region': 'eu-west-1' } },
  });
  expect((await s3.send(new GetBucketLocationCommand({ Bucket }))).LocationConstraint).toBe('eu-west-1');
  const there = new S3Client({
    endpoint: aws.url,
    region: 'eu-west-1',
    credentials: { accessKeyId: 'emulator', secretAccessKey: 'emulator' },
    forcePathStyle: true,
  });
  onTestFinished(() => there.destroy());
  expect(await there.send(new HeadBucketCommand({ Bucket }))).toMatchObject({ BucketRegion: 'eu-west-1' });
});

it('keeps what is set for a bucket, and says what is not', async () => {
  const { s3 } = await emulatedClients({ isEmpty: true });
  await s3.send(create);
  await expect(s3.send(new GetBucketPolicyCommand({ Bucket }))).rejects.toMatchObject({ name: 'NoSuchBucketPolicy' });
  const policy = (resource: string) =>
    JSON.stringify({ Version: '2012-10-17', Statement: [{ Effect: 'Deny', Principal: '*', Action: 's3:*', Resource: resource }] });
  await s3.send(new PutBucketPolicyCommand({ Bucket, Policy: policy(`arn:aws:s3:::${Bucket}/*`) }));
  expect((await s3.send(new GetBucketPolicyCommand({ Bucket }))).Policy).toBe(policy(`arn:aws:s3:::${Bucket}/*`));
  const foreign = new PutBucketPolicyCommand({ Bucket, Policy: policy('arn:aws:s3:::other') });
  await expect(s3.send(foreign)).rejects.toMatchObject({ name: 'MalformedPolicy' });
  await s3.send(new DeleteBucketPolicyCommand({ Bucket }));
  await expect(s3.send(new GetBucketPolicyCommand({ Bucket }))).rejects.toMatchObject({ name: 'NoSuchBucketPolicy' });

  const block = { BlockPublicAcls: true, IgnorePublicAcls: true, BlockPublicPolicy: true, RestrictPublicBuckets: true };
  expect((await s3.send(new GetPublicAccessBlockCommand({ Bucket }))).PublicAccessBlockConfiguration).toEqual(block);
  const open = { ...block, BlockPublicPolicy: false };
  await s3.send(new PutPublicAccessBlockCommand({ Bucket, PublicAccessBlockConfiguration: open }));
  expect((await s3.send(new GetPublicAccessBlockCommand({ Bucket }))).PublicAccessBlockConfiguration).toEqual(open);

  const rules = [{ ApplyServerSideEncryptionByDefault: { SSEAlgorithm: 'aws:kms' as const, KMSMasterKeyID: 'k1' } }];
  await s3.send(new PutBucketEncryptionCommand({ Bucket, ServerSideEncryptionConfiguration: { Rules: rules } }));
  expect((await s3.send(new GetBucketEncryptionCommand({ Bucket }))).ServerSideEncryptionConfiguration?.Rules).toEqual(rules);

  const lifecycle = new GetBucketLifecycleConfigurationCommand({ Bucket });
  await expect(s3.send(lifecycle)).rejects.toMatchObject({ name: 'NoSuchLifecycleConfiguration' });
  const Rules = [{ ID: 'old', Status: 'Enabled' as const, Filter: { Prefix: 'AWSLogs/' }, Expiration: { Days: 90 } }];
  await s3.send(new PutBucketLifecycleConfigurationCommand({ Bucket, LifecycleConfiguration: { Rules } }));
  expect((await s3.send(lifecycle)).Rules).toEqual(Rules);

  await expect(s3.send(new GetBucketTaggingCommand({ Bucket }))).rejects.toMatchObject({ name: 'NoSuchTagSet' });
  const TagSet = [{ Key: 'made-by', Value: 'a & b' }];
  await s3.send(new PutBucketTaggingCommand({ Bucket, Tagging: { TagSet } }));
  expect((await s3.send(new GetBucketTaggingCommand({ Bucket }))).TagSet).toEqual(TagSet);

  const owned = { Rules: [{ ObjectOwnership: 'BucketOwnerPreferred' as const }] };
  await s3.send(new PutBucketOwnershipControlsCommand({ Bucket, OwnershipControls: owned }));
  expect((await s3.send(new GetBucketOwnershipControlsCommand({ Bucket }))).OwnershipControls).toEqual(owned);
  expect((await s3.send(new GetBucketVersioningCommand({ Bucket }))).Status).toBeUndefined();
});

it('keeps versions, reads and deletes each, and is empty when the last is gone', async () => {
  const { aws, s3 } = await emulatedClients({ isEmpty: true });
  await s3.send(create);
  await s3.send(new PutBucketVersioningCommand({ Bucket, VersioningConfiguration: { Status: 'Enabled' } }));
  const first = await s3.send(new PutObjectCommand({ Bucket, Key: 'a & b', Body: 'one' }));
  await s3.send(new PutObjectCommand({ Bucket, Key: 'a & b', Body: 'two' }));
  const { VersionId: marker } = await s3.send(new DeleteObjectCommand({ Bucket, Key: 'a & b' }));
  await expect(s3.send(new GetObjectCommand({ Bucket, Key: 'a & b' }))).rejects.toMatchObject({ name: 'NoSuchKey' });
  const old = await s3.send(new GetObjectCommand({ Bucket, Key: 'a & b', VersionId: first.VersionId }));
  expect(await old.Body?.transformToString()).toBe('one');
  expect((await s3.send(new ListObjectsV2Command({ Bucket }))).KeyCount).toBe(0);
  await expect(s3.send(new DeleteBucketCommand({ Bucket }))).rejects.toMatchObject({ name: 'BucketNotEmpty' });

  const page = await s3.send(new ListObjectVersionsCommand({ Bucket, MaxKeys: 2 }));
  expect(page).toMatchObject({ IsTruncated: true, DeleteMarkers: [{ VersionId: marker, IsLatest: true }], Versions: [{ Size: 3 }] });
  const rest = await s3.send(
    new ListObjectVersionsCommand({ Bucket, KeyMarker: page.NextKeyMarker, VersionIdMarker: page.NextVersionIdMarker }),
  );
  expect(rest).toMatchObject({ IsTruncated: false, Versions: [{ VersionId: first.VersionId, IsLatest: false }] });
  const all = [...(page.DeleteMarkers ?? []), ...(page.Versions ?? []), ...(rest.Versions ?? [])];
  const Objects = all.map(({ Key, VersionId }) => ({ Key, VersionId }));
  aws.faults.lockedKeys.add('a & b');
  const kept = await s3.send(new DeleteObjectsCommand({ Bucket, Delete: { Objects, Quiet: true } }));
  expect(kept.Errors).toHaveLength(3);
  expect(kept.Errors?.[0]).toMatchObject({ Key: 'a & b', Code: 'AccessDenied' });
  aws.faults.lockedKeys.clear();
  aws.faults.denied.add('s3:DeleteObjectVersion');
  expect((await s3.send(new DeleteObjectsCommand({ Bucket, Delete: { Objects } }))).Errors).toHaveLength(3);
  aws.faults.denied.clear();
  expect((await s3.send(new DeleteObjectsCommand({ Bucket, Delete: { Objects } }))).Deleted).toHaveLength(3);
  await s3.send(new DeleteBucketCommand({ Bucket }));
});

it('takes objects in parts, and lists uploads that nobody ended', async () => {
  const { s3 } = await emulatedClients({ isEmpty: true });
  await s3.send(create);
  const place = { Bucket, Key: 'large' };
  const { UploadId } = await s3.send(new CreateMultipartUploadCommand(place));
  const parts = [];
  for (const [index, Body] of ['first ', 'second'].entries()) {
    const { ETag } = await s3.send(new UploadPartCommand({ ...place, UploadId, PartNumber: index + 1, Body }));
    parts.push({ ETag, PartNumber: index + 1 });
  }
  const { UploadId: left } = await s3.send(new CreateMultipartUploadCommand({ Bucket, Key: 'left' }));
  expect((await s3.send(new ListMultipartUploadsCommand({ Bucket }))).Uploads?.map(({ Key }) => Key)).toEqual(['large', 'left']);
  await s3.send(new CompleteMultipartUploadCommand({ ...place, UploadId, MultipartUpload: { Parts: parts } }));
  expect(await (await s3.send(new GetObjectCommand(place))).Body?.transformToString()).toBe('first second');
  await s3.send(new AbortMultipartUploadCommand({ Bucket, Key: 'left', UploadId: left }));
  expect((await s3.send(new ListMultipartUploadsCommand({ Bucket }))).Uploads ?? []).toEqual([]);
  const again = new AbortMultipartUploadCommand({ Bucket, Key: 'left', UploadId: left });
  await expect(s3.send(again)).rejects.toMatchObject({ name: 'NoSuchUpload' });
});

it('is open to any name where nothing else is asked for, but for buckets that were deleted', async () => {
  const { aws, s3 } = await emulatedClients();
  await s3.send(new PutObjectCommand({ Bucket: 'any', Key: 'k', Body: 'x' }));
  expect((await s3.send(new ListObjectsV2Command({ Bucket: 'never-named' }))).KeyCount).toBe(0);
  await s3.send(new DeleteObjectCommand({ Bucket: 'any', Key: 'k' }));
  await s3.send(new DeleteBucketCommand({ Bucket: 'any' }));
  await expect(s3.send(new HeadBucketCommand({ Bucket: 'any' }))).rejects.toMatchObject({ name: 'NotFound' });
  aws.faults.denied.add('s3:ListBucketVersions');
  await expect(s3.send(new ListObjectVersionsCommand({ Bucket: 'any' }))).rejects.toMatchObject({ name: 'AccessDenied' });
});
