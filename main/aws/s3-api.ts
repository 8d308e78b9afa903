/** The operations of S3 that Nagare uses. Each throws an AppError for what AWS says. */
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

export interface S3Api {
  /** The body is a stream of bytes; what breaks it off is thrown by the stream, untranslated. */
  readonly getObject: Call<GetObjectCommandInput, GetObjectCommandOutput>;
  readonly getBucketLocation: Call<GetBucketLocationCommandInput, GetBucketLocationCommandOutput>;
  /** A page of up to 1,000 objects. */
  readonly listObjects: Call<ListObjectsV2CommandInput, ListObjectsV2CommandOutput>;
}

type Sdk = typeof import('./s3-sdk.ts');

export function createS3Api(ask: Ask<Sdk, S3Client>): S3Api {
  return {
    getObject: ask('GetObject', ({ sdk, client, input, options }) => client.send(new sdk.GetObjectCommand(input), options)),
    getBucketLocation: ask('GetBucketLocation', ({ sdk, client, input, options }) =>
      client.send(new sdk.GetBucketLocationCommand(input), options),
    ),
    // The permission for it has another name than the request.
    listObjects: ask('ListBucket', ({ sdk, client, input, options }) => client.send(new sdk.ListObjectsV2Command(input), options)),
  };
}
