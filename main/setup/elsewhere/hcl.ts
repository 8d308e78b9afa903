/** Terraform's language, as much as resources need. */

/** A part of an expression that stands as it is: a reference to another resource. */
export class Reference {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}

/** A block inside a resource, which has no equals sign; a list of them is as many blocks of one name. */
export class Block {
  readonly inside: Body;
  constructor(inside: Body) {
    this.inside = inside;
  }
}

export type Value = string | number | boolean | Reference | readonly string[] | Readonly<Record<string, string>> | Block | readonly Block[];
export type Body = Readonly<Record<string, Value>>;

/** A text in double quotes; `${` and `%{` are doubled, or Terraform would put something of its own in their place. */
export function hclText(text: string): string {
  const escaped = text
    .replaceAll('\\', '\\\\')
    .replaceAll('"', '\\"')
    .replaceAll('\n', '\\n')
    .replaceAll('\r', '\\r')
    .replaceAll('\t', '\\t')
    // Given as functions: `$$` in a replacement would be one dollar.
    .replaceAll('${', () => '$${')
    .replaceAll('%{', () => '%%{');
  return `"${escaped}"`;
}

/** `resource "type" "name" { ... }`, as `terraform fmt` writes it. */
export function hclResource(type: string, name: string, body: Body): string {
  return `resource ${hclText(type)} ${hclText(name)} {\n${bodyText(body, '  ')}}\n`;
}

/** `name { ... }`: a block that is no resource, as `import`. */
export function hclBlock(name: string, body: Body): string {
  return `${name} {\n${bodyText(body, '  ')}}\n`;
}

function bodyText(body: Body, indent: string): string {
  const entries = Object.entries(body);
  let text = '';
  for (let at = 0; at < entries.length; ) {
    // Equals signs of lines that follow each other stand below each other.
    const run = entries.slice(at).findIndex(([, value]) => isLong(value));
    const end = run < 0 ? entries.length : at + run;
    const plain = entries.slice(at, end);
    const width = Math.max(0, ...plain.map(([key]) => key.length));
    for (const [key, value] of plain) text += `${indent}${key.padEnd(width)} = ${valueText(value, indent)}\n`;
    const long = entries[end];
    if (long) {
      const [key, value] = long;
      const blocks = blocksOf(value);
      const pieces = blocks
        ? blocks.map((block) => `${indent}${key} {\n${bodyText(block.inside, `${indent}  `)}${indent}}\n`)
        : [`${indent}${key} = ${valueText(value, indent)}\n`];
      text += (text === '' ? '' : '\n') + pieces.join('\n');
    }
    at = end + 1;
  }
  return text;
}

function blocksOf(value: Value): readonly Block[] | null {
  if (value instanceof Block) return [value];
  return Array.isArray(value) && value.every((each) => each instanceof Block) && value.length > 0 ? value : null;
}

/** What takes several lines stands by itself. */
const isLong = (value: Value): boolean =>
  blocksOf(value) !== null || (typeof value === 'object' && !(value instanceof Reference) && !Array.isArray(value));

function valueText(value: Value, indent: string): string {
  if (typeof value === 'string') return hclText(value);
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  if (value instanceof Reference) return value.text;
  if (isList(value)) return `[${value.map((each) => hclText(each)).join(', ')}]`;
  const entries = Object.entries(value as Readonly<Record<string, string>>);
  const width = Math.max(0, ...entries.map(([key]) => keyText(key).length));
  return `{\n${entries.map(([key, each]) => `${indent}  ${keyText(key).padEnd(width)} = ${hclText(each)}\n`).join('')}${indent}}`;
}

const isList = (value: Value): value is readonly string[] => Array.isArray(value) && value.every((each) => typeof each === 'string');
const keyText = (key: string) => (/^[A-Za-z_][\w-]*$/.test(key) ? key : hclText(key));
