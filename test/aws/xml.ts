/** As much XML as the answers of S3, STS, EC2 and CloudFormation need. */

export interface Element {
  readonly xml: string;
}

/** An element with text (escaped) and elements inside. */
export function element(name: string, ...inside: readonly (string | Element)[]): Element {
  return { xml: `<${name}>${inside.map((each) => (typeof each === 'string' ? escaped(each) : each.xml)).join('')}</${name}>` };
}

/** @param namespace of the root, where a protocol has one */
export const xml = (root: Element, namespace?: string): string =>
  `<?xml version="1.0" encoding="UTF-8"?>\n${namespace === undefined ? root.xml : root.xml.replace(/^<(\w+)/, `<$1 xmlns="${namespace}"`)}`;

/** A value as it stands inside an answer; what is undefined is left out. */
export type Tree = string | number | boolean | Date | undefined | readonly Tree[] | { readonly [name: string]: Tree };

/** @param member what the protocol calls each of a list: `item` in EC2, `member` in CloudFormation */
export function branches(tree: { readonly [name: string]: Tree }, member: 'item' | 'member'): readonly Element[] {
  return Object.entries(tree).flatMap(([name, value]) => (value === undefined ? [] : [element(name, ...inside(value, member))]));
}

function inside(value: Exclude<Tree, undefined>, member: 'item' | 'member'): readonly (string | Element)[] {
  if (typeof value !== 'object') return [String(value)];
  if (value instanceof Date) return [value.toISOString()];
  if (isList(value)) return value.flatMap((each) => (each === undefined ? [] : [element(member, ...inside(each, member))]));
  return branches(value, member);
}

const isList = (value: object): value is readonly Tree[] => Array.isArray(value);

/** Texts of all elements of one name, in their order: enough for the small bodies that S3 is sent. */
export function textsOf(body: string, name: string): readonly string[] {
  return [...body.matchAll(new RegExp(`<${name}(?:\\s[^>]*)?>([\\s\\S]*?)</${name}>`, 'g'))].map((match) => unescaped(match[1] ?? ''));
}

function unescaped(text: string): string {
  const numbered = text.replace(/&#(x?)([0-9a-f]+);/gi, (_, hex: string, code: string) =>
    String.fromCodePoint(Number.parseInt(code, hex === '' ? 10 : 16)),
  );
  return numbered
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&apos;', "'")
    .replaceAll('&amp;', '&');
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;').replaceAll('\r', '&#13;');
}
