/** The sign-in service of IAM Identity Center, asked without credentials: a new client for each sign-in. */
import type { OidcApi } from './device-sign-in.ts';
import type { Handler } from './transport.ts';

export function createOidcApi(region: string, handler: () => Promise<Handler>): OidcApi {
  let opened: ReturnType<typeof open> | null = null;
  const open = async () => {
    const sdk = await import('./oidc-sdk.ts');
    return { sdk, client: new sdk.SSOOIDCClient({ region, requestHandler: await handler() }) };
  };
  const reached = () => {
    opened ??= open();
    return opened;
  };
  return {
    async registerClient(input, abortSignal) {
      const { sdk, client } = await reached();
      return client.send(new sdk.RegisterClientCommand(input), { abortSignal });
    },
    async startDeviceAuthorization(input, abortSignal) {
      const { sdk, client } = await reached();
      return client.send(new sdk.StartDeviceAuthorizationCommand(input), { abortSignal });
    },
    async createToken(input, abortSignal) {
      const { sdk, client } = await reached();
      return client.send(new sdk.CreateTokenCommand(input), { abortSignal });
    },
  };
}
