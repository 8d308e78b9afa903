/** As much XML as S3's and STS's answers need. */

export interface Element {
  readonly xml: string;
}

/** An element with text (escaped) and elements inside. */
export function element(name: string, ...inside: readonly (string | Element)[]): Element {
  return { xml: `<${name}>${inside.map((each) => (typeof each === 'string' ? escaped(each) : each.xml)).join('')}</${name}>` };
}

export const xml = (root: Element): string => `<?xml version="1.0" encoding="UTF-8"?>\n${root.xml}`;

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;').replaceAll('\r', '&#13;');
}
