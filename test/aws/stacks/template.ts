/** A CloudFormation template read from its text: JSON, or YAML with the short forms of functions. */
import { isMap, isScalar, isSeq, parseDocument } from 'yaml';
import { AwsFault } from '../wire.ts';

export type Value = string | number | boolean | null | readonly Value[] | { readonly [name: string]: Value };
export type Properties = { readonly [name: string]: Value };

export interface TemplateResource {
  readonly type: string;
  readonly properties: Properties;
  readonly dependsOn: readonly string[];
  readonly isRetained: boolean;
}

export interface TemplateParameter {
  readonly type: string;
  readonly description?: string;
  readonly default?: string;
}

export interface Template {
  readonly description: string | null;
  readonly parameters: ReadonlyMap<string, TemplateParameter>;
  /** By logical id, in the order of the text. */
  readonly resources: ReadonlyMap<string, TemplateResource>;
  readonly outputs: ReadonlyMap<string, { readonly description?: string; readonly value: Value }>;
}

const wrong = (message: string) => new AwsFault('ValidationError', `Template format error: ${message}`);

/** @throws AwsFault `ValidationError` */
export function readTemplate(text: string): Template {
  const root = objectOf(parsed(text));
  const resources = new Map(Object.entries(objectOf(root.Resources ?? null)).map(([id, each]) => [id, resourceOf(id, objectOf(each))]));
  if (resources.size === 0) throw wrong('At least one Resources member must be defined.');
  const template: Template = {
    description: typeof root.Description === 'string' ? root.Description : null,
    parameters: new Map(Object.entries(objectOf(root.Parameters ?? null)).map(([name, each]) => [name, parameterOf(objectOf(each))])),
    resources,
    outputs: new Map(
      Object.entries(objectOf(root.Outputs ?? null)).map(([name, each]) => {
        const { Value: value = '', Description: description } = objectOf(each);
        return [name, { value, ...(typeof description === 'string' ? { description } : {}) }];
      }),
    ),
  };
  checkReferences(template);
  return template;
}

export const objectOf = (value: Value): Properties => (typeof value === 'object' && value !== null && !isList(value) ? value : {});

export const isList = (value: Value | undefined): value is readonly Value[] => Array.isArray(value);

function parsed(text: string): Value {
  try {
    return JSON.parse(text) as Value;
  } catch {
    const document = parseDocument(text, { logLevel: 'silent' });
    const [error] = document.errors;
    if (error) throw wrong(`YAML not well-formed. (line ${error.linePos?.[0].line ?? 1}, column ${error.linePos?.[0].col ?? 1})`);
    return plain(document.contents);
  }
}

/** `!Sub text` and `!GetAtt a.b` become what JSON has for them. */
function plain(node: unknown): Value {
  const value = untagged(node);
  const tag = (node as { readonly tag?: string } | null)?.tag;
  if (tag === undefined || !/^!\w/.test(tag)) return value;
  const name = tag.slice(1);
  if (name === 'Ref' || name === 'Condition') return { [name]: value };
  if (name === 'GetAtt' && typeof value === 'string') {
    const [id = '', ...rest] = value.split('.');
    return { 'Fn::GetAtt': [id, rest.join('.')] };
  }
  return { [`Fn::${name}`]: value };
}

function untagged(node: unknown): Value {
  if (isMap(node)) return Object.fromEntries(node.items.map(({ key, value }) => [String(plain(key)), plain(value)]));
  if (isSeq(node)) return node.items.map(plain);
  if (!isScalar(node)) return null;
  const { value } = node;
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? value : null;
}

function resourceOf(id: string, resource: Properties): TemplateResource {
  if (typeof resource.Type !== 'string') throw wrong(`[/Resources/${id}] Every Resources object must contain a Type member.`);
  const on = resource.DependsOn;
  return {
    type: resource.Type,
    properties: objectOf(resource.Properties ?? null),
    dependsOn: (isList(on) ? on : on == null ? [] : [on]).map(String),
    isRetained: resource.DeletionPolicy === 'Retain',
  };
}

const parameterOf = ({ Type, Description, Default }: Properties): TemplateParameter => ({
  type: String(Type ?? 'String'),
  ...(typeof Description === 'string' ? { description: Description } : {}),
  ...(Default == null ? {} : { default: String(Default) }),
});

/** Logical ids that a value refers to, the pseudo parameters among them. */
export function referencesIn(value: Value): readonly string[] {
  if (isList(value)) return value.flatMap(referencesIn);
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]) => {
    if (name === 'Ref' && typeof inner === 'string') return [inner];
    if (name === 'Fn::GetAtt') return [String(isList(inner) ? inner[0] : inner).split('.')[0] ?? ''];
    if (name !== 'Fn::Sub') return referencesIn(inner);
    const [text, own = {}] = isList(inner) ? inner : [inner];
    const names = [...String(text).matchAll(/\$\{([^!}][^}]*)\}/g)].map(([, each = '']) => each.split('.')[0] ?? '');
    return [...names.filter((each) => !Object.hasOwn(objectOf(own), each)), ...referencesIn(own)];
  });
}

function checkReferences({ resources, parameters }: Template): void {
  const unknown = [...resources.values()]
    .flatMap(({ properties, dependsOn }) => [...referencesIn(properties), ...dependsOn])
    .filter((name) => !name.startsWith('AWS::') && !resources.has(name) && !parameters.has(name));
  if (unknown.length > 0) {
    throw wrong(`Unresolved resource dependencies [${[...new Set(unknown)].join(', ')}] in the Resources block of the template`);
  }
}

/** Each behind what it needs. @throws AwsFault for a circle */
export function inOrder({ resources }: Template): readonly string[] {
  const done = new Set<string>();
  const visit = (id: string, above: readonly string[]): void => {
    const resource = resources.get(id);
    if (!resource || done.has(id)) return;
    if (above.includes(id)) throw new AwsFault('ValidationError', `Circular dependency between resources: [${above.join(', ')}]`);
    for (const other of [...resource.dependsOn, ...referencesIn(resource.properties)]) visit(other, [...above, id]);
    done.add(id);
  };
  for (const id of resources.keys()) visit(id, []);
  return [...done];
}

/** What whoever creates the stack has to acknowledge; NULL: nothing. */
export function neededCapability({ resources }: Template): 'CAPABILITY_IAM' | 'CAPABILITY_NAMED_IAM' | null {
  const roles = [...resources.values()].filter(({ type }) => type.startsWith('AWS::IAM::'));
  if (roles.length === 0) return null;
  const names = ['GroupName', 'InstanceProfileName', 'ManagedPolicyName', 'RoleName', 'UserName'];
  return roles.some(({ properties }) => names.some((name) => name in properties)) ? 'CAPABILITY_NAMED_IAM' : 'CAPABILITY_IAM';
}
