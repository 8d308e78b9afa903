/**
 * What a request to STS is made of; a file of its own for the reason given in `athena-sdk.ts`. The SDK's own client of
 * STS is large, and one request without parameters is all that is asked.
 */
export { Sha256 } from '@smithy/core/checksum';
export { HttpRequest } from '@smithy/core/protocols';
export { SignatureV4 } from '@smithy/signature-v4';
