/** The operations of S3 that queries use; those that set up and take away come from `s3-making.ts`. Each throws an AppError for what AWS says. */
import type {
  GetBucketLocationCommandInput,
  GetBucketLocationCommandOutput,
  GetObjectCommandInput,
  GetObjectCommandOutput,
  ListObjectsV2CommandInput,
  ListObjectsV2CommandOutput,
  S3Client,
} from '@aws-sdk/client-s3';
import type { Ask, Call } from './ask.ts';
import { createS3MakingApi, type S3MakingApi } from './s3-making.ts';

export interface S3Api extends S3MakingApi {
  /** The body is a stream of bytes; what breaks it off is thrown by the stream, untranslated. */
  readonly getObject: Call<GetObjectCommandInput, GetObjectCommandOutput>;
  readonly getBucketLocation: Call<GetBucketLocationCommandInput, GetBucketLocationCommandOutput>;
  /** A page of up to 1,000 objects. */
  readonly listObjects: Call<ListObjectsV2CommandInput, ListObjectsV2CommandOutput>;
}

type Sdk = typeof import('./s3-sdk.ts');

export function createS3Api(ask: Ask<Sdk, S3Client>): S3Api {
  return {
    ...createS3MakingApi(ask),
    getObject: ask('GetObject', ({ sdk, client, input, options }) => client.send(new sdk.GetObjectCommand(input), options)),
    getBucketLocation: ask('GetBucketLocation', ({ sdk, client, input, options }) =>
      client.send(new sdk.GetBucketLocationCommand(input), options),
    ),
    listObjects: ask('ListBucket', ({ sdk, client, input, options }) => client.send(new sdk.ListObjectsV2Command(input), options)),
  };
}
