/** What is used of KMS's SDK; a file of its own for the reason given in `athena-sdk.ts`. */
export { DescribeKeyCommand, GetKeyPolicyCommand, KMSClient } from '@aws-sdk/client-kms';
