/** Trino's IPADDRESS for DuckDB: addresses as text in one canonical form, networks by ipaddr.js. */
import { BOOLEAN, type DuckDBConnection, DuckDBScalarFunction, VARCHAR } from '@duckdb/node-api';
import ipaddr from 'ipaddr.js';

type Parsed = ipaddr.IPv4 | ipaddr.IPv6 | null;

/** The same few addresses come again and again. */
const MOST_KEPT = 100_000;
const addresses = new Map<string, Parsed>();
const networks = new Map<string, [ipaddr.IPv4 | ipaddr.IPv6, number] | null>();

/** NULL for what is no address, such as the `-` of a record without one. IPv4 inside IPv6 is IPv4, as Trino prints it. */
function parsed(text: string): Parsed {
  let address = addresses.get(text);
  if (address === undefined) {
    address = isWritten(text) && ipaddr.isValid(text) ? ipaddr.process(text) : null;
    if (addresses.size >= MOST_KEPT) addresses.clear();
    addresses.set(text, address);
  }
  return address;
}

/** Four decimal parts without leading zeros, or IPv6 without a zone: ipaddr.js alone reads octal, hexadecimal and fewer parts too. */
const isWritten = (text: string): boolean =>
  text.includes(':') ? /^[0-9a-fA-F.:]+$/.test(text) : /^(?:0|[1-9]\d{0,2})(?:\.(?:0|[1-9]\d{0,2})){3}$/.test(text);

const canonical = (address: Parsed): string | null =>
  address === null ? null : address.kind() === 'ipv6' ? (address as ipaddr.IPv6).toRFC5952String() : address.toString();

function isInside(network: string, text: string): boolean | null {
  const address = parsed(text);
  let range = networks.get(network);
  if (range === undefined) {
    range = isWritten(network.split('/', 1)[0] ?? '') && ipaddr.isValidCIDR(network) ? ipaddr.parseCIDR(network) : null;
    networks.set(network, range);
  }
  if (!range) throw new Error(`Invalid CIDR: ${network}`);
  if (address === null) return null;
  return address.kind() === range[0].kind() && address.match(range);
}

/** Registers `nagare_try_ipaddress`, `nagare_ipaddress` and `nagare_in_network`. NULL in gives NULL out, as DuckDB does by itself. */
export function registerAddressFunctions(connection: DuckDBConnection): void {
  const texts = (name: string, map: (text: string) => string | null) =>
    DuckDBScalarFunction.create({
      name,
      parameterTypes: [VARCHAR],
      returnType: VARCHAR,
      mainFunction: (_info, input, output) => {
        const values = input.getColumnValues(0) as (string | null)[];
        for (const [row, value] of values.entries()) output.setItem(row, value === null ? null : map(value));
        output.flush();
      },
    });
  connection.registerScalarFunction(texts('nagare_try_ipaddress', (text) => canonical(parsed(text))));
  connection.registerScalarFunction(
    texts('nagare_ipaddress', (text) => {
      const address = canonical(parsed(text));
      if (address === null) throw new Error(`Cannot cast value to IPADDRESS: ${text}`);
      return address;
    }),
  );
  connection.registerScalarFunction(
    DuckDBScalarFunction.create({
      name: 'nagare_in_network',
      parameterTypes: [VARCHAR, VARCHAR],
      returnType: BOOLEAN,
      mainFunction: (_info, input, output) => {
        const ranges = input.getColumnValues(0) as (string | null)[];
        const values = input.getColumnValues(1) as (string | null)[];
        for (const [row, value] of values.entries()) {
          const range = ranges[row];
          output.setItem(row, range == null || value === null ? null : isInside(range, value));
        }
        output.flush();
      },
    }),
  );
}
