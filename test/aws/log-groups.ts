/** CloudWatch Logs, as far as its groups: what a Lambda function leaves behind. */
import { type JsonInput, jsonService, page, text } from './json-service.ts';
import { ACCOUNT } from './sts-service.ts';
import { AwsFault, type AwsService, HOME_REGION } from './wire.ts';

export interface LogGroups {
  /** Names in their order. */
  all(): readonly string[];
  /** It exists from now on. */
  ensure(name: string): void;
  remove(name: string): void;
  createdAt(name: string): number;
}

export function createLogGroups(): LogGroups {
  const groups = new Map<string, number>();
  return {
    all: () => [...groups.keys()].sort(),
    ensure: (name) => void groups.set(name, groups.get(name) ?? Date.now()),
    remove: (name) => void groups.delete(name),
    createdAt: (name) => groups.get(name) ?? 0,
  };
}

export function createLogsService(groups: LogGroups): AwsService {
  const nameOf = (input: JsonInput) => text(input, 'logGroupName');
  return jsonService({
    DescribeLogGroups(input) {
      const prefix = typeof input.logGroupNamePrefix === 'string' ? input.logGroupNamePrefix : '';
      // The same paging as elsewhere, under names that begin small.
      const asked = {
        ...(input.limit === undefined ? {} : { MaxResults: input.limit }),
        ...(input.nextToken === undefined ? {} : { NextToken: input.nextToken }),
      };
      const { items, NextToken } = page(
        groups.all().filter((name) => name.startsWith(prefix)),
        asked,
        50,
      );
      return { logGroups: items.map((name) => answer(groups, name)), ...(NextToken ? { nextToken: NextToken } : {}) };
    },
    CreateLogGroup(input) {
      const name = nameOf(input);
      if (groups.all().includes(name)) throw new AwsFault('ResourceAlreadyExistsException', 'The specified log group already exists');
      groups.ensure(name);
      return {};
    },
    DeleteLogGroup(input) {
      const name = nameOf(input);
      if (!groups.all().includes(name)) throw new AwsFault('ResourceNotFoundException', 'The specified log group does not exist.');
      groups.remove(name);
      return {};
    },
  });
}

function answer(groups: LogGroups, name: string) {
  const arn = `arn:aws:logs:${HOME_REGION}:${ACCOUNT}:log-group:${name}`;
  return {
    logGroupName: name,
    creationTime: groups.createdAt(name),
    metricFilterCount: 0,
    arn: `${arn}:*`,
    logGroupArn: arn,
    storedBytes: 0,
  };
}
