/** The protocol of Athena and Glue: AWS JSON 1.1, the operation in a header. */
import { randomUUID } from 'node:crypto';
import { AwsFault, type AwsService } from './wire.ts';

export type JsonInput = Readonly<Record<string, unknown>>;
export type JsonOperation = (input: JsonInput) => Promise<JsonInput> | JsonInput;

export function jsonService(operations: Readonly<Record<string, JsonOperation>>): AwsService {
  return {
    operationOf: (request) => String(request.headers['x-amz-target'] ?? '').split('.')[1] ?? '',
    async answer(operation, request) {
      const act = Object.hasOwn(operations, operation) ? operations[operation] : undefined;
      if (!act) throw new AwsFault('UnknownOperationException', `The emulator does not know ${operation}.`);
      const input = request.body.length === 0 ? {} : (JSON.parse(request.body.toString('utf8')) as JsonInput);
      return { status: 200, headers: headers(), body: JSON.stringify(await act(input)) };
    },
    failure: (fault) => ({
      status: fault.status,
      headers: { ...headers(), 'x-amzn-errortype': fault.code },
      body: JSON.stringify({ __type: fault.code, message: fault.message, Message: fault.message, ...fault.details }),
    }),
  };
}

const headers = () => ({ 'content-type': 'application/x-amz-json-1.1', 'x-amzn-requestid': randomUUID() });

/** A field that must be a text. @throws AwsFault as Athena words it */
export function text(input: JsonInput, name: string): string {
  const value = input[name];
  if (typeof value === 'string' && value !== '') return value;
  throw new AwsFault(
    'InvalidRequestException',
    `1 validation error detected: Value at '${name}' failed to satisfy constraint: Member must not be null`,
  );
}

/** One page of a list: AWS's tokens say where the next begins. */
export function page<T>(all: readonly T[], input: JsonInput, most: number): { readonly items: readonly T[]; readonly NextToken?: string } {
  const wanted = typeof input.MaxResults === 'number' ? input.MaxResults : most;
  if (wanted < 1 || wanted > most) {
    throw new AwsFault('InvalidRequestException', `MaxResults is more than maximum allowed length ${most}.`);
  }
  const from = typeof input.NextToken === 'string' ? Number(Buffer.from(input.NextToken, 'base64url').toString('latin1')) : 0;
  if (!Number.isInteger(from)) throw new AwsFault('InvalidRequestException', 'The pagination token is not valid.');
  const items = all.slice(from, from + wanted);
  const next = from + items.length;
  return next < all.length ? { items, NextToken: Buffer.from(String(next)).toString('base64url') } : { items };
}
