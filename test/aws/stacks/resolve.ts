/** A template's functions, worked out: references to what has been made, texts with values put in. */
import { AwsFault } from '../wire.ts';
import { isList, objectOf, type Properties, type Value } from './template.ts';

export interface Scope {
  /** Value of a parameter, a pseudo parameter or a resource's own name. */
  ref(name: string): string | undefined;
  attribute(resource: string, name: string): string | undefined;
}

/** @throws AwsFault `ValidationError` for a function or a name that there is not */
export function resolved(value: Value, scope: Scope): Value {
  if (isList(value)) return value.map((each) => resolved(each, scope)).filter((each) => each !== null);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value);
  const [first] = entries;
  if (entries.length === 1 && first && (first[0] === 'Ref' || first[0].startsWith('Fn::'))) return called(first[0], first[1], scope);
  // What refers to AWS::NoValue is as if it were not there.
  return Object.fromEntries(entries.map(([name, inner]) => [name, resolved(inner, scope)] as const).filter(([, inner]) => inner !== null));
}

export const resolvedProperties = (properties: Properties, scope: Scope): Properties => objectOf(resolved(properties, scope));

function called(name: string, argument: Value, scope: Scope): Value {
  const list = (value: Value): readonly Value[] => (isList(value) ? value : [value]);
  switch (name) {
    case 'Ref':
      return argument === 'AWS::NoValue' ? null : known(scope.ref(String(argument)), String(argument));
    case 'Fn::GetAtt': {
      const [id = '', attribute = ''] = isList(argument) ? argument.map(String) : String(argument).split(/\.(.*)/);
      return known(scope.attribute(id, attribute), `${id}.${attribute}`);
    }
    case 'Fn::Sub': {
      const [text = '', own = {}] = list(argument);
      const values = objectOf(own);
      return String(text).replace(/\$\{([^}]+)\}/g, (_, inner: string) => {
        if (inner.startsWith('!')) return `\${${inner.slice(1)}}`;
        const given = values[inner];
        if (given !== undefined) return String(resolved(given, scope));
        const [id = '', attribute] = inner.split(/\.(.*)/);
        return known(attribute ? scope.attribute(id, attribute) : scope.ref(id), inner);
      });
    }
    case 'Fn::Join': {
      const [sign = '', parts = []] = list(argument);
      return list(resolved(parts, scope)).map(String).join(String(sign));
    }
    case 'Fn::Select': {
      const [index = 0, parts = []] = list(argument);
      return list(resolved(parts, scope))[Number(index)] ?? '';
    }
    case 'Fn::Split': {
      const [sign = '', text = ''] = list(argument);
      return String(resolved(text, scope)).split(String(sign));
    }
    default:
      throw new AwsFault('ValidationError', `Template error: the emulator does not know the function ${name}`);
  }
}

function known(value: string | undefined, name: string): string {
  if (value !== undefined) return value;
  throw new AwsFault('ValidationError', `Template error: instance of ${name} references undefined resource`);
}
