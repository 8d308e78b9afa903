/** What the integration's function does: partitions for the days or months that its event names, or for today. */
import type { AccountState } from '../account-state.ts';
import { AwsFault } from '../wire.ts';
import { isList, objectOf, type Properties } from './template.ts';

const DAY = 86_400_000;

/**
 * @param event properties of the custom resource, or a rule's input
 * @param now Unix ms: the day that is loaded where the event names none
 * @throws AwsFault `EntityNotFoundException` where the table is gone
 */
export function loadPartitions({ catalog, logGroups }: AccountState, functionName: string, event: Properties, now: number): void {
  logGroups.ensure(`/aws/lambda/${functionName}`);
  const integrations = isList(event.athenaIntegrations) ? event.athenaIntegrations.map(objectOf) : [];
  const database = String(event.dbName);
  const location = String(event.location);
  for (const each of integrations) {
    const first = typeof each.partitionStartDate === 'string' ? Date.parse(each.partitionStartDate) : now;
    const last = typeof each.partitionEndDate === 'string' ? Date.parse(each.partitionEndDate) : now;
    if (Number.isNaN(first) || Number.isNaN(last)) throw new AwsFault('InvalidRequest', 'The dates of the integration cannot be read.');
    const names = each.partitionLoadFrequency === 'monthly' ? ['year', 'month'] : ['year', 'month', 'day'];
    const found = new Map<string, readonly string[]>();
    for (let at = Math.floor(first / DAY) * DAY; at <= last; at += DAY) {
      const parts = new Date(at).toISOString().slice(0, 10).split('-').slice(0, names.length);
      // The same texts make the folder and the value, so that of Hive's folders the value is `year=2022`.
      const isHive = String(event.hive) === 'true';
      const values = parts.map((part, index) => (isHive ? `${names[index]}=${part}` : part));
      found.set(values.join('/'), values);
    }
    catalog.addPartitions(
      database,
      String(each.partitionTableName),
      [...found].map(([folder, values]) => ({ values, location: `${location}${folder}/` })),
    );
  }
}
