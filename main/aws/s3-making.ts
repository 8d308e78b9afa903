/** The operations of S3 by which things are set up and taken away: no query needs them. Each throws an AppError for what AWS says. */
import type {
  AbortMultipartUploadCommandInput,
  AbortMultipartUploadCommandOutput,
  CreateBucketCommandInput,
  CreateBucketCommandOutput,
  DeleteBucketCommandInput,
  DeleteBucketCommandOutput,
  DeleteBucketPolicyCommandInput,
  DeleteBucketPolicyCommandOutput,
  DeleteObjectsCommandInput,
  DeleteObjectsCommandOutput,
  GetBucketEncryptionCommandInput,
  GetBucketEncryptionCommandOutput,
  GetBucketLifecycleConfigurationCommandInput,
  GetBucketLifecycleConfigurationCommandOutput,
  GetBucketPolicyCommandInput,
  GetBucketPolicyCommandOutput,
  GetBucketTaggingCommandInput,
  GetBucketTaggingCommandOutput,
  ListBucketsCommandInput,
  ListBucketsCommandOutput,
  ListMultipartUploadsCommandInput,
  ListMultipartUploadsCommandOutput,
  ListObjectVersionsCommandInput,
  ListObjectVersionsCommandOutput,
  PutBucketEncryptionCommandInput,
  PutBucketEncryptionCommandOutput,
  PutBucketLifecycleConfigurationCommandInput,
  PutBucketLifecycleConfigurationCommandOutput,
  PutBucketPolicyCommandInput,
  PutBucketPolicyCommandOutput,
  PutBucketTaggingCommandInput,
  PutBucketTaggingCommandOutput,
  PutObjectCommandInput,
  PutObjectCommandOutput,
  PutPublicAccessBlockCommandInput,
  PutPublicAccessBlockCommandOutput,
  S3Client,
} from '@aws-sdk/client-s3';
import type { Ask, Call } from './ask.ts';

export interface S3MakingApi {
  readonly listBuckets: Call<ListBucketsCommandInput, ListBucketsCommandOutput>;
  readonly createBucket: Call<CreateBucketCommandInput, CreateBucketCommandOutput>;
  readonly deleteBucket: Call<DeleteBucketCommandInput, DeleteBucketCommandOutput>;
  readonly getBucketPolicy: Call<GetBucketPolicyCommandInput, GetBucketPolicyCommandOutput>;
  readonly putBucketPolicy: Call<PutBucketPolicyCommandInput, PutBucketPolicyCommandOutput>;
  readonly deleteBucketPolicy: Call<DeleteBucketPolicyCommandInput, DeleteBucketPolicyCommandOutput>;
  readonly putPublicAccessBlock: Call<PutPublicAccessBlockCommandInput, PutPublicAccessBlockCommandOutput>;
  readonly getBucketEncryption: Call<GetBucketEncryptionCommandInput, GetBucketEncryptionCommandOutput>;
  readonly putBucketEncryption: Call<PutBucketEncryptionCommandInput, PutBucketEncryptionCommandOutput>;
  readonly getBucketLifecycleConfiguration: Call<GetBucketLifecycleConfigurationCommandInput, GetBucketLifecycleConfigurationCommandOutput>;
  readonly putBucketLifecycleConfiguration: Call<PutBucketLifecycleConfigurationCommandInput, PutBucketLifecycleConfigurationCommandOutput>;
  readonly getBucketTagging: Call<GetBucketTaggingCommandInput, GetBucketTaggingCommandOutput>;
  readonly putBucketTagging: Call<PutBucketTaggingCommandInput, PutBucketTaggingCommandOutput>;
  readonly putObject: Call<PutObjectCommandInput, PutObjectCommandOutput>;
  /** A page of up to 1,000 versions and delete markers. */
  readonly listObjectVersions: Call<ListObjectVersionsCommandInput, ListObjectVersionsCommandOutput>;
  /** Up to 1,000 versions; what could not be deleted is in `Errors`. */
  readonly deleteObjects: Call<DeleteObjectsCommandInput, DeleteObjectsCommandOutput>;
  readonly listMultipartUploads: Call<ListMultipartUploadsCommandInput, ListMultipartUploadsCommandOutput>;
  readonly abortMultipartUpload: Call<AbortMultipartUploadCommandInput, AbortMultipartUploadCommandOutput>;
}

type Sdk = typeof import('./s3-sdk.ts');

export function createS3MakingApi(ask: Ask<Sdk, S3Client>): S3MakingApi {
  return {
    listBuckets: ask('ListAllMyBuckets', ({ sdk, client, input, options }) => client.send(new sdk.ListBucketsCommand(input), options)),
    createBucket: ask('CreateBucket', ({ sdk, client, input, options }) => client.send(new sdk.CreateBucketCommand(input), options)),
    deleteBucket: ask('DeleteBucket', ({ sdk, client, input, options }) => client.send(new sdk.DeleteBucketCommand(input), options)),
    getBucketPolicy: ask('GetBucketPolicy', ({ sdk, client, input, options }) =>
      client.send(new sdk.GetBucketPolicyCommand(input), options),
    ),
    putBucketPolicy: ask('PutBucketPolicy', ({ sdk, client, input, options }) =>
      client.send(new sdk.PutBucketPolicyCommand(input), options),
    ),
    deleteBucketPolicy: ask('DeleteBucketPolicy', ({ sdk, client, input, options }) =>
      client.send(new sdk.DeleteBucketPolicyCommand(input), options),
    ),
    putPublicAccessBlock: ask('PutBucketPublicAccessBlock', ({ sdk, client, input, options }) =>
      client.send(new sdk.PutPublicAccessBlockCommand(input), options),
    ),
    getBucketEncryption: ask('GetEncryptionConfiguration', ({ sdk, client, input, options }) =>
      client.send(new sdk.GetBucketEncryptionCommand(input), options),
    ),
    putBucketEncryption: ask('PutEncryptionConfiguration', ({ sdk, client, input, options }) =>
      client.send(new sdk.PutBucketEncryptionCommand(input), options),
    ),
    getBucketLifecycleConfiguration: ask('GetLifecycleConfiguration', ({ sdk, client, input, options }) =>
      client.send(new sdk.GetBucketLifecycleConfigurationCommand(input), options),
    ),
    putBucketLifecycleConfiguration: ask('PutLifecycleConfiguration', ({ sdk, client, input, options }) =>
      client.send(new sdk.PutBucketLifecycleConfigurationCommand(input), options),
    ),
    getBucketTagging: ask('GetBucketTagging', ({ sdk, client, input, options }) =>
      client.send(new sdk.GetBucketTaggingCommand(input), options),
    ),
    putBucketTagging: ask('PutBucketTagging', ({ sdk, client, input, options }) =>
      client.send(new sdk.PutBucketTaggingCommand(input), options),
    ),
    putObject: ask('PutObject', ({ sdk, client, input, options }) => client.send(new sdk.PutObjectCommand(input), options)),
    listObjectVersions: ask('ListBucketVersions', ({ sdk, client, input, options }) =>
      client.send(new sdk.ListObjectVersionsCommand(input), options),
    ),
    deleteObjects: ask('DeleteObject', ({ sdk, client, input, options }) => client.send(new sdk.DeleteObjectsCommand(input), options)),
    listMultipartUploads: ask('ListBucketMultipartUploads', ({ sdk, client, input, options }) =>
      client.send(new sdk.ListMultipartUploadsCommand(input), options),
    ),
    abortMultipartUpload: ask('AbortMultipartUpload', ({ sdk, client, input, options }) =>
      client.send(new sdk.AbortMultipartUploadCommand(input), options),
    ),
  };
}
