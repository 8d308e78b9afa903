/** What is used of the sign-in service's SDK; a file of its own for the reason given in `athena-sdk.ts`. */
export { CreateTokenCommand, RegisterClientCommand, SSOOIDCClient, StartDeviceAuthorizationCommand } from '@aws-sdk/client-sso-oidc';
