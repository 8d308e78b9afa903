/** EC2's filters: names with values of which one must fit, `*` and `?` standing for anything. */
import { pageOf, type QueryInput } from '../query-service.ts';
import { AwsFault } from '../wire.ts';
import type { Tree } from '../xml.ts';

export type Tags = Readonly<Record<string, string>>;

export interface Filterable<T> {
  readonly all: readonly T[];
  readonly id: (item: T) => string;
  /** Name of the request's list of ids. */
  readonly ids: string;
  /** Error where an id is of none. */
  readonly missing: (id: string) => AwsFault;
  readonly values: Readonly<Record<string, (item: T) => string | undefined>>;
  readonly tags: (item: T) => Tags;
  /** Name of the request's list of filters. */
  readonly filters?: string;
}

/** @throws AwsFault for an id of none, and for a filter that there is not */
export function chosen<T>(input: QueryInput, { all, id, ids, missing, values, tags, filters = 'Filter' }: Filterable<T>): readonly T[] {
  const asked = input.list(ids);
  for (const each of asked) if (all.every((item) => id(item) !== each)) throw missing(each);
  const conditions = input.each(filters).map((filter) => {
    const name = filter.text('Name') ?? '';
    const patterns = filter.list('Value').map(patternOf);
    const fits = (value: string | undefined) => value !== undefined && patterns.some((pattern) => pattern.test(value));
    if (name === 'tag-key') return (item: T) => Object.keys(tags(item)).some(fits);
    if (name.startsWith('tag:')) return (item: T) => fits(tags(item)[name.slice(4)]);
    const value = Object.hasOwn(values, name) ? values[name] : undefined;
    if (!value) throw new AwsFault('InvalidParameterValue', `The filter '${name}' is invalid`);
    return (item: T) => fits(value(item));
  });
  return all.filter((item) => (asked.length === 0 || asked.includes(id(item))) && conditions.every((holds) => holds(item)));
}

const patternOf = (value: string): RegExp =>
  new RegExp(
    `^${value
      .replace(/[.+^${}()|[\]\\]/g, '\\$&')
      .replaceAll('*', '.*')
      .replaceAll('?', '.')}$`,
    's',
  );

/** A page of an answer under its own name. */
export function listAnswer<T>(
  input: QueryInput,
  name: string,
  items: readonly T[],
  tree: (item: T) => Tree,
): { readonly [name: string]: Tree } {
  const most = input.text('MaxResults');
  if (most !== undefined && !(Number(most) >= 5 && Number(most) <= 1000)) {
    throw new AwsFault('InvalidParameterValue', `Value ( ${most} ) for parameter maxResults is invalid. Expecting a value greater than 5.`);
  }
  const page = pageOf(items, input.text('NextToken'), Number(most ?? 1000));
  return { [name]: page.items.map(tree), ...(page.next === undefined ? {} : { nextToken: page.next }) };
}

export const tagSet = (tags: Tags): Tree => Object.entries(tags).map(([key, value]) => ({ key, value }));

export const named = (name: string | undefined): Tags => (name === undefined ? {} : { Name: name });
