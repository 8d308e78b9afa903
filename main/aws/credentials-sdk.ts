/** Where credentials come from; a file of its own for the reason given in `athena-sdk.ts`. */
export { fromIni, fromNodeProviderChain } from '@aws-sdk/credential-providers';
