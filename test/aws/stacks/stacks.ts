/** The stacks of the account: asked for, made and deleted beside the requests. */
import { AwsFault } from '../wire.ts';
import { type Stack, stackId } from './stack.ts';
import { createStack, deleteStack, type StackWorkOptions, typeOf } from './stack-work.ts';
import { neededCapability, readTemplate, type Template } from './template.ts';

export interface NewStack {
  readonly name: string;
  readonly region: string;
  readonly templateText: string;
  readonly parameters: ReadonlyMap<string, string>;
  readonly capabilities: readonly string[];
  readonly tags: Readonly<Record<string, string>>;
  readonly token: string | null;
  readonly onFailure: Stack['onFailure'];
}

export interface Stacks {
  /** Deleted ones too, oldest first. */
  all(): readonly Stack[];
  /** By name, where it is not deleted, or by id. @throws AwsFault `ValidationError` */
  get(nameOrId: string, region: string): Stack;
  /** @throws AwsFault `AlreadyExistsException`, `InsufficientCapabilitiesException`, `ValidationError` */
  create(wanted: NewStack): Stack;
  /** One that is not there, or is deleted, is none to delete. @throws AwsFault `ValidationError` */
  remove(nameOrId: string, region: string, retained: readonly string[]): void;
  /** Resolves when nothing is under way. */
  settled(): Promise<void>;
  close(): Promise<void>;
}

export function createStacks(options: Omit<StackWorkOptions, 'signal'>): Stacks {
  const stacks: Stack[] = [];
  const stop = new AbortController();
  const work: StackWorkOptions = { ...options, signal: stop.signal };
  const find = (nameOrId: string, region: string) =>
    stacks.find((stack) => stack.region === region && (stack.id === nameOrId || (stack.name === nameOrId && stack.deletedAt === null)));
  // The emulator's end may come before a stack's.
  const beside = (stack: Stack, act: () => Promise<void>) => {
    stack.settled = act().catch((error: unknown) => {
      if (!stop.signal.aborted) throw error;
    });
  };
  return {
    all: () => stacks,
    get(nameOrId, region) {
      const found = find(nameOrId, region);
      if (!found) throw new AwsFault('ValidationError', `Stack with id ${nameOrId} does not exist`);
      return found;
    },
    create(wanted) {
      const template = checked(wanted);
      const known = find(wanted.name, wanted.region);
      if (known) {
        if (wanted.token !== null && known.token === wanted.token) return known;
        throw new AwsFault('AlreadyExistsException', `Stack [${wanted.name}] already exists`);
      }
      const stack: Stack = {
        ...wanted,
        id: stackId(wanted.name, wanted.region),
        template,
        parameters: parametersOf(template, wanted.parameters),
        createdAt: new Date(),
        resources: new Map(),
        events: [],
        outputs: new Map(),
        status: 'CREATE_IN_PROGRESS',
        reason: null,
        deletedAt: null,
        settled: Promise.resolve(),
      };
      stacks.push(stack);
      beside(stack, () => createStack(stack, work));
      return stack;
    },
    remove(nameOrId, region, retained) {
      const stack = find(nameOrId, region);
      if (!stack || stack.deletedAt !== null || stack.status === 'DELETE_IN_PROGRESS') return;
      if (retained.length > 0 && stack.status !== 'DELETE_FAILED') {
        throw new AwsFault(
          'ValidationError',
          `Invalid operation on stack [${stack.id}]. Specified resources to retain, but the stack is not in the DELETE_FAILED state`,
        );
      }
      const unknown = retained.filter((id) => !stack.resources.has(id));
      if (unknown.length > 0)
        throw new AwsFault('ValidationError', `Resources to retain [${unknown.join(', ')}] do not belong to the stack`);
      const before = stack.settled;
      beside(stack, async () => {
        await before;
        await deleteStack(stack, new Set(retained), work);
      });
    },
    async settled() {
      await Promise.all(stacks.map((stack) => stack.settled));
    },
    async close() {
      stop.abort();
      await Promise.all(stacks.map((stack) => stack.settled));
    },
  };
}

function checked({ name, templateText, capabilities, tags }: NewStack): Template {
  if (!/^[a-zA-Z][-a-zA-Z0-9]{0,127}$/.test(name)) {
    throw new AwsFault(
      'ValidationError',
      `1 validation error detected: Value '${name}' at 'stackName' failed to satisfy constraint: Member must satisfy regular expression pattern: [a-zA-Z][-a-zA-Z0-9]*`,
    );
  }
  const badValue = Object.values(tags).find((value) => !/^[\p{L}\p{N}\p{Zs}_.:/=+@-]{1,256}$/u.test(value));
  if (badValue !== undefined) {
    throw new AwsFault(
      'ValidationError',
      `1 validation error detected: Value '${badValue}' at 'tags' failed to satisfy constraint: letters, spaces, numbers and + - = . _ : / @, at most 256 of them`,
    );
  }
  const template = readTemplate(templateText);
  const unknown = [...template.resources.values()].map(({ type }) => type).filter((type) => !typeOf(type));
  if (unknown.length > 0)
    throw new AwsFault('ValidationError', `Template format error: Unrecognized resource types: [${unknown.join(', ')}]`);
  const needed = neededCapability(template);
  const isGiven = capabilities.includes('CAPABILITY_NAMED_IAM') || (needed !== null && capabilities.includes(needed));
  if (needed !== null && !isGiven) throw new AwsFault('InsufficientCapabilitiesException', `Requires capabilities : [${needed}]`);
  return template;
}

function parametersOf({ parameters }: Template, given: ReadonlyMap<string, string>): ReadonlyMap<string, string> {
  const unknown = [...given.keys()].filter((name) => !parameters.has(name));
  if (unknown.length > 0) throw new AwsFault('ValidationError', `Parameters: [${unknown.join(', ')}] do not exist in the template`);
  const values = [...parameters].map(([name, parameter]) => [name, given.get(name) ?? parameter.default] as const);
  const missing = values.filter(([, value]) => value === undefined).map(([name]) => name);
  if (missing.length > 0) throw new AwsFault('ValidationError', `Parameters: [${missing.join(', ')}] must have values`);
  return new Map(values.map(([name, value = '']) => [name, value]));
}
