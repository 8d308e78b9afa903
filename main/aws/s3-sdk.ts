/** What is used of S3's SDK; a file of its own for the reason given in `athena-sdk.ts`. */
export { GetBucketLocationCommand, GetObjectCommand, ListObjectsV2Command, S3Client } from '@aws-sdk/client-s3';
