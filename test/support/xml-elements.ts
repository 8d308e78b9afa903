export interface XmlElement {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: XmlElement[];
  /** Of its own text, entities read. */
  text: string;
}

const TOKEN = /<\?xml [^?]*\?>|<\/([\w:.]+)\s*>|<([\w:.]+)((?:\s+[\w:.]+="[^"<]*")*)\s*(\/?)>|([^<]+)/y;
const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };
/** What XML 1.0 has no place for. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const ILLEGAL = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]|\p{Surrogate}/u;

/** A document without comments, CDATA and processing instructions. @throws SyntaxError where it is not well-formed */
export function xmlRoot(text: string): XmlElement {
  if (ILLEGAL.test(text)) throw new SyntaxError('a character that XML has no place for');
  const top: XmlElement = { name: '', attributes: {}, children: [], text: '' };
  const open = [top];
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < text.length) {
    const at = TOKEN.lastIndex;
    const match = TOKEN.exec(text);
    if (!match) throw new SyntaxError(`not well-formed: ${text.slice(at, at + 80)}`);
    const [, closed, name, attributes = '', isEmpty, content] = match;
    const parent = open.at(-1) ?? top;
    if (closed !== undefined) {
      if (open.pop()?.name !== closed) throw new SyntaxError(`</${closed}> closes what is not open`);
    } else if (name !== undefined) {
      const pairs = [...attributes.matchAll(/([\w:.]+)="([^"]*)"/g)].map(([, key = '', value = '']) => [key, read(value)] as const);
      const element = { name, attributes: Object.fromEntries(pairs), children: [], text: '' };
      if (Object.keys(element.attributes).length < pairs.length) throw new SyntaxError(`<${name}> has an attribute twice`);
      parent.children.push(element);
      if (isEmpty === '') open.push(element);
    } else if (content !== undefined) parent.text += read(content);
  }
  const [root] = top.children;
  if (!root || top.children.length > 1 || open.length > 1) throw new SyntaxError('not one root that is closed');
  return root;
}

function read(text: string): string {
  if (/&(?!(?:amp|lt|gt|quot|apos);)/.test(text)) throw new SyntaxError(`a bare & in ${text.slice(0, 80)}`);
  return text.replaceAll(/&(\w+);/g, (_, name) => ENTITIES[name] ?? '');
}
