/** The protocols of EC2 and of CloudFormation: a form in, XML out. They differ in their lists and in how they fail. */
import { randomUUID } from 'node:crypto';
import { AwsFault, type AwsRequest, type AwsService, regionOf } from './wire.ts';
import { branches, element, type Tree, xml } from './xml.ts';

/** What was asked, by AWS's names: `LogFormat`, `DestinationOptions.FileFormat`. */
export interface QueryInput {
  readonly region: string;
  text(name: string): string | undefined;
  /** Texts of a list, in their order. */
  list(name: string): readonly string[];
  /** Structures of a list, in their order. */
  each(name: string): readonly QueryInput[];
}

export type QueryOperation = (input: QueryInput) => Promise<{ readonly [name: string]: Tree }> | { readonly [name: string]: Tree };

interface Protocol {
  readonly namespace: string;
  readonly member: 'item' | 'member';
  /** The answer is inside `<XxxResult>`, as AWS's query protocol has it and EC2 has not. */
  readonly hasResult: boolean;
}

export const ec2Protocol: Protocol = { namespace: 'http://ec2.amazonaws.com/doc/2016-11-15/', member: 'item', hasResult: false };
export const cloudFormationProtocol: Protocol = {
  namespace: 'http://cloudformation.amazonaws.com/doc/2010-05-15/',
  member: 'member',
  hasResult: true,
};

const parametersOf = (request: AwsRequest) => new URLSearchParams(request.body.toString('utf8'));

export function queryService({ namespace, member, hasResult }: Protocol, operations: Readonly<Record<string, QueryOperation>>): AwsService {
  return {
    operationOf: (request) => parametersOf(request).get('Action') ?? request.query.get('Action') ?? '',
    async answer(operation, request) {
      const act = Object.hasOwn(operations, operation) ? operations[operation] : undefined;
      if (!act) throw new AwsFault('InvalidAction', `The action ${operation} is not valid for this web service.`);
      const found = branches(await act(inputOf(parametersOf(request), regionOf(request))), member);
      const id = element(hasResult ? 'RequestId' : 'requestId', randomUUID());
      const root = hasResult
        ? element(`${operation}Response`, element(`${operation}Result`, ...found), element('ResponseMetadata', id))
        : element(`${operation}Response`, id, ...found);
      return { status: 200, headers: { 'content-type': 'text/xml;charset=UTF-8' }, body: xml(root, namespace) };
    },
    failure: ({ code, message, status }) => {
      const error = [element('Code', code), element('Message', message)];
      const root = hasResult
        ? element('ErrorResponse', element('Error', element('Type', 'Sender'), ...error), element('RequestId', randomUUID()))
        : element('Response', element('Errors', element('Error', ...error)), element('RequestID', randomUUID()));
      return { status, headers: { 'content-type': 'text/xml;charset=UTF-8' }, body: xml(root, hasResult ? namespace : undefined) };
    },
  };
}

function inputOf(form: URLSearchParams, region: string): QueryInput {
  /** `Tag.1.Key`, `Tags.member.1.Key`: the rest of the name, by number. */
  const numbered = (name: string): ReadonlyMap<number, URLSearchParams> => {
    const found = new Map<number, URLSearchParams>();
    for (const [key, value] of form) {
      const rest = key.startsWith(`${name}.`) ? key.slice(name.length + 1) : '';
      const [, number, inner = ''] = /^(?:member\.)?(\d+)(?:\.(.*))?$/.exec(rest) ?? [];
      if (number === undefined) continue;
      const own = found.get(Number(number)) ?? new URLSearchParams();
      own.append(inner, value);
      found.set(Number(number), own);
    }
    return new Map([...found].sort(([a], [b]) => a - b));
  };
  return {
    region,
    text: (name) => form.get(name) ?? undefined,
    list: (name) => [...numbered(name).values()].map((own) => own.get('') ?? ''),
    each: (name) => [...numbered(name).values()].map((own) => inputOf(own, region)),
  };
}

/** @throws AwsFault `MissingParameter` as EC2 words it */
export function required(input: QueryInput, name: string): string {
  const value = input.text(name);
  if (value !== undefined && value !== '') return value;
  throw new AwsFault('MissingParameter', `The request must contain the parameter ${name}`);
}

/** One page; the token says where the next begins. @param most as many as a page may have where the request does not say */
export function pageOf<T>(
  all: readonly T[],
  token: string | undefined,
  most: number,
): { readonly items: readonly T[]; readonly next: string | undefined } {
  const from = token === undefined ? 0 : Number(Buffer.from(token, 'base64url').toString('latin1'));
  if (!Number.isInteger(from) || from < 0) throw new AwsFault('InvalidNextToken', 'The token in the request is not valid.');
  const items = all.slice(from, from + most);
  const end = from + items.length;
  return { items, next: end < all.length ? Buffer.from(String(end)).toString('base64url') : undefined };
}
