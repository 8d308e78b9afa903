/** Where credentials come from, and how the SDK reads its files; a file of its own for the reason given in `athena-sdk.ts`. */
export { fromIni, fromNodeProviderChain, fromTemporaryCredentials } from '@aws-sdk/credential-providers';
export { loadSsoSessionData, parseKnownFiles } from '@smithy/core/config';
