/** How the SDK's requests travel: each by the proxy that its address has, over connections that trust the right authorities. */
import http from 'node:http';
import https from 'node:https';
import type { SecureContext } from 'node:tls';
import type { NodeHttpHandler } from '@smithy/node-http-handler';
import { refuseForeign } from './foreign-answer.ts';
import type { ProxyFor } from './proxies.ts';
import { trusting } from './trusted.ts';

export interface Transport {
  /** For one client, which closes its connections by `destroy`. @param caBundle PEM file of its profile; NULL: none */
  handler(caBundle: string | null): Promise<Handler>;
}

/** What the SDK takes as `requestHandler`. */
export type Handler = Pick<NodeHttpHandler, 'handle' | 'metadata' | 'destroy' | 'updateHttpClientConfig' | 'httpHandlerConfigs'>;

const CONNECT_WITHIN_MS = 10_000;
/** A connection on which nothing moves for so long is given up; a result that was under way is read on from there. */
const SILENT_MS = 60_000;
/** As the SDK's own agents. */
const SOCKETS = { keepAlive: true, maxSockets: 50 };

type Sdk = typeof import('./transport-sdk.ts');

export function createTransport(proxyFor: ProxyFor): Transport {
  return {
    async handler(caBundle) {
      const sdk = await import('./transport-sdk.ts');
      const ways = new Map<string, NodeHttpHandler>();
      const wayFor = (protocol: string, proxy: string | null): NodeHttpHandler => {
        const key = `${protocol} ${proxy ?? ''}`;
        const known = ways.get(key) ?? makeWay(sdk, protocol, proxy, caBundle);
        ways.set(key, known);
        return known;
      };
      return {
        metadata: { handlerProtocol: 'http/1.1' },
        async handle(request, options) {
          const { protocol, hostname, port } = request;
          const address = `${protocol}//${hostname}${port === undefined ? '' : `:${port}`}`;
          const proxy = await proxyFor(`${address}/`);
          const answered = await wayFor(protocol, proxy).handle(request, options);
          await refuseForeign(answered.response, address);
          return answered;
        },
        destroy() {
          for (const way of ways.values()) way.destroy();
          ways.clear();
        },
        // Nothing of the SDK's clients is to change how they travel.
        updateHttpClientConfig: () => undefined,
        httpHandlerConfigs: () => ({}),
      };
    },
  };
}

function makeWay(sdk: Sdk, protocol: string, proxy: string | null, caBundle: string | null): NodeHttpHandler {
  const limits = { connectionTimeout: CONNECT_WITHIN_MS, socketTimeout: SILENT_MS };
  if (protocol !== 'https:') return new sdk.NodeHttpHandler({ ...limits, httpAgent: plainAgent(sdk, proxy) });
  return new sdk.NodeHttpHandler({ ...limits, httpsAgent: secureAgent(sdk, proxy, trusting(caBundle)) });
}

function plainAgent(sdk: Sdk, proxy: string | null): http.Agent {
  if (proxy === null) return new http.Agent(SOCKETS);
  return proxy.startsWith('socks') ? new sdk.SocksProxyAgent(proxy, SOCKETS) : new sdk.HttpProxyAgent(proxy, SOCKETS);
}

function secureAgent(sdk: Sdk, proxy: string | null, secureContext: SecureContext): https.Agent {
  const options = { ...SOCKETS, secureContext };
  if (proxy === null) return new https.Agent(options);
  const agent = proxy.startsWith('socks') ? new sdk.SocksProxyAgent(proxy, options) : new sdk.HttpsProxyAgent(proxy, options);
  // The agent for HTTP proxies takes its options for the way to the proxy alone; those of the way through it are here.
  Object.assign(agent.options, { secureContext });
  // They are for both protocols, and by themselves forget which it was when a connection is free for the next request.
  agent.isSecureEndpoint = () => true;
  return agent as unknown as https.Agent;
}
