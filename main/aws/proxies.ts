/** Through which proxy an address is reached: what the environment says, or else what the system does. */

type Env = Readonly<Record<string, string | undefined>>;

/** @returns the proxy's own address; NULL: straight there. Never throws. */
export type ProxyFor = (url: string) => Promise<string | null>;

/** How long the system's answer holds, ms: a laptop changes its network, and a PAC file is a program. */
const FRESH_MS = 30_000;

/**
 * @param resolveProxy the system's answer for an address, as a PAC file gives it: `PROXY host:port; DIRECT`; NULL where
 *   there is nobody to ask
 * @param now Unix ms
 */
export function createProxyFor(env: Env, resolveProxy: ((url: string) => Promise<string>) | null, now: () => number): ProxyFor {
  const known = new Map<string, { readonly at: number; readonly proxy: Promise<string | null> }>();
  const ask = async (resolve: (url: string) => Promise<string>, url: string) => {
    try {
      return proxyOfPac(await resolve(url));
    } catch {
      // Without an answer the direct way may still be open.
      return null;
    }
  };
  return async (url) => {
    if (isLoopback(new URL(url).hostname)) return null;
    if (resolveProxy === null || hasProxy(env)) return environmentProxy(url, env);
    const { origin } = new URL(url);
    const found = known.get(origin);
    if (found && now() - found.at < FRESH_MS) return found.proxy;
    const proxy = ask(resolveProxy, `${origin}/`);
    known.set(origin, { at: now(), proxy });
    return proxy;
  };
}

/** As curl and the AWS CLI read it; the small letters first. */
const settingOf = (env: Env, name: string) => env[name.toLowerCase()] || env[name.toUpperCase()] || '';

const hasProxy = (env: Env) => ['http_proxy', 'https_proxy', 'all_proxy'].some((name) => settingOf(env, name) !== '');

/** What `HTTPS_PROXY`, `HTTP_PROXY`, `ALL_PROXY` and `NO_PROXY` say of an address. NULL: straight there. */
export function environmentProxy(address: string, env: Env): string | null {
  const { protocol, hostname, port } = new URL(address);
  if (isExempt(hostname, port || (protocol === 'https:' ? '443' : '80'), settingOf(env, 'no_proxy'))) return null;
  const proxy = settingOf(env, `${protocol.slice(0, -1)}_proxy`) || settingOf(env, 'all_proxy');
  return proxy === '' ? null : proxyAddress(proxy);
}

/** Entries name hosts, all below them, or `*`; with a port, that port alone. */
function isExempt(hostname: string, port: string, list: string): boolean {
  return list
    .toLowerCase()
    .split(/[\s,]+/)
    .some((entry) => {
      if (entry === '') return false;
      if (entry === '*') return true;
      const [, name = '', only] = /^(.*?)(?::(\d+))?$/.exec(entry.replace(/^\*?\./, '')) ?? [];
      return (only === undefined || only === port) && (hostname === name || hostname.endsWith(`.${name}`));
    });
}

/** The first way of a PAC answer. https://developer.mozilla.org/docs/Web/HTTP/Guides/Proxy_servers_and_tunneling/Proxy_Auto-Configuration_PAC_file */
export function proxyOfPac(answer: string): string | null {
  const [kind = 'DIRECT', place = ''] = answer.split(';')[0]?.trim().split(/\s+/) ?? [];
  const scheme = pacSchemes[kind.toUpperCase()];
  return scheme === undefined || place === '' ? null : proxyAddress(`${scheme}://${place}`);
}

const pacSchemes: Readonly<Record<string, string>> = {
  PROXY: 'http',
  HTTP: 'http',
  HTTPS: 'https',
  SOCKS: 'socks4a',
  SOCKS4: 'socks4a',
  SOCKS5: 'socks5h',
};

/** @returns NULL for what is no address of a proxy: better the direct way than none */
function proxyAddress(text: string): string | null {
  const address = text.includes('://') ? text : `http://${text}`;
  return URL.canParse(address) && /^(https?|socks(4a?|5h?)?):$/.test(new URL(address).protocol) ? address : null;
}

/** This machine is reached by no proxy. */
function isLoopback(hostname: string): boolean {
  return hostname === 'localhost' || hostname.endsWith('.localhost') || hostname === '[::1]' || /^127\.\d+\.\d+\.\d+$/.test(hostname);
}
