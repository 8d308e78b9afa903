/** The operations of S3 that Nagare uses. Each throws an AppError for what AWS says. */
import type { GetObjectCommandInput, GetObjectCommandOutput, S3Client } from '@aws-sdk/client-s3';
import type { Ask, Call } from './ask.ts';

export interface S3Api {
  /** The body is a stream of bytes; what breaks it off is thrown by the stream, untranslated. */
  readonly getObject: Call<GetObjectCommandInput, GetObjectCommandOutput>;
}

type Sdk = typeof import('./s3-sdk.ts');

export function createS3Api(ask: Ask<Sdk, S3Client>): S3Api {
  return {
    getObject: ask('GetObject', ({ sdk, client, input, options }) => client.send(new sdk.GetObjectCommand(input), options)),
  };
}
