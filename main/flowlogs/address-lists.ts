/** Where a statement keeps the addresses that it looks for: beside each column, or once for all of them. */
import { quoteLiteral } from './quote.ts';
import { oneOf } from './sql-list.ts';

export interface AddressLists {
  /**
   * That an expression is one of the addresses.
   * @param type `text`: both are texts; `address`: the expression is an IPADDRESS
   */
  isAmong(expression: string, addresses: readonly string[], type: 'text' | 'address'): string;
  /** What stands before the SELECT, when all conditions are made. */
  head(): readonly string[];
}

/** The plain way: `"srcaddr" IN ('10.0.0.1', '10.0.0.2')`. */
export const inPlace: AddressLists = {
  isAmong: (expression, addresses, type) =>
    oneOf(
      expression,
      addresses.map((each) => (type === 'text' ? quoteLiteral(each) : `IPADDRESS ${quoteLiteral(each)}`)),
    ),
  head: () => [],
};

/** For long lists: `WITH` names each once, however many columns are looked at. */
export function sharedLists(): AddressLists {
  const names = new Map<string, string>();
  return {
    isAmong(expression, addresses, type) {
      const values = addresses.map(quoteLiteral).join(', ');
      const name = names.get(values) ?? `addresses_${names.size + 1}`;
      names.set(values, name);
      const value = type === 'text' ? 'address' : 'CAST(address AS IPADDRESS)';
      return `${expression} IN (SELECT ${value} FROM ${name})`;
    },
    head() {
      if (names.size === 0) return [];
      return [`WITH ${[...names].map(([values, name]) => `${name} (address) AS (VALUES ${values})`).join(',\n  ')}`];
    },
  };
}
