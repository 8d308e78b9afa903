/** How requests travel; a file of its own for the reason given in `athena-sdk.ts`. */
export { NodeHttpHandler } from '@smithy/node-http-handler';
export { HttpProxyAgent } from 'http-proxy-agent';
export { HttpsProxyAgent } from 'https-proxy-agent';
export { SocksProxyAgent } from 'socks-proxy-agent';
